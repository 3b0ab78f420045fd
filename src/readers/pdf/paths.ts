/**
 * Painted paths → rulings. Producers draw a table's lines in many ways:
 *
 *   stroked segments          every axis-parallel segment is a ruling
 *   filled thin rectangles    at most THIN wide: the ruling is its middle line
 *   rows of dots or dashes    every tiny piece is kept here and joined in rulings.ts
 *   a cell filled with colour four weak rulings (`edge`), white fills are paper
 *
 * Curves are pictures and letters, not rulings; a curve no larger than a dot is a dot.
 */
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

/** A filled rectangle at most this thin is a line (points). */
const THIN = 3;
/** How far a segment may lean and still count as parallel to an axis (points). */
const LEAN = 1;

/** All rulings that one painted outline draws, in drawing order; tiny pieces included. */
export function outlineToRulings(outline: Outline, painting: Painting): Ruling[] {
  const [left, top, right, bottom] = bounds(outline.points);
  const thin = right - left <= THIN || bottom - top <= THIN;
  if (outline.curved)
    return right - left <= THIN && bottom - top <= THIN ? dot(left, top, right, bottom) : [];
  if (painting.filled && thin) return middleLine(left, top, right, bottom);
  if (painting.stroked) return segments(outline);
  return painting.filled && isRectangle(outline) ? edges(left, top, right, bottom) : [];
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

function middleLine(left: number, top: number, right: number, bottom: number): Ruling[] {
  const width = right - left;
  const height = bottom - top;
  if (width <= THIN && height <= THIN) return dot(left, top, right, bottom);
  return width < height
    ? [ruling('vertical', (left + right) / 2, top, bottom, 'drawn')]
    : [ruling('horizontal', (top + bottom) / 2, left, right, 'drawn')];
}

/** A dot may be part of a dotted line in either direction. */
const dot = (left: number, top: number, right: number, bottom: number): Ruling[] => [
  ruling('horizontal', (top + bottom) / 2, left, right, 'drawn'),
  ruling('vertical', (left + right) / 2, top, bottom, 'drawn'),
];

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
