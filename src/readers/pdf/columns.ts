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
/** Two numbers stand nearer to each other than words may, above all when they were drawn apart. */
const NUMBERS_APART = 0.35;
const RUNS_APART = 0.08;

export interface Column {
  left: number;
  right: number;
}

/** Within rules text is known to be a table's: there a number drawn by itself needs less room to stand alone. */
export function lineToPieces(line: Line, numbersApart = APART): Line[] {
  const pieces: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of line.glyphs) {
    if (last && !isApart(last, glyph, numbersApart)) pieces.at(-1)?.push(glyph);
    else pieces.push([glyph]);
    last = glyph;
  }
  return pieces.map(rowToLine);
}

/** So many lines with figures know the columns without the headings' help. */
const FEWEST_WITNESSES = 3;

const figure = /^[+\-–—－/\\.,\d\s%％…]+$/;
/** Whether the piece is a number, or a mark that stands for one. */
export const isFigure = (piece: Line): boolean => figure.test(piece.text);

const digit = /[\d.,%]/;

function isApart(a: Glyph, b: Glyph, numbersApart: number): boolean {
  const gap = (b.left - a.right) / Math.min(a.size, b.size);
  if (gap > APART) return true;
  const [isNumber, wasNumber] = [digit.test(b.text), digit.test(a.text)];
  if (isNumber && wasNumber) return gap > (a.run === b.run ? NUMBERS_APART : RUNS_APART);
  return (isNumber || wasNumber) && a.run !== b.run && gap > numbersApart;
}

/**
 * Columns from left to right. Lines with figures (or, where these are few, all lines) propose them, and so
 * does a heading with more pieces than columns were found; a heading centred over labels that are set flush
 * left is no column of its own. All other pieces only widen the one column they overlap.
 */
export function findColumns(lines: readonly (readonly Line[])[]): Column[] {
  const withFigures = lines.filter((line) => line.slice(1).some(isFigure));
  const founding = withFigures.length < FEWEST_WITNESSES ? [...lines] : withFigures;
  const columns: Column[] = [];
  for (const pieces of founding.sort((a, b) => b.length - a.length))
    for (const piece of pieces) placePiece(columns, piece, true);
  const count = columns.length;
  for (const pieces of lines)
    if (!founding.includes(pieces))
      for (const piece of pieces) placePiece(columns, piece, pieces.length > count);
  return columns;
}

function placePiece(columns: Column[], piece: Line, mayFound: boolean): void {
  const [left, , right] = piece.box;
  const met = columns.filter((column) => column.left < right && column.right > left);
  if (met.length > 1) return;
  const only = met[0];
  if (only) {
    only.left = Math.min(only.left, left);
    only.right = Math.max(only.right, right);
  } else if (mayFound) {
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
