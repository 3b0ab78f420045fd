/**
 * Glyphs → lines → text.
 *
 * Glyphs whose vertical middles agree within a fraction of the em stand on one line; baselines are not
 * used, because sources state them differently and fonts on one line differ in ascent by about 0.1 em.
 * Within a line glyphs are ordered by their left side. Between two glyphs a space is written
 *   - where both are Western letters, digits or signs and stand further apart than kerning (GAP_WESTERN), and
 *   - where any two stand so far apart that they belong to different things (GAP_ANY).
 * Justified Chinese text spreads its characters by less than that, so no word is cut in two.
 */
import type { Box } from '#model/place.js';
import type { Glyph } from './page.js';
import { middle } from './page.js';

export interface Line {
  readonly glyphs: readonly Glyph[];
  readonly text: string;
  readonly box: Box;
  /** The largest em on the line. */
  readonly size: number;
}

/** In em. */
const SAME_LINE = 0.4;
const GAP_WESTERN = 0.17;
const GAP_ANY = 0.9;
/** A second glyph of the same character nearer than this is the first one again (fake bold). */
const DOUBLE = 0.1;

/**
 * Whether the character is set in the Western manner, where a gap means a space. Dashes, dots and quotation
 * marks are used by both scripts: as wide as an ideograph they are Chinese.
 */
function isWestern(glyph: Glyph): boolean {
  const code = glyph.text.charCodeAt(0);
  return code < 0x2000 || (code < 0x2e80 && glyph.right - glyph.left < 0.8 * glyph.size);
}

const byMiddle = (a: Glyph, b: Glyph): number => a.top + a.bottom - b.top - b.bottom;
const byLeft = (a: Glyph, b: Glyph): number => a.left - b.left;

/** Groups of glyphs that stand on one line, from top to bottom, each from left to right. */
export function glyphsToRows(glyphs: readonly Glyph[]): Glyph[][] {
  if (glyphs.length === 1) return [[glyphs[0]!]];
  const rows: Glyph[][] = [];
  let row: Glyph[] = [];
  let mean = -Infinity;
  for (const glyph of isSorted(glyphs, byMiddle) ? glyphs : [...glyphs].sort(byMiddle)) {
    const y = middle(glyph.top, glyph.bottom);
    if (y - mean < SAME_LINE * glyph.size) {
      row.push(glyph);
      mean += (y - mean) / row.length;
    } else {
      row = [glyph];
      mean = y;
      rows.push(row);
    }
  }
  for (const each of rows) if (!isSorted(each, byLeft)) each.sort(byLeft);
  return rows;
}

/** Most lines are drawn from left to right, most cells are one line: sorting them costs more than looking. */
function isSorted(glyphs: readonly Glyph[], compare: (a: Glyph, b: Glyph) => number): boolean {
  for (let index = 1; index < glyphs.length; index++)
    if (compare(glyphs[index - 1]!, glyphs[index]!) > 0) return false;
  return true;
}

export function glyphsToLines(glyphs: readonly Glyph[]): Line[] {
  return glyphsToRows(glyphs).map(rowToLine);
}

export function rowToLine(glyphs: readonly Glyph[]): Line {
  return {
    glyphs,
    text: rowToText(glyphs),
    ...extentOf(glyphs),
  };
}

function extentOf(glyphs: readonly Glyph[]): { box: Box; size: number } {
  let [left, top, right, bottom, size] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (const glyph of glyphs) {
    if (glyph.left < left) left = glyph.left;
    if (glyph.top < top) top = glyph.top;
    if (glyph.right > right) right = glyph.right;
    if (glyph.bottom > bottom) bottom = glyph.bottom;
    if (glyph.size > size) size = glyph.size;
  }
  return { box: [left, top, right, bottom], size };
}

export function rowToText(row: readonly Glyph[]): string {
  let text = '';
  let last: Glyph | undefined;
  for (const glyph of row) {
    if (last && hasSpaceBetween(last, glyph)) text += ' ';
    text += glyph.text;
    last = glyph;
  }
  return text;
}

export function hasSpaceBetween(a: Glyph, b: Glyph): boolean {
  const gap = b.left - a.right;
  const em = Math.min(a.size, b.size);
  if (gap <= GAP_WESTERN * em) return false;
  return gap > GAP_ANY * em || (isWestern(a) && isWestern(b));
}

const digit = /\d/;

/** The rows without glyphs that were drawn twice on one spot to look bold. */
export function dropDoubles(rows: readonly Glyph[][]): Glyph[][] {
  return rows.map((row) => {
    const doubles = findDoubles(row);
    return doubles ? row.filter((glyph) => !doubles.has(glyph)) : row;
  });
}

function findDoubles(row: readonly Glyph[]): Set<Glyph> | undefined {
  let twins: Map<Glyph, Glyph> | undefined;
  for (let i = 1; i < row.length; i++) {
    const glyph = row[i]!;
    for (let j = i - 1; j >= 0; j--) {
      const earlier = row[j]!;
      if (glyph.left - earlier.left > DOUBLE * glyph.size) break;
      if (glyph.text === earlier.text && isSameSpot(earlier, glyph)) {
        twins ??= new Map();
        twins.set(glyph, earlier);
      }
    }
  }
  return twins && withoutChanceDoubles(row, twins);
}

/**
 * A number is drawn twice as a whole. Where one of its digits has a twin and the digit beside it has none,
 * another number was printed over it, and nothing may be dropped: `hasOverprint` has to see both.
 */
function withoutChanceDoubles(row: readonly Glyph[], twins: ReadonlyMap<Glyph, Glyph>): Set<Glyph> {
  const twinned = new Set([...twins.keys(), ...twins.values()]);
  const alone = row.filter((glyph) => digit.test(glyph.text) && !twinned.has(glyph));
  const isTouched = (glyph: Glyph): boolean => alone.some((other) => isBeside(glyph, other));
  return new Set([...twins.keys()].filter((glyph) => !digit.test(glyph.text) || !isTouched(glyph)));
}

const isBeside = (a: Glyph, b: Glyph): boolean =>
  Math.min(Math.abs(b.left - a.right), Math.abs(a.left - b.right)) <= DOUBLE * a.size;

const isSameSpot = (a: Glyph, b: Glyph): boolean =>
  Math.abs(a.top - b.top) <= DOUBLE * b.size && a.turn === b.turn && Math.abs(a.size - b.size) < 0.2 * b.size;

/** Parts of the narrower character's width: digits of one number never reach into each other. */
const OVERPRINT = { digits: 0.25, any: 0.5 };

/**
 * Characters of different runs printed over each other: a number put over another one, or its shadow. To
 * be asked after `dropDoubles`.
 */
export function hasOverprint(row: readonly Glyph[]): boolean {
  for (let i = 1; i < row.length; i++) {
    const [a, b] = [row[i - 1]!, row[i]!];
    const width = Math.min(a.right - a.left, b.right - b.left);
    const most = digit.test(a.text) && digit.test(b.text) ? OVERPRINT.digits : OVERPRINT.any;
    if (a.run !== b.run && a.right - b.left > most * width && width > 0) return true;
  }
  return false;
}
