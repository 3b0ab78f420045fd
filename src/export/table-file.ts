/** A table on its way into a file; rows are made text some hundreds at a time. */
import type { ExportedFile } from './manifest.js';
import type { RowFormat } from './row-format.js';
import type { ExportRows, TableName } from './tables.js';
import type { WholeFile } from './whole-file.js';

const many = 256;

export class TableFile<Name extends TableName> {
  private waiting: ExportRows[Name][] = [];
  private rows = 0;

  private constructor(
    private readonly table: Name,
    private readonly format: RowFormat,
    private readonly file: WholeFile,
  ) {}

  static async start<Name extends TableName>(
    table: Name,
    format: RowFormat,
    file: WholeFile,
  ): Promise<TableFile<Name>> {
    await file.write(format.head(table));
    return new TableFile(table, format, file);
  }

  async add(rows: readonly ExportRows[Name][]): Promise<void> {
    this.rows += rows.length;
    for (const row of rows) this.waiting.push(row);
    if (this.waiting.length >= many) await this.flush();
  }

  async done(): Promise<ExportedFile> {
    await this.flush();
    const { table, rows, file } = this;
    return { table, name: file.name, rows, ...(await file.done()) };
  }

  private async flush(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    await this.file.write(this.format.lines(this.table, rows));
  }
}
