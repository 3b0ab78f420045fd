/** Rows of cells, as many as each line gave, to a table of the model. */
import type { Cell, Table } from '#model/document.js';

export interface RowCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A table with the index of the line after it. */
export interface FoundTable {
  readonly table: Table;
  readonly next: number;
}

/** Cells keep the position they have in their line: where spans were, rows are shorter. */
export function rowsToTable(rows: readonly (readonly RowCell[])[]): Table {
  const cells = rows.flatMap((row, rowIndex) =>
    row.map(
      (cell, columnIndex): Cell => ({
        row: rowIndex,
        column: columnIndex,
        rowSpan: 1,
        columnSpan: 1,
        text: cell.text,
        at: { kind: 'text', line: cell.line, column: cell.column },
      }),
    ),
  );
  const first = rows[0]?.[0];
  return {
    kind: 'table',
    rows: rows.length,
    columns: Math.max(0, ...rows.map((row) => row.length)),
    orderOnly: true,
    cells,
    at: { kind: 'text', line: first?.line ?? 1, column: 1 },
  };
}
