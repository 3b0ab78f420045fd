/**
 * The header over the rows being walked: the rows it is made of, and the columns of a block they name.
 * It stands until a title, a heading or another header comes.
 */
import type { FormBlock, TableId } from '#forms/form.js';
import { type Header, resolveHeader } from './header.js';
import type { LabelIndex } from './label-index.js';
import type { TableRow } from './table-rows.js';

export class StandingHeader {
  private rows: TableRow[] = [];
  /** The tables that have columns named in it. */
  private tables: ReadonlySet<TableId> = new Set();
  /** Whether the next row may be a part of it. */
  private open = false;
  private readonly resolved = new Map<FormBlock, Header>();

  clear(): void {
    this.rows = [];
    this.resolved.clear();
    this.open = false;
  }

  close(): void {
    this.open = false;
  }

  add(row: TableRow, tables: ReadonlySet<TableId>): void {
    const continues = this.open && this.rows[0]?.piece === row.piece;
    this.rows = continues ? [...this.rows, row] : [row];
    this.tables = continues ? new Set([...this.tables, ...tables]) : tables;
    this.open = true;
    this.resolved.clear();
  }

  /** A row of other text, or of none, right under a header is a part of it. */
  extend(row: TableRow): void {
    if (this.open) this.rows.push(row);
  }

  drop(row: TableRow): void {
    this.rows = this.rows.filter((header) => header !== row);
  }

  /** Tables three and four share names of columns (总计, 其他): only the others decide. */
  findTable(index: LabelIndex, announced: TableId | undefined): TableId | undefined {
    const hits = new Map<TableId, number>();
    for (const row of this.rows)
      for (const cell of row.cells) {
        const target = cell.anchored ? index.columns.findKnown(cell.text)?.target : undefined;
        if (target && !target.shared) hits.set(target.table, (hits.get(target.table) ?? 0) + 1);
      }
    const [most] = [...hits].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? announced ?? [...this.tables][0];
  }

  /** The header holds for the tables that continue it, as long as they are as wide. */
  over(row: TableRow, block: FormBlock): Header | undefined {
    const first = this.rows[0];
    if (!first || (first.table !== row.table && first.table.columns !== row.table.columns)) return undefined;
    const header = this.resolved.get(block) ?? resolveHeader(this.rows, block);
    this.resolved.set(block, header);
    return header;
  }
}
