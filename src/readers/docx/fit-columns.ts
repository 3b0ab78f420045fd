/** A row laid out by its widths on the edges of the table's grid. */
import type { RawRow } from './grid.js';

/** Hand-made widths add up to within a point or two of the grid: 2 pt in twips. */
const tolerance = 40;

/** The edges of the columns from the left, in twips; `undefined` where a column has no width. */
export function edgesOf(columnWidths: readonly number[]): readonly number[] | undefined {
  if (columnWidths.length === 0 || columnWidths.some((width) => width <= 2 * tolerance)) return undefined;
  let edge = 0;
  return [0, ...columnWidths.map((width) => (edge += width))];
}

/** The row with the spans its widths give it; `undefined` when an edge falls between those of the grid. */
export function fitColumns(row: RawRow, edges: readonly number[]): RawRow | undefined {
  let at = row.widthBefore ?? edges[row.before] ?? 0;
  const before = findEdge(edges, at, 0);
  if (before === undefined) return undefined;
  let last = before;
  const cells = [];
  for (const cell of row.cells) {
    if (cell.width === undefined) return undefined;
    at += cell.width;
    const edge = findEdge(edges, at, last + 1);
    if (edge === undefined) return undefined;
    cells.push({ ...cell, span: edge - last });
    last = edge;
  }
  return { ...row, before, after: edges.length - 1 - last, cells };
}

function findEdge(edges: readonly number[], at: number, from: number): number | undefined {
  for (let index = from; index < edges.length; index++) {
    const distance = (edges[index] ?? 0) - at;
    if (Math.abs(distance) <= tolerance) return index;
    if (distance > tolerance) return undefined;
  }
  return undefined;
}
