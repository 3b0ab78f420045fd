/** Random grids with random spans: what a table of any carrier is made from, and what must be read of it. */
import fc from 'fast-check';

/** A block of the grid that is one cell. */
export interface Region {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface RandomGrid {
  readonly rows: number;
  readonly columns: number;
  /** By the row and column they begin in. */
  readonly regions: readonly Region[];
}

/** Row by row, each free position grows a region of the wished size as far as there is room. */
function layOut(rows: number, columns: number, wishes: readonly (readonly [number, number])[]): Region[] {
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false));
  const regions: Region[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken[row]?.[column]) continue;
      const [height, width] = wishes[regions.length % wishes.length] ?? [1, 1];
      let wide = 1;
      while (wide < width && column + wide < columns && !taken[row]?.[column + wide]) wide++;
      const high = Math.min(height, rows - row);
      for (let down = row; down < row + high; down++) taken[down]?.fill(true, column, column + wide);
      regions.push({ row, column, rows: high, columns: wide });
    }
  return regions;
}

const span = fc.integer({ min: 1, max: 4 });

export const randomGrids = fc
  .record({
    rows: fc.integer({ min: 1, max: 8 }),
    columns: fc.integer({ min: 1, max: 8 }),
    wishes: fc.array(fc.tuple(span, span), { minLength: 1, maxLength: 12 }),
  })
  .map(
    ({ rows, columns, wishes }): RandomGrid => ({ rows, columns, regions: layOut(rows, columns, wishes) }),
  );

/** The text that a region's cell holds: no other's. */
export const regionText = ({ row, column }: Region): string => `r${row}c${column}`;

/** The text at each position, that of a spanning cell at every position it covers. */
export function gridTexts({ rows, columns, regions }: RandomGrid): string[][] {
  const texts = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  for (const region of regions)
    for (let row = region.row; row < region.row + region.rows; row++)
      texts[row]?.fill(regionText(region), region.column, region.column + region.columns);
  return texts;
}
