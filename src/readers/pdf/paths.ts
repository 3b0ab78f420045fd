/**
 * Painted paths → rulings. Producers draw a table's lines in many ways:
 *
 *   stroked segments          every axis-parallel segment is a ruling
 *   filled thin rectangles    at most THIN wide: the ruling is its middle line
 *   rows of dots or dashes    dots drawn in a row are one ruling here, all others are joined in rulings.ts
 *   a cell filled with colour four weak rulings (`edge`), white fills are paper; the area is a *ground*, on
 *                             which characters in the colour of paper are seen
 *
 * Curves are pictures and letters, not rulings; a curve no larger than a dot is a dot.
 */
import type { Box } from '#model/place.js';
import type { Axis, Ruling } from './page.js';

export interface Outline {
  /** x, y, x, y … as displayed. */
  readonly points: readonly number[];
  readonly closed: boolean;
  readonly curved: boolean;
}

export interface Painting {
  readonly stroked: boolean;
  readonly filled: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The rulings of a page while they are gathered. */
export interface RulingList {
  readonly rulings: Ruling[];
  /** Areas that are not the colour of paper. */
  readonly grounds: Box[];
  /** The rows of dots that the next dot may go on with, by direction. */
  readonly dotted: { [Direction in Axis]?: Mutable<Ruling> };
}

export const newRulingList = (): RulingList => ({ rulings: [], grounds: [], dotted: {} });

/** A filled rectangle at most this thin is a line (points). */
const THIN = 3;
/** How far a segment may lean and still count as parallel to an axis (points). */
const LEAN = 1;
/** Dots of one row follow each other within this distance, and stray from its line by no more (points). */
const DOT_GAP = 5;
const DOT_STRAY = 0.3;

export const isThin = (left: number, top: number, right: number, bottom: number): boolean =>
  right - left <= THIN || bottom - top <= THIN;

/** Adds all rulings that one painted outline draws. */
export function addOutline(list: RulingList, outline: Outline, painting: Painting): void {
  const [left, top, right, bottom] = bounds(outline.points);
  if (painting.filled && !isThin(left, top, right, bottom)) list.grounds.push([left, top, right, bottom]);
  if (outline.curved) {
    if (right - left <= THIN && bottom - top <= THIN) addDot(list, left, top, right, bottom);
  } else if (painting.filled && isThin(left, top, right, bottom)) addThinFill(list, left, top, right, bottom);
  else if (painting.stroked) list.rulings.push(...segments(outline));
  else if (painting.filled && isRectangle(outline)) list.rulings.push(...edges(left, top, right, bottom));
}

/** A thin rectangle stands for its middle line. */
export function addThinFill(
  list: RulingList,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const width = right - left;
  const height = bottom - top;
  if (width <= THIN && height <= THIN) addDot(list, left, top, right, bottom);
  else if (width < height) list.rulings.push(ruling('vertical', (left + right) / 2, top, bottom, 'drawn'));
  else list.rulings.push(ruling('horizontal', (top + bottom) / 2, left, right, 'drawn'));
}

/** A dot goes on with a row of dots, or begins one in either direction. */
function addDot(
  { rulings, dotted }: RulingList,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const across = ruling('horizontal', (top + bottom) / 2, left, right, 'drawn');
  const down = ruling('vertical', (left + right) / 2, top, bottom, 'drawn');
  if (extend(dotted.horizontal, across) || extend(dotted.vertical, down)) return;
  dotted.horizontal = across;
  dotted.vertical = down;
  rulings.push(across, down);
}

function extend(row: Mutable<Ruling> | undefined, dot: Ruling): boolean {
  if (!row || Math.abs(row.at - dot.at) > DOT_STRAY) return false;
  if (dot.from > row.to + DOT_GAP || dot.to < row.from - DOT_GAP) return false;
  row.from = Math.min(row.from, dot.from);
  row.to = Math.max(row.to, dot.to);
  return true;
}

function bounds(points: readonly number[]): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return [left, top, right, bottom];
}

const ruling = (axis: Axis, at: number, from: number, to: number, origin: Ruling['origin']): Ruling => ({
  axis,
  at,
  from,
  to,
  origin,
});

function segments(outline: Outline): Ruling[] {
  const { points, closed } = outline;
  const count = points.length / 2;
  const found: Ruling[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const next = (i + 1) % count;
    const segment = segmentToRuling(
      points[2 * i]!,
      points[2 * i + 1]!,
      points[2 * next]!,
      points[2 * next + 1]!,
    );
    if (segment) found.push(segment);
  }
  return found;
}

function segmentToRuling(ax: number, ay: number, bx: number, by: number): Ruling | undefined {
  const dx = Math.abs(ax - bx);
  const dy = Math.abs(ay - by);
  if (dy <= LEAN && dx > dy)
    return ruling('horizontal', (ay + by) / 2, Math.min(ax, bx), Math.max(ax, bx), 'drawn');
  if (dx <= LEAN && dy > dx)
    return ruling('vertical', (ax + bx) / 2, Math.min(ay, by), Math.max(ay, by), 'drawn');
  return undefined;
}

/** Whether every side runs along an axis. */
function isRectangle({ points }: Outline): boolean {
  if (points.length < 8 || points.length > 10) return false;
  for (let i = 2; i + 1 < points.length; i += 2) {
    const dx = Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0));
    const dy = Math.abs((points[i + 1] ?? 0) - (points[i - 1] ?? 0));
    if (dx > LEAN && dy > LEAN) return false;
  }
  return true;
}

const edges = (left: number, top: number, right: number, bottom: number): Ruling[] => [
  ruling('horizontal', top, left, right, 'edge'),
  ruling('horizontal', bottom, left, right, 'edge'),
  ruling('vertical', left, top, bottom, 'edge'),
  ruling('vertical', right, top, bottom, 'edge'),
];
