/**
 * Fields of a grid → spans: fields without a border between them are one cell. Unions that are not
 * rectangles are cut into rectangles greedily (as wide as the missing borders allow, then as high).
 */
import { newDisjointSets } from './disjoint-sets.js';

export interface Span {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Whether a border is drawn at the right, or below, the field at (row, column). */
export type HasBorder = (row: number, column: number) => boolean;

export interface Spans {
  /** In row-major order of their first field. */
  readonly spans: readonly Span[];
  readonly owner: readonly number[];
  readonly ragged: boolean;
}

export function fieldsToSpans(rows: number, columns: number, right: HasBorder, below: HasBorder): Spans {
  const union = uniteFields(rows, columns, right, below);
  const owner = new Array<number>(rows * columns).fill(-1);
  const spans: Span[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (owner[row * columns + column] !== -1) continue;
      const span = widestSpan(row, column, rows, columns, union, owner);
      for (let r = row; r < row + span.rowSpan; r++)
        owner.fill(spans.length, r * columns + column, r * columns + column + span.columnSpan);
      spans.push(span);
    }
  return { spans, owner, ragged: spans.length > new Set(union).size };
}

/** For each field the number of the union it belongs to. */
function uniteFields(rows: number, columns: number, right: HasBorder, below: HasBorder): number[] {
  const { root, unite } = newDisjointSets(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const field = row * columns + column;
      if (column + 1 < columns && !right(row, column)) unite(field, field + 1);
      if (row + 1 < rows && !below(row, column)) unite(field, field + columns);
    }
  return Array.from({ length: rows * columns }, (_, field) => root(field));
}

function widestSpan(
  row: number,
  column: number,
  rows: number,
  columns: number,
  union: readonly number[],
  owner: readonly number[],
): Span {
  const mine = union[row * columns + column];
  const isFree = (r: number, c: number): boolean =>
    union[r * columns + c] === mine && owner[r * columns + c] === -1;
  let width = 1;
  while (column + width < columns && isFree(row, column + width)) width++;
  const isFreeRow = (r: number): boolean => {
    for (let c = column; c < column + width; c++) if (!isFree(r, c)) return false;
    return true;
  };
  let height = 1;
  while (row + height < rows && isFreeRow(row + height)) height++;
  return { row, column, rowSpan: height, columnSpan: width };
}
