/**
 * Vertical writing: characters drawn downwards, columns read from the right to the left. A run (one drawing
 * instruction) can only go downwards when its font says so, which makes runs the proof; words set one
 * character a line in a narrow column are not vertical writing.
 */
import { toDisplayed, turnGlyph } from './frame.js';
import { glyphsToRows, type Line, rowToLine } from './lines.js';
import type { Glyph } from './page.js';

/** Each character stands below the one before: as far aside, as far down (em). */
const ASIDE = 0.3;
const LEAST_STEP = 0.5;
const MOST_STEP = 2;

/** The glyphs of runs that go downwards. */
export function verticalGlyphs(glyphs: readonly Glyph[]): Set<Glyph> {
  const vertical = new Set<Glyph>();
  for (let from = 0; from < glyphs.length; ) {
    let to = from + 1;
    let steps = 0;
    while (to < glyphs.length && glyphs[to]!.run === glyphs[from]!.run) {
      if (isStepDown(glyphs[to - 1]!, glyphs[to]!)) steps++;
      to++;
    }
    if (steps > 0 && steps === to - from - 1) for (let i = from; i < to; i++) vertical.add(glyphs[i]!);
    from = to;
  }
  return vertical;
}

function isStepDown(a: Glyph, b: Glyph): boolean {
  const step = b.top - a.top;
  return (
    Math.abs(b.left - a.left) < ASIDE * b.size && step > LEAST_STEP * b.size && step < MOST_STEP * b.size
  );
}

/** Columns as lines, the rightmost first; their boxes are tall. */
export function verticalLines(glyphs: readonly Glyph[]): Line[] {
  const frame = { turn: 90, width: 0, height: 0 } as const;
  const home = new Map(glyphs.map((glyph) => [turnGlyph(frame, glyph), glyph]));
  return glyphsToRows([...home.keys()]).map((row) => {
    const line = rowToLine(row);
    return { ...line, glyphs: row.map((glyph) => home.get(glyph)!), box: toDisplayed(frame, line.box) };
  });
}
