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

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
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
    if (mine.length > 1 && glyphsToRows(mine).some(hasOverprint)) doubts.push('overprinted');
    return { ...span, text: glyphsToText(mine), box: spanBox(lattice, index), doubts };
  });
}

function spanBox({ xs, ys, spans }: Lattice, index: number): Box {
  const { row, column, rowSpan, columnSpan } = spans[index]!;
  return [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + rowSpan]!];
}

/** The text of a cell, whichever way it is turned. */
export function glyphsToText(glyphs: readonly Glyph[]): string {
  if (glyphs.length === 0) return '';
  const turn = mainTurn(glyphs);
  const upright = turn ? glyphs.map((glyph) => turnGlyph({ turn, width: 0, height: 0 }, glyph)) : glyphs;
  const rows = glyphsToRows(upright);
  if (rows.length > 1 && rows.every(isStackable)) return rows.map(rowToText).join('');
  if (isVerticalWriting(upright)) return verticalText(upright);
  return rows.map(rowToText).join('\n');
}

const letter = /\p{L}/u;
const ideograph = /[\p{Script=Han}、，。：；！？（）()〇]/u;
/** One ideograph, with its punctuation perhaps: a line of a label in a column one character wide. */
const isStackable = (row: readonly Glyph[]): boolean =>
  row.length <= 2 &&
  row.every((glyph) => ideograph.test(glyph.text)) &&
  row.filter((glyph) => letter.test(glyph.text)).length <= 1;

/** Whether the characters were drawn downwards, each below the one before. */
export function isVerticalWriting(glyphs: readonly Glyph[]): boolean {
  if (glyphs.length < 4) return false;
  let down = 0;
  for (let i = 1; i < glyphs.length; i++) {
    const [a, b] = [glyphs[i - 1]!, glyphs[i]!];
    const step = (b.top - a.top) / b.size;
    if (Math.abs(b.left - a.left) < 0.3 * b.size && step > 0.5 && step < 2) down++;
  }
  return (
    down >= 0.6 * (glyphs.length - 1) &&
    glyphs.filter((glyph) => ideograph.test(glyph.text)).length * 2 > glyphs.length
  );
}

/** Columns of characters are read from the right to the left. */
export function verticalText(glyphs: readonly Glyph[]): string {
  const turned = glyphs.map((glyph) => turnGlyph({ turn: 90, width: 0, height: 0 }, glyph));
  return glyphsToRows(turned)
    .map((row) => row.map((glyph) => glyph.text).join(''))
    .join('\n');
}

/** Columns borders that nothing but alignment of text bears witness to. */
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
function findStraddled(lattice: Lattice, glyphs: readonly Glyph[], owners: readonly number[]): Set<number> {
  const straddled = new Set<number>();
  const owner = new Map(glyphs.map((glyph, index) => [glyph, owners[index]!]));
  for (const row of glyphsToRows(glyphs.filter((glyph) => numeric.test(glyph.text))))
    row.forEach((glyph, index) => {
      const before = row[index - 1];
      const other = before && owner.get(before);
      if (other === undefined || other === owner.get(glyph) || other < 0) return;
      const isOneNumber = before!.run === glyph.run && glyph.left - before!.right < OVER * glyph.size;
      if (!isOneNumber && !crosses(lattice, before!) && !crosses(lattice, glyph)) return;
      straddled.add(other);
      straddled.add(owner.get(glyph)!);
    });
  return straddled;
}

/** Whether the character itself stands on both sides of a border. */
function crosses(lattice: Lattice, glyph: Glyph): boolean {
  const inset = OVER * glyph.size;
  const y = middle(glyph.top, glyph.bottom);
  return spanAt(lattice, glyph.left + inset, y) !== spanAt(lattice, glyph.right - inset, y);
}
