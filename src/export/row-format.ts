import type { ExportRows, TableName } from './tables.js';

/** Rows as the text of a file. */
export interface RowFormat {
  readonly extension: string;
  /** What stands before the first row. */
  head(table: TableName): string;
  /** Whole lines. */
  lines<Name extends TableName>(table: Name, rows: readonly ExportRows[Name][]): string;
}
