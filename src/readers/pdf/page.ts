/**
 * What a source (PDFium, pdf.js) hands to the geometry: one page as displayed, that is after page rotation
 * and crop box, in points, with the origin at the top left and y growing downwards.
 */
import type { Box } from '#model/place.js';

/** Clockwise degrees by which text is turned against the page: 0 reads to the right, 90 downwards. */
export type Turn = 0 | 90 | 180 | 270;

/** One displayed character. */
export interface Glyph {
  readonly text: string;
  /** The character's cell, from pen position to pen position and from descent to ascent. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The em in points. */
  readonly size: number;
  /** Which drawing instruction drew it: glyphs of one run were shown together. */
  readonly run: number;
  readonly turn: Turn;
}

export type Axis = 'horizontal' | 'vertical';

/** A straight drawn line along one axis: `at` is its y if horizontal, its x if vertical. */
export interface Ruling {
  readonly axis: Axis;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /**
   * How it came about. `drawn`: stroke or thin fill. `edge`: the edge of a coloured background.
   * `closed`: where rulings end together but nothing is drawn. `aligned`: inferred from text alone.
   */
  readonly origin: 'drawn' | 'edge' | 'closed' | 'aligned';
}

export interface PdfPage {
  /** Counted from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Characters in the colour of the paper they stand on; not among `glyphs`. */
  readonly hidden: readonly Glyph[];
  /** Characters beyond the edges of the page, not far from it; not among `glyphs`. */
  readonly beyond: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  /** Whether the page shows any picture. */
  readonly hasImages: boolean;
}

/** Two rulings nearer than this are one (points): double borders, producers that round coordinates. */
export const SNAP = 2.5;

export const middle = (from: number, to: number): number => (from + to) / 2;

/** The median distance from each position to the next lower one on the page; 0 when there is none. */
export function medianStep(positions: readonly number[]): number {
  const steps = positions
    .slice(1)
    .map((at, index) => at - positions[index]!)
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

/** The smallest box around all boxes; an empty list gives the empty box at the origin. */
export function boxAround(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return left <= right ? [left, top, right, bottom] : [0, 0, 0, 0];
}

export const glyphBox = ({ left, top, right, bottom }: Glyph): Box => [left, top, right, bottom];

/** Whether the middle of `inner` is inside `outer`. */
export const holds = (outer: Box, inner: Box): boolean =>
  contains(outer, middle(inner[0], inner[2]), middle(inner[1], inner[3]));

export const contains = (box: Box, x: number, y: number): boolean =>
  x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
