/** Small digits set high after a figure are the mark of a note: they become the characters that say so. */
import { toSuperscript } from '#text/superscript.js';
import type { Glyph } from './page.js';

/** A mark is at most so large beside its figure, and its foot is at least so much higher, in ems. */
const largest = 0.78;
const least = 0.1;

const digit = /^\d$/;

export function raiseDigits(glyphs: readonly Glyph[]): readonly Glyph[] {
  let figure: Glyph | undefined;
  let raised: Glyph[] | undefined;
  for (let index = 0; index < glyphs.length; index++) {
    const glyph = glyphs[index]!;
    if (!digit.test(glyph.text)) {
      if (glyph.text.trim() !== '') figure = undefined;
    } else if (figure && isRaised(glyph, figure)) {
      raised ??= [...glyphs];
      raised[index] = { ...glyph, text: toSuperscript(glyph.text) };
    } else figure = glyph;
  }
  return raised ?? glyphs;
}

function isRaised(mark: Glyph, figure: Glyph): boolean {
  const gap = mark.left - figure.right;
  return (
    mark.size <= figure.size * largest &&
    mark.bottom < figure.bottom - figure.size * least &&
    mark.bottom > figure.top &&
    gap > -figure.size * 0.3 &&
    gap < figure.size * 1.2
  );
}
