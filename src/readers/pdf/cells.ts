/**
 * A lattice and the glyphs inside it → cells with text and doubts.
 *
 * A glyph belongs to the field that holds its middle. A cell's text is its lines joined by `\n`; characters
 * stacked one below the other (vertical writing, or a label in a column one character wide) are one word.
 */
import type { CellDoubt } from '#model/document.js';
import type { Box } from '#model/place.js';
import { mainTurn, turnGlyph } from './frame.js';
import { type Lattice, spanAt } from './lattice.js';
import { glyphsToRows, hasOverprint, rowToText } from './lines.js';
import type { Glyph } from './page.js';
import { middle, SNAP } from './page.js';
import type { Span } from './spans.js';
import { verticalGlyphs, verticalLines } from './vertical.js';

export interface GridCell extends Span {
  readonly text: string;
  readonly box: Box;
  readonly doubts: readonly CellDoubt[];
}

/** A number reaches this far (em) over a ruling before it counts as standing on both sides. */
const OVER = 0.15;

export function latticeToCells(lattice: Lattice, glyphs: readonly Glyph[]): GridCell[] {
  const owners = glyphs.map((glyph) =>
    spanAt(lattice, middle(glyph.left, glyph.right), middle(glyph.top, glyph.bottom)),
  );
  const inside: Glyph[][] = lattice.spans.map(() => []);
  glyphs.forEach((glyph, index) => {
    inside[owners[index]!]?.push(glyph);
  });
  const straddled = findStraddled(lattice, glyphs, owners);
  const inferred = inferredColumns(lattice);
  return lattice.spans.map((span, index) => {
    const mine = inside[index]!;
    const doubts: CellDoubt[] = [];
    if (straddled.has(index)) doubts.push('straddles');
    if (inferred.has(span.column) || inferred.has(span.column + span.columnSpan)) doubts.push('aligned');
    const { text, rows } = glyphsToText(mine);
    if (rows.some(hasOverprint)) doubts.push('overprinted');
    const { row, column, rowSpan, columnSpan } = span;
    return { row, column, rowSpan, columnSpan, text, box: spanBox(lattice, span), doubts };
  });
}

function spanBox({ xs, ys }: Lattice, { row, column, rowSpan, columnSpan }: Span): Box {
  return [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + rowSpan]!];
}

/** The text of a cell, whichever way it is turned, and the lines it was made of. */
export function glyphsToText(glyphs: readonly Glyph[]): { text: string; rows: readonly Glyph[][] } {
  if (glyphs.length === 0) return { text: '', rows: [] };
  const turn = mainTurn(glyphs);
  const upright = turn ? glyphs.map((glyph) => turnGlyph({ turn, width: 0, height: 0 }, glyph)) : glyphs;
  const rows = glyphsToRows(upright);
  return { text: rowsToText(rows, upright), rows };
}

function rowsToText(rows: readonly Glyph[][], glyphs: readonly Glyph[]): string {
  if (rows.length === 1) return rowToText(rows[0]!);
  if (rows.every(isStackable)) return rows.map(rowToText).join('');
  if (verticalGlyphs(glyphs).size === glyphs.length)
    return verticalLines(glyphs)
      .map(({ text }) => text)
      .join('\n');
  return rows.map(rowToText).join('\n');
}

const letter = /\p{L}/u;
const ideograph = /[\p{Script=Han}、，。：；！？（）()〇]/u;

/** One ideograph, with its punctuation perhaps: a line of a label in a column one character wide. */
const isStackable = (row: readonly Glyph[]): boolean =>
  row.length <= 2 &&
  row.every((glyph) => ideograph.test(glyph.text)) &&
  row.filter((glyph) => letter.test(glyph.text)).length <= 1;

/** Column borders that nothing but alignment of text bears witness to. */
function inferredColumns(lattice: Lattice): Set<number> {
  const inferred = new Set<number>();
  const verticals = lattice.rulings.filter((ruling) => ruling.axis === 'vertical');
  lattice.xs.forEach((x, index) => {
    const here = verticals.filter((ruling) => Math.abs(ruling.at - x) <= SNAP);
    if (here.length && here.every((ruling) => ruling.origin === 'aligned')) inferred.add(index);
  });
  return inferred;
}

const numeric = /[\d.,]/;

/** Spans that share a number: two of its characters, or halves of one, stand on both sides of a border. */
function findStraddled(
  lattice: Lattice,
  glyphs: readonly Glyph[],
  owners: readonly number[],
): ReadonlySet<number> {
  const straddled = new Set<number>();
  glyphs.forEach((glyph, index) => {
    if (!numeric.test(glyph.text)) return;
    const before = glyphs[index - 1];
    const [owner, other] = [owners[index]!, owners[index - 1] ?? -1];
    if (before && other >= 0 && other !== owner && isOneNumber(before, glyph))
      straddled.add(owner).add(other);
    const beyond = owner < 0 ? owner : spanBeyond(lattice, owner, glyph);
    if (beyond >= 0 && beyond !== owner) straddled.add(owner).add(beyond);
  });
  return straddled;
}

const isOneNumber = (a: Glyph, b: Glyph): boolean =>
  a.run === b.run &&
  numeric.test(a.text) &&
  b.left - a.right < OVER * b.size &&
  Math.abs(b.left - a.right) < b.size &&
  Math.abs(a.top - b.top) < b.size / 2;

/** The span into which the character itself reaches over a side of its own; -1 if it stays inside. */
function spanBeyond(lattice: Lattice, owner: number, glyph: Glyph): number {
  const { xs, spans } = lattice;
  const { column, columnSpan } = spans[owner]!;
  const [left, right] = [glyph.left + OVER * glyph.size, glyph.right - OVER * glyph.size];
  if (left >= xs[column]! && right <= xs[column + columnSpan]!) return -1;
  const x = left < xs[column]! ? left : right;
  return spanAt(lattice, x, middle(glyph.top, glyph.bottom));
}
