/**
 * Characters with a line through them: a document printed while its tracked changes are shown has the old
 * number struck out beside the new one.
 *
 * A strike is a horizontal line through the middles of characters, and no longer than they are: the border
 * of a cell that an overfull text runs over is longer, and an underline is lower. Only numbers are left out:
 * fonts with a tall box have their underline near its middle, and words under it must not be lost.
 */
import { type Glyph, middle, type Ruling } from './page.js';

/** The middle of a character, as shares of its height from the top. */
const middleFrom = 0.35;
const middleTo = 0.62;
/** How far a strike may stand out, in ems. */
const overhang = 0.35;
/** Rulings longer than this are no strikes, in points. */
const longest = 220;

export interface Struck {
  readonly glyphs: ReadonlySet<Glyph>;
  readonly rulings: ReadonlySet<Ruling>;
}

export function findStruck(glyphs: readonly Glyph[], rulings: readonly Ruling[]): Struck {
  const short = rulings.filter(
    ({ axis, origin, from, to }) => axis === 'horizontal' && origin === 'drawn' && to - from < longest,
  );
  const struck = { glyphs: new Set<Glyph>(), rulings: new Set<Ruling>() };
  if (short.length === 0) return struck;
  const rows = byRow(glyphs);
  for (const ruling of short) {
    const crossed = [0, -1, 1]
      .flatMap((step) => rows.get(rowOf(ruling.at) + step) ?? [])
      .filter((glyph) => crosses(ruling, glyph));
    if (!fits(ruling, crossed)) continue;
    for (const glyph of crossed) struck.glyphs.add(glyph);
    struck.rulings.add(ruling);
  }
  return struck;
}

/** Points: characters are looked for in the rows around a ruling only. */
const rowHeight = 8;
const rowOf = (y: number): number => Math.floor(y / rowHeight);

function byRow(glyphs: readonly Glyph[]): Map<number, Glyph[]> {
  const rows = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const row = rowOf(middle(glyph.top, glyph.bottom));
    const held = rows.get(row);
    if (held) held.push(glyph);
    else rows.set(row, [glyph]);
  }
  return rows;
}

function crosses({ at, from, to }: Ruling, { left, right, top, bottom, turn }: Glyph): boolean {
  const height = bottom - top;
  const center = middle(left, right);
  return (
    turn === 0 &&
    center > from &&
    center < to &&
    at > top + height * middleFrom &&
    at < top + height * middleTo
  );
}

function fits({ from, to }: Ruling, crossed: readonly Glyph[]): boolean {
  if (crossed.length === 0 || !crossed.every(({ text }) => /[\d.,，%]/.test(text))) return false;
  const left = Math.min(...crossed.map((glyph) => glyph.left));
  const right = Math.max(...crossed.map((glyph) => glyph.right));
  const slack = Math.max(...crossed.map(({ size }) => size)) * overhang;
  return from > left - slack && to < right + slack;
}
