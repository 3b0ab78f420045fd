/**
 * Tables without any rule. A run of lines is a table when at least FEWEST_ROWS of them fall into two or
 * more pieces with a figure behind the first, and figures stand one below the other; or into three or more
 * short pieces. Two columns of prose have no figures and are left alone. Lines of column headings right
 * above the run belong to it.
 */
import { splitAbutting } from './abutting-figures.js';
import {
  belongsTo,
  bottomOf,
  columnRulings,
  isHeadingOver,
  isLabel,
  linesToTableRows,
  type Pieces,
  rowPitch,
  rowsToBands,
  sideRulings,
  topOf,
} from './aligned-rows.js';
import { type Column, columnBorders, columnOf, findColumns, isFigure, lineToPieces } from './columns.js';
import type { Line } from './lines.js';
import type { Ruling } from './page.js';
import { findSpreadColumns, joinSpread } from './spread-words.js';

const FEWEST_ROWS = 3;
/** Rows of a table without rules stand at most this far apart (em). */
const FARTHEST = 3.5;
/** So many lines without figures may stand between lines with figures (wrapped labels, blank rows). */
const WITHOUT_FIGURES = 3;

/** For each table found: the inferred rulings of its lattice. */
export function findTextTables(lines: readonly Line[]): Ruling[][] {
  const cut = splitAbutting(lines.map((line) => lineToPieces(line)));
  const spread = findSpreadColumns(cut);
  const pieces = cut.map((line) => joinSpread(line, spread));
  return findRuns(pieces).flatMap(([from, to]) => {
    const rulings = runToRulings(pieces, from, to);
    return rulings ? [rulings] : [];
  });
}

/** Three short pieces on a line are hardly prose, figures or not. */
const isTabular = (line: Pieces): boolean =>
  line.length > 1 && (line.slice(1).some(isFigure) || (line.length > 2 && isSparse(line)));

/** Whether less than half of the line's width is written on. */
function isSparse(line: Pieces): boolean {
  const written = line.reduce((sum, piece) => sum + piece.box[2] - piece.box[0], 0);
  return written < 0.5 * (line.at(-1)!.box[2] - line[0]!.box[0]);
}

/** Index ranges [from, to) of lines that may be tables. */
function findRuns(lines: readonly Pieces[]): [number, number][] {
  const runs: [number, number][] = [];
  for (let from = 0; from < lines.length; from++) {
    if (!isTabular(lines[from]!)) continue;
    let end = from + 1;
    for (let next = end; next < lines.length && next - end < WITHOUT_FIGURES; next++) {
      if (topOf(lines[next]!) - bottomOf(lines[next - 1]!) > FARTHEST * lines[next]![0]!.size) break;
      if (isHeadingOver(lines[next]!, lines[end - 1]!)) break;
      if (isTabular(lines[next]!)) end = next + 1;
    }
    runs.push([from, end]);
    from = end;
  }
  return runs;
}

function runToRulings(lines: readonly Pieces[], from: number, to: number): Ruling[] | undefined {
  const run = lines.slice(from, to);
  const tabular = run.filter(isTabular);
  if (tabular.length < FEWEST_ROWS) return undefined;
  const columns = findColumns(run);
  const borders = columnBorders(columns);
  if (columns.length < 2 || !hasColumns(tabular, borders)) return undefined;
  const pitch = rowPitch(tabular);
  const first = headingsFrom(lines, labelFrom(lines, from, borders, pitch), columns);
  const body = lines.slice(first, labelTo(lines, to, borders, pitch));
  return rowsToRulings(linesToTableRows(body, borders), columns, borders);
}

/** The first row's label may begin above its figures, the last row's end below them. */
function labelFrom(
  lines: readonly Pieces[],
  from: number,
  borders: readonly number[],
  pitch: number,
): number {
  let first = from;
  while (
    first > 0 &&
    isLabel(lines[first - 1]!, borders) &&
    !isHeadingOver(lines[first - 1]!, lines[first]!) &&
    belongsTo([lines[first - 1]!], lines[first]!, borders, pitch)
  )
    first--;
  return first;
}

function labelTo(lines: readonly Pieces[], to: number, borders: readonly number[], pitch: number): number {
  let end = to;
  while (
    end < lines.length &&
    isLabel(lines[end]!, borders) &&
    !isHeadingOver(lines[end]!, lines[end - 1]!) &&
    belongsTo([lines[end - 1]!], lines[end]!, borders, pitch)
  )
    end++;
  return end;
}

function hasColumns(lines: readonly Pieces[], borders: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const line of lines)
    for (const piece of line.filter(isFigure)) {
      const column = columnOf(borders, piece);
      counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  const isFilled = [...counts].some(([column, count]) => column > 0 && count >= FEWEST_ROWS);
  return isFilled || lines.filter((line) => line.length > 2).length >= FEWEST_ROWS;
}

/** The index of the first heading line above the run: at least two pieces, each over some column. */
function headingsFrom(lines: readonly Pieces[], from: number, columns: readonly Column[]): number {
  let first = from;
  while (first > 0) {
    const line = lines[first - 1]!;
    const isNear = topOf(lines[first]!) - bottomOf(line) <= FARTHEST * line[0]!.size;
    const isOver = line.every((piece) =>
      columns.some((column) => column.left < piece.box[2] && column.right > piece.box[0]),
    );
    if (!isNear || line.length < 2 || !isOver) break;
    first--;
  }
  return first;
}

function rowsToRulings(
  rows: readonly Pieces[][],
  columns: readonly Column[],
  borders: readonly number[],
): Ruling[] {
  const top = Math.min(...rows[0]!.map(topOf)) - 1;
  const bottom = Math.max(...rows.at(-1)!.map(bottomOf)) + 1;
  const bands = rowsToBands(rows, top, bottom);
  const all = rows.flat(2);
  const left = Math.min(columns[0]!.left, ...all.map((piece) => piece.box[0])) - 1;
  const right = Math.max(columns.at(-1)!.right, ...all.map((piece) => piece.box[2])) + 1;
  const edges = [top, ...bands.map((band) => band.bottom)];
  return [
    ...edges.map((at): Ruling => ({ axis: 'horizontal', at, from: left, to: right, origin: 'aligned' })),
    ...columnRulings(bands, borders),
    ...sideRulings(left, right, top, bottom),
  ];
}
