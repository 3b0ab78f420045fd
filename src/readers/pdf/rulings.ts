/**
 * Rulings as drawn → rulings as meant. A producer draws one border as many pieces: per cell, per page tile,
 * per dot. Pieces on one line (within SNAP) are joined when they touch, or when they are short and follow
 * each other closely (dots and dashes). What stays shorter than SHORTEST is a stray mark.
 */
import type { Axis, Ruling } from './page.js';
import { SNAP } from './page.js';

/** Pieces that end nearer than this to the next one's start belong together (points). */
const TOUCH = 3;
/** The longest piece that may be a dot or a dash (points), and the widest gap after it. */
const DASH = 12;
const DASH_GAP = 7;
/** No row or column is smaller (points). */
const SHORTEST = 5;

export function joinRulings(rulings: readonly Ruling[], axis: Axis): Ruling[] {
  const pieces = rulings.filter((ruling) => ruling.axis === axis);
  const joined: Ruling[] = [];
  for (const line of linesOf(pieces)) joined.push(...joinLine(line));
  return joined.filter((ruling) => ruling.to - ruling.from >= SHORTEST);
}

/** Groups of pieces on one line. A group never grows wider than SNAP, however many pieces lie close. */
function linesOf(pieces: readonly Ruling[]): Ruling[][] {
  const sorted = [...pieces].sort((a, b) => a.at - b.at);
  const lines: Ruling[][] = [];
  let start = -Infinity;
  for (const piece of sorted) {
    if (piece.at - start > SNAP) {
      lines.push([]);
      start = piece.at;
    }
    lines.at(-1)?.push(piece);
  }
  return lines;
}

function joinLine(line: Ruling[]): Ruling[] {
  line.sort((a, b) => a.from - b.from);
  const at = weightedPosition(line);
  const joined: { -readonly [Key in keyof Ruling]: Ruling[Key] }[] = [];
  let last: Ruling | undefined;
  for (const piece of line) {
    const open = joined.at(-1);
    if (open && last && piece.from - open.to <= reach(last, piece)) open.to = Math.max(open.to, piece.to);
    else joined.push({ ...piece, at });
    last = piece;
  }
  return joined;
}

/** Where the line stands: long pieces count for more, so that a stray dot does not move a border. */
function weightedPosition(line: readonly Ruling[]): number {
  let sum = 0;
  let weight = 0;
  for (const piece of line) {
    const length = Math.max(0.01, piece.to - piece.from);
    sum += piece.at * length;
    weight += length;
  }
  return sum / weight;
}

function reach(a: Ruling, b: Ruling): number {
  const longer = Math.max(a.to - a.from, b.to - b.from);
  return longer <= DASH ? Math.min(DASH_GAP, Math.max(TOUCH, 2.5 * longer)) : TOUCH;
}

/** Positions of lines: values nearer than SNAP are one, their mean. Sorted. */
export function snapPositions(values: readonly number[], tolerance = SNAP): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const positions: number[] = [];
  let group: number[] = [];
  const close = (): void => {
    if (group.length) positions.push(group.reduce((sum, value) => sum + value, 0) / group.length);
  };
  for (const value of sorted) {
    if (group.length && value - (group[0] ?? 0) > tolerance) {
      close();
      group = [];
    }
    group.push(value);
  }
  close();
  return positions;
}

/** The index of the position nearest to `value`. */
export function nearest(positions: readonly number[], value: number): number {
  let low = 0;
  let high = positions.length - 1;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if ((positions[mid] ?? 0) <= value) low = mid;
    else high = mid;
  }
  return Math.abs((positions[high] ?? Infinity) - value) < Math.abs((positions[low] ?? Infinity) - value)
    ? high
    : low;
}
