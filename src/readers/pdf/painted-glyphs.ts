/**
 * Characters by how they are painted. What is not painted at all is the text layer of a scan, and counts
 * where nothing else is there. What is painted in the colour of paper is seen on a ground (a coloured area,
 * a picture), and nowhere else: it is what a careless editor leaves behind an old number.
 */
import type { Box } from '#model/place.js';
import { type Glyph, holds } from './page.js';

/** PDF's text rendering modes (PDF 32000-1, table 106), those that are told apart here. */
export const RENDER_MODE = { fill: 0, invisible: 3 } as const;

export type Paint = 'ink' | 'paper' | 'none';

export interface PaintedGlyphs {
  /** In drawing order, in ink and in paper. */
  readonly painted: Glyph[];
  readonly paper: Set<Glyph>;
  readonly unpainted: Glyph[];
}

export const newPaintedGlyphs = (): PaintedGlyphs => ({ painted: [], paper: new Set(), unpainted: [] });

export function addGlyph({ painted, paper, unpainted }: PaintedGlyphs, glyph: Glyph, paint: Paint): void {
  (paint === 'none' ? unpainted : painted).push(glyph);
  if (paint === 'paper') paper.add(glyph);
}

export interface ShownGlyphs {
  readonly glyphs: readonly Glyph[];
  /** In the colour of the paper they stand on. */
  readonly hidden: readonly Glyph[];
}

/** `grounds`: areas that are not the colour of paper. */
export function findShown(
  { painted, paper, unpainted }: PaintedGlyphs,
  grounds: readonly Box[],
): ShownGlyphs {
  const isOnGround = ({ left, top, right, bottom }: Glyph): boolean =>
    grounds.some((ground) => holds(ground, [left, top, right, bottom]));
  const hidden = new Set([...paper].filter((glyph) => !isOnGround(glyph)));
  const glyphs = hidden.size > 0 ? painted.filter((glyph) => !hidden.has(glyph)) : painted;
  return { glyphs: glyphs.length > 0 ? glyphs : unpainted, hidden: [...hidden] };
}
