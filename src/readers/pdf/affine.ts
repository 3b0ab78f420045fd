/** Affine maps as PDF writes them: x' = a·x + c·y + e, y' = b·x + d·y + f. */
import type { Box } from '#model/place.js';
import type { Turn } from './page.js';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  transformX(outer, inner[4], inner[5]),
  transformY(outer, inner[4], inner[5]),
];

export function invert([a, b, c, d, e, f]: Matrix): Matrix {
  const determinant = a * d - b * c || 1;
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}

export const transformX = (m: Matrix, x: number, y: number): number => m[0] * x + m[2] * y + m[4];
export const transformY = (m: Matrix, x: number, y: number): number => m[1] * x + m[3] * y + m[5];

/** By how much the map makes larger what is upright. */
export const upScale = (m: Matrix): number => Math.sqrt(m[2] * m[2] + m[3] * m[3]);

/** The box around two opposite corners, mapped: exact for maps that turn by quarters. */
export function transformBox(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const ax = transformX(m, x0, y0);
  const ay = transformY(m, x0, y0);
  const bx = transformX(m, x1, y1);
  const by = transformY(m, x1, y1);
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** How far writing may lean before it is neither upright nor turned by quarters (radians). */
const LEAN = Math.PI / 12;

/** The turn of text drawn along the map's x axis on a page whose y grows downwards; `undefined` if oblique. */
export function turnOf(m: Matrix): Turn | undefined {
  if (m[1] === 0 && m[0] > 0) return 0;
  const angle = Math.atan2(m[1], m[0]);
  const quarters = Math.round(angle / (Math.PI / 2));
  if (Math.abs(angle - quarters * (Math.PI / 2)) > LEAN) return undefined;
  return (((quarters + 4) % 4) * 90) as Turn;
}
