/**
 * Words whose characters are spread over the width of their column (分散对齐): each character is a piece of
 * its line, though together they are one.
 *
 * Such words begin and end at the same positions line after line, and their characters stand equally far
 * apart. A *spread column* is witnessed by at least FEWEST_LINES lines with FEWEST_CHARACTERS or more; the
 * shorter words between the same ends belong to it. Headings written downwards in narrow columns look alike,
 * but there figures stand below them: between the ends of a spread column there is none.
 */
import { isFigure } from './columns.js';
import { type Line, rowToLine } from './lines.js';

export interface SpreadColumn {
  readonly left: number;
  readonly right: number;
}

interface Run extends SpreadColumn {
  readonly lineIndex: number;
}

const FEWEST_LINES = 2;
const FEWEST_CHARACTERS = 4;
/** Ends of one column agree within this (points). */
const SAME_END = 2;
/** Gaps of one word agree within this (em). */
const SAME_GAP = 0.15;

const single = /^(?:\S|\d{1,2}[.．、]|[（(]\d{1,2}[）)])$/u;
const ordinal = /^\d{1,2}[.．、]$/;

const isCharacter = (piece: Line): boolean => single.test(piece.text) && !isNumber(piece);
const isNumber = (piece: Line): boolean => isFigure(piece) && !ordinal.test(piece.text);

export function findSpreadColumns(lines: readonly (readonly Line[])[]): SpreadColumn[] {
  const groups: Run[][] = [];
  for (const run of lines.flatMap(findRuns)) {
    const group = groups.find(([first]) => first && isSameColumn(first, run));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0]!, group.at(-1)!];
    if (group.length < FEWEST_LINES) return [];
    const among = lines.slice(first.lineIndex, last.lineIndex + 1).flat();
    return among.some((piece) => isNumber(piece) && isInside(piece, first)) ? [] : [first];
  });
}

/** The line with the characters of each spread word made one piece. */
export function joinSpread(line: readonly Line[], columns: readonly SpreadColumn[]): readonly Line[] {
  return columns.reduce((pieces, column) => {
    const inside = pieces.filter((piece) => isInside(piece, column));
    if (inside.length < 2 || !inside.every(isCharacter)) return pieces;
    if (!isSameColumn({ left: inside[0]!.box[0], right: inside.at(-1)!.box[2] }, column)) return pieces;
    const word = rowToLine(inside.flatMap(({ glyphs }) => glyphs));
    return pieces.flatMap((piece) => (piece === inside[0] ? [word] : inside.includes(piece) ? [] : [piece]));
  }, line);
}

/** The longest stretches of single characters that stand equally far apart. */
function findRuns(line: readonly Line[], lineIndex: number): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < line.length; ) {
    let to = from + 1;
    while (to < line.length && goesOn(line, from, to)) to++;
    if (to - from >= FEWEST_CHARACTERS)
      runs.push({ left: line[from]!.box[0], right: line[to - 1]!.box[2], lineIndex });
    from = to;
  }
  return runs;
}

function goesOn(line: readonly Line[], from: number, to: number): boolean {
  if (!isCharacter(line[from]!) || !isCharacter(line[to]!)) return false;
  const gap = (index: number): number => line[index]!.box[0] - line[index - 1]!.box[2];
  return Math.abs(gap(to) - gap(from + 1)) <= SAME_GAP * line[to]!.size;
}

const isInside = ({ box }: Line, { left, right }: SpreadColumn): boolean =>
  box[0] >= left - SAME_END && box[2] <= right + SAME_END;

const isSameColumn = (a: SpreadColumn, b: SpreadColumn): boolean =>
  Math.abs(a.left - b.left) <= SAME_END && Math.abs(a.right - b.right) <= SAME_END;
