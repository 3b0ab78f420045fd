/**
 * A printed table as a grid of references: neighbouring positions that hold the same object are one merged cell.
 * Cutting, stretching and unmerging work on the grid; spans are derived from it last.
 */
export interface GridCell {
  /** Line breaks inside the cell are \n. */
  readonly text: string;
  readonly role: 'label' | 'head' | 'title' | 'note' | 'value' | 'filler';
}

/** Rows may differ in length. */
export type Grid = readonly (readonly GridCell[])[];

export interface PlacedCell {
  readonly cell: GridCell;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export const filler = (): GridCell => ({ text: '', role: 'filler' });

/** One cell over `times` columns of a row. */
export const repeatCell = (cell: GridCell, times: number): GridCell[] =>
  Array.from({ length: times }, () => cell);

/** The cells by the row they start in. */
export function placeCells(grid: Grid): PlacedCell[][] {
  const seen = new Set<GridCell>();
  return grid.map((cells, row) => {
    const placed: PlacedCell[] = [];
    cells.forEach((cell, column) => {
      if (seen.has(cell)) return;
      seen.add(cell);
      let columnSpan = 1;
      while (cells[column + columnSpan] === cell) columnSpan++;
      let rowSpan = 1;
      while (grid[row + rowSpan]?.[column] === cell) rowSpan++;
      placed.push({ cell, row, column, rowSpan, columnSpan });
    });
    return placed;
  });
}

/** Which merges give way to empty cells. */
export type Unmerging = 'none' | 'heads' | 'vertical' | 'all';

export function unmerge(grid: Grid, mode: Unmerging, headRows: number): Grid {
  if (mode === 'none') return grid;
  const rows = grid.map((cells) => [...cells]);
  for (const { cell, row, column, rowSpan, columnSpan } of placeCells(grid).flat()) {
    if (mode === 'heads' && (row >= headRows || cell.role === 'note')) continue;
    for (let down = 0; down < rowSpan; down++) {
      const rest = down === 0 ? cell : filler();
      for (let right = 0; right < columnSpan; right++) {
        const target = rows[row + down];
        if (target) target[column + right] = mode === 'all' && right > 0 ? filler() : rest;
      }
    }
  }
  return rows;
}

/** What the part below a cut shows of a cell that the cut divides. */
export type CutLabel = 'again' | 'blank' | 'halved';

/** Rows before and from `at`; divided cells become two. */
export function cutGrid(grid: Grid, at: number, label: CutLabel): [Grid, Grid] {
  const above = new Set(grid.slice(0, at).flat());
  const upper = new Map<GridCell, GridCell>();
  const lower = new Map<GridCell, GridCell>();
  for (const cell of new Set(grid.slice(at).flat())) {
    if (!above.has(cell)) continue;
    const half = Math.ceil(cell.text.length / 2);
    const halved = label === 'halved';
    if (halved) upper.set(cell, { ...cell, text: cell.text.slice(0, half) });
    lower.set(cell, { ...cell, text: halved ? cell.text.slice(half) : label === 'again' ? cell.text : '' });
  }
  const swap = (rows: Grid, by: ReadonlyMap<GridCell, GridCell>): Grid =>
    rows.map((cells) => cells.map((cell) => by.get(cell) ?? cell));
  return [swap(grid.slice(0, at), upper), swap(grid.slice(at), lower)];
}

/** Every column `times` as wide. */
export function stretchGrid(grid: Grid, times: number): Grid {
  return grid.map((cells) => cells.flatMap((cell) => repeatCell(cell, times)));
}

/** A copy that shares no cell with the original. */
export function copyGrid(grid: Grid): Grid {
  const copies = new Map<GridCell, GridCell>();
  const copy = (cell: GridCell): GridCell => {
    const known = copies.get(cell) ?? { ...cell };
    copies.set(cell, known);
    return known;
  };
  return grid.map((cells) => cells.map(copy));
}
