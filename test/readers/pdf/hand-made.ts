/** Rulings and glyphs made by hand. Glyphs are 10 points high; ideographs 10 wide, others 5. */
import type { Glyph, Ruling } from '#readers/pdf/page.js';

export const across = (at: number, from: number, to: number): Ruling => ({
  axis: 'horizontal',
  at,
  from,
  to,
  origin: 'drawn',
});

export const down = (at: number, from: number, to: number): Ruling => ({
  ...across(at, from, to),
  axis: 'vertical',
});

/** Every border of every field by itself. */
export function grid(xs: readonly number[], ys: readonly number[]): Ruling[] {
  const pairs = (values: readonly number[]): [number, number][] =>
    values.slice(1).map((value, index) => [values[index]!, value]);
  return [
    ...ys.flatMap((y) => pairs(xs).map(([from, to]) => across(y, from, to))),
    ...xs.flatMap((x) => pairs(ys).map(([from, to]) => down(x, from, to))),
  ];
}

export function glyphs(text: string, left: number, top: number, run = 0): Glyph[] {
  let pen = left;
  return [...text].map((character) => {
    const width = character.charCodeAt(0) > 0x2e80 ? 10 : 5;
    const glyph = {
      text: character,
      left: pen,
      top,
      right: pen + width,
      bottom: top + 10,
      size: 10,
      run,
      turn: 0 as const,
    };
    pen += width;
    return glyph;
  });
}
