/**
 * Text that is turned by a quarter is read by turning the paper. A frame turns points, glyphs and rulings
 * into coordinates in which the text reads to the right, and boxes back to where they are displayed. All
 * later steps only ever see upright text.
 */
import type { Box } from '#model/place.js';
import { type Glyph, glyphBox, type Ruling, type Turn } from './page.js';

export interface Frame {
  readonly turn: Turn;
  /** Of the displayed page, unturned. */
  readonly width: number;
  readonly height: number;
}

type Point = readonly [x: number, y: number];

function turnPoint(frame: Frame, x: number, y: number): Point {
  switch (frame.turn) {
    case 0:
      return [x, y];
    case 90:
      return [y, frame.width - x];
    case 180:
      return [frame.width - x, frame.height - y];
    case 270:
      return [frame.height - y, x];
  }
}

function turnPointBack(frame: Frame, x: number, y: number): Point {
  switch (frame.turn) {
    case 0:
      return [x, y];
    case 90:
      return [frame.width - y, x];
    case 180:
      return [frame.width - x, frame.height - y];
    case 270:
      return [y, frame.height - x];
  }
}

const boxOf = ([ax, ay]: Point, [bx, by]: Point): Box => [
  Math.min(ax, bx),
  Math.min(ay, by),
  Math.max(ax, bx),
  Math.max(ay, by),
];

/** A box of the page as displayed, in the coordinates of the reader who turned the paper. */
export function toReading(frame: Frame, box: Box): Box {
  if (frame.turn === 0) return box;
  return boxOf(turnPoint(frame, box[0], box[1]), turnPoint(frame, box[2], box[3]));
}

/** The inverse of `toReading`. */
export function toDisplayed(frame: Frame, box: Box): Box {
  if (frame.turn === 0) return box;
  return boxOf(turnPointBack(frame, box[0], box[1]), turnPointBack(frame, box[2], box[3]));
}

export function turnGlyph(frame: Frame, glyph: Glyph): Glyph {
  if (frame.turn === 0) return glyph;
  const [left, top, right, bottom] = toReading(frame, glyphBox(glyph));
  const turn = ((glyph.turn - frame.turn + 360) % 360) as Turn;
  return { ...glyph, left, top, right, bottom, turn };
}

export function turnRuling(frame: Frame, ruling: Ruling): Ruling {
  if (frame.turn === 0) return ruling;
  const { at, from, to, origin } = ruling;
  const [left, top, right, bottom] =
    ruling.axis === 'horizontal'
      ? toReading(frame, [from, at, to, at])
      : toReading(frame, [at, from, at, to]);
  return right - left > bottom - top
    ? { axis: 'horizontal', at: top, from: left, to: right, origin }
    : { axis: 'vertical', at: left, from: top, to: bottom, origin };
}

/** The turn most glyphs have; upright when there are none. */
export function mainTurn(glyphs: readonly Glyph[]): Turn {
  if (glyphs.every(({ turn }) => turn === 0)) return 0;
  const counts = new Map<Turn, number>();
  for (const { turn } of glyphs) counts.set(turn, (counts.get(turn) ?? 0) + 1);
  let best: Turn = 0;
  for (const [turn, count] of counts) if (count > (counts.get(best) ?? 0)) best = turn;
  return best;
}
