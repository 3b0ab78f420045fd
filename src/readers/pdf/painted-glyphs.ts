/**
 * Characters by how they are painted. What is not painted at all is the text layer of a scan, and counts
 * where nothing else is there. What is painted in the colour of paper is seen on a ground (a coloured area,
 * a picture), and nowhere else: it is what a careless editor leaves behind an old number.
 */
import type { Box } from '#model/place.js';
import { type Glyph, glyphBox, holds, type PdfPage } from './page.js';

/** PDF's text rendering modes (PDF 32000-1, table 106), those that are told apart here. */
export const RENDER_MODE = { fill: 0, invisible: 3 } as const;

export type Paint = 'ink' | 'paper' | 'none';

export interface PaintedGlyphs {
  /** In drawing order, in ink and in paper. */
  readonly painted: Glyph[];
  readonly paper: Set<Glyph>;
  readonly unpainted: Glyph[];
  /** In ink, but not on the page. */
  readonly beyond: Glyph[];
}

export const newPaintedGlyphs = (): PaintedGlyphs => ({
  painted: [],
  paper: new Set(),
  unpainted: [],
  beyond: [],
});

type Extent = Pick<PdfPage, 'width' | 'height'>;

/** What stands farther from the page than it is large, or nowhere (a box of no numbers), is dropped. */
export function addGlyph(glyphs: PaintedGlyphs, glyph: Glyph, paint: Paint, { width, height }: Extent): void {
  const { painted, paper, unpainted, beyond } = glyphs;
  const box = glyphBox(glyph);
  if (!holds([0, 0, width, height], box)) {
    if (paint === 'ink' && holds([-width, -height, 2 * width, 2 * height], box)) beyond.push(glyph);
    return;
  }
  (paint === 'none' ? unpainted : painted).push(glyph);
  if (paint === 'paper') paper.add(glyph);
}

export type ShownGlyphs = Pick<PdfPage, 'glyphs' | 'hidden' | 'beyond'>;

/** `grounds`: areas that are not the colour of paper. */
export function findShown(
  { painted, paper, unpainted, beyond }: PaintedGlyphs,
  grounds: readonly Box[],
): ShownGlyphs {
  const isOnGround = (glyph: Glyph): boolean => grounds.some((ground) => holds(ground, glyphBox(glyph)));
  const hidden = new Set([...paper].filter((glyph) => !isOnGround(glyph)));
  const glyphs = hidden.size > 0 ? painted.filter((glyph) => !hidden.has(glyph)) : painted;
  return { glyphs: glyphs.length > 0 ? glyphs : unpainted, hidden: [...hidden], beyond };
}
