/**
 * Columns learnt from text alone: a line falls into *pieces* where glyphs stand clearly apart, and pieces
 * that stand one above the other over several lines are a column. The line with the most pieces proposes
 * the columns; every other piece widens the one column it overlaps, founds a new one where it overlaps
 * none, and is a spanning heading where it overlaps several. A blank cell stays blank in its own column
 * because the column is known from the other lines.
 */
import type { Line } from './lines.js';
import { rowToLine } from './lines.js';
import type { Glyph } from './page.js';

/** Between two pieces of a line there is at least this much room (em). */
const APART = 0.9;

export interface Column {
  left: number;
  right: number;
}

export function lineToPieces(line: Line): Line[] {
  const pieces: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of line.glyphs) {
    if (last && glyph.left - last.right <= APART * Math.min(glyph.size, last.size))
      pieces.at(-1)?.push(glyph);
    else pieces.push([glyph]);
    last = glyph;
  }
  return pieces.map(rowToLine);
}

/** Columns from left to right; pieces that stand over several columns are ignored. */
export function findColumns(lines: readonly (readonly Line[])[]): Column[] {
  const columns: Column[] = [];
  for (const pieces of [...lines].sort((a, b) => b.length - a.length))
    for (const piece of pieces) placePiece(columns, piece);
  return columns;
}

function placePiece(columns: Column[], piece: Line): void {
  const [left, , right] = piece.box;
  const met = columns.filter((column) => column.left < right && column.right > left);
  if (met.length > 1) return;
  const only = met[0];
  if (only) {
    only.left = Math.min(only.left, left);
    only.right = Math.max(only.right, right);
  } else {
    columns.push({ left, right });
    columns.sort((a, b) => a.left - b.left);
  }
}

/** The positions between columns, half way. */
export function columnBorders(columns: readonly Column[]): number[] {
  return columns.slice(1).map((column, index) => (columns[index]!.right + column.left) / 2);
}

export const columnOf = (borders: readonly number[], piece: Line): number => {
  const x = (piece.box[0] + piece.box[2]) / 2;
  let column = 0;
  while (column < borders.length && x > borders[column]!) column++;
  return column;
};
