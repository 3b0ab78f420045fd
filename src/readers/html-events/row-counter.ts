/** Cells to columns by counting down, for every column, the rows that a cell above still covers. */
import type { Cell, Table } from '#model/document.js';
import type { Place } from '#model/place.js';

interface Placed {
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  readonly columnSpan: number;
  text: string;
  tables: readonly Table[];
}

/** A table wider than this is a hostile one: its cells cover one column each from there on. */
const mostColumns = 1000;

export class RowCounter {
  private readonly cells: Placed[] = [];
  private covered: number[] = [];
  private row = -1;
  private column = 0;
  private columns = 0;

  startRow(): void {
    this.covered = this.covered.map((rows) => Math.max(0, rows - 1));
    this.row++;
    this.column = 0;
  }

  placeCell(attributes: Readonly<Record<string, string>>): void {
    if (this.row < 0) this.startRow();
    while ((this.covered[this.column] ?? 0) > 0) this.column++;
    const wide = this.columns < mostColumns;
    const columnSpan = wide ? Math.min(this.free(), spanOf(attributes['colspan'])) : 1;
    const rowSpan =
      attributes['rowspan']?.trim() === '0' ? Number.MAX_SAFE_INTEGER : spanOf(attributes['rowspan']);
    for (let offset = 0; offset < columnSpan; offset++) this.covered[this.column + offset] = rowSpan;
    this.cells.push({ row: this.row, column: this.column, rowSpan, columnSpan, text: '', tables: [] });
    this.column += columnSpan;
    this.columns = Math.max(this.columns, this.column);
  }

  fillCell(text: string, tables: readonly Table[]): void {
    const last = this.cells.at(-1);
    if (!last) return;
    last.text = text;
    last.tables = tables;
  }

  toTable(at: Place): Table {
    const rows = this.row + 1;
    const cells = this.cells.map(
      ({ tables, rowSpan, ...cell }): Cell => ({
        ...cell,
        rowSpan: Math.min(rowSpan, rows - cell.row),
        // Cells are told apart by their place objects: one of its own for each.
        at: { ...at },
        ...(tables.length > 0 ? { tables } : {}),
      }),
    );
    return { kind: 'table', rows, columns: this.columns, cells, at };
  }

  /** Columns from here to the next covered one. */
  private free(): number {
    let width = 1;
    while (width < mostColumns && (this.covered[this.column + width] ?? 0) === 0) width++;
    return width;
  }
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? '', 10);
  return span > 1 ? Math.min(span, mostColumns) : 1;
}
