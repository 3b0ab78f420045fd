/**
 * Lines of text in known columns → rows, and rows + columns → rulings, so that tables without full borders
 * go through the same lattice as all others.
 *
 * Which lines are one row: lines that overlap (figures centred beside a label of two lines), and lines that
 * only continue the label, standing closer to their neighbour than rows stand to each other.
 */
import { columnOf, isFigure } from './columns.js';
import type { Line } from './lines.js';
import { medianStep, middle, type Ruling } from './page.js';

/** A line of text, cut at its wide gaps. */
export type Pieces = readonly Line[];

/** A row takes this part of a line's height as overlap (0…1). */
const OVERLAP = 0.3;
/** Lines of one paragraph stand at most this far apart (em). */
const TIGHT = 1.45;
/** Rows stand this many times further apart than lines of one cell. */
const LOOSER = 1.3;

export const topOf = (pieces: Pieces): number => Math.min(...pieces.map((piece) => piece.box[1]));
export const bottomOf = (pieces: Pieces): number => Math.max(...pieces.map((piece) => piece.box[3]));
const middleOf = (pieces: Pieces): number => middle(topOf(pieces), bottomOf(pieces));
/** A line by itself in letters this many times larger than a table's is a heading between tables. */
const LARGER = 1.15;

export const isHeadingOver = (line: Pieces, row: Pieces): boolean =>
  line.length === 1 && sizeOf(line) > LARGER * sizeOf(row);

const sizeOf = (pieces: Pieces): number => Math.max(...pieces.map((piece) => piece.size));

/** Groups of lines, each group one row of the table. */
export function linesToTableRows(lines: readonly Pieces[], borders: readonly number[]): Pieces[][] {
  const pitch = rowPitch(lines);
  const rows: Pieces[][] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row && belongsTo(row, line, borders, pitch)) row.push(line);
    else rows.push([line]);
  }
  return rows;
}

/** The median distance between lines that carry figures. */
export function rowPitch(lines: readonly Pieces[]): number {
  return medianStep(lines.filter((line) => line.length > 1).map(middleOf));
}

/** Whether a line goes on with the row above it. */
export function belongsTo(
  row: readonly Pieces[],
  line: Pieces,
  borders: readonly number[],
  pitch: number,
): boolean {
  const last = row.at(-1)!;
  if (sharesFigureColumn(row, line, borders)) return false;
  const height = Math.min(bottomOf(last) - topOf(last), bottomOf(line) - topOf(line));
  if (bottomOf(last) - topOf(line) > OVERLAP * height) return true;
  const step = middleOf(line) - middleOf(last);
  const isLabelOnly = isLabel(line, borders) || row.every((earlier) => isLabel(earlier, borders));
  return isLabelOnly && step <= TIGHT * sizeOf(line) && pitch > LOOSER * step;
}

/** A line that stands in the first column alone and is no figure; and lies within that column. */
export const isLabel = (line: Pieces, borders: readonly number[]): boolean =>
  line.length === 1 && line[0]!.box[2] <= (borders[0] ?? 0) && !isFigure(line[0]!);

/** Whether two lines have figures in one column: then they are two rows. */
export function sharesFigureColumn(
  row: readonly Pieces[],
  line: Pieces,
  borders: readonly number[],
): boolean {
  const taken = new Set(
    row.flatMap((earlier) => earlier.filter(isFigure).map((piece) => columnOf(borders, piece))),
  );
  return line.some((piece) => isFigure(piece) && taken.has(columnOf(borders, piece)));
}

export interface RowBand {
  readonly top: number;
  readonly bottom: number;
  readonly pieces: Pieces;
}

/** Rows between two borders, cut half way between each and the next. */
export function rowsToBands(rows: readonly Pieces[][], top: number, bottom: number): RowBand[] {
  const cuts = rows
    .slice(1)
    .map((row, index) => middle(Math.max(...rows[index]!.map(bottomOf)), Math.min(...row.map(topOf))));
  const edges = [top, ...cuts, bottom];
  return rows.map((row, index) => ({ top: edges[index]!, bottom: edges[index + 1]!, pieces: row.flat() }));
}

/**
 * Vertical rulings for known columns, row by row; where a piece stands over a border, the border is left
 * out in that row, so that a spanning heading becomes a spanning cell.
 */
export function columnRulings(bands: readonly RowBand[], borders: readonly number[]): Ruling[] {
  return bands.flatMap((band) =>
    borders
      .filter((x) => !band.pieces.some((piece) => piece.box[0] < x - 1 && piece.box[2] > x + 1))
      .map((x) => ({
        axis: 'vertical' as const,
        at: x,
        from: band.top,
        to: band.bottom,
        origin: 'aligned' as const,
      })),
  );
}

export const sideRulings = (left: number, right: number, top: number, bottom: number): Ruling[] =>
  [left, right].map((at) => ({ axis: 'vertical', at, from: top, to: bottom, origin: 'closed' }));
