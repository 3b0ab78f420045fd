/**
 * Figures that stand right behind their label, with less room than between words: columns without rulings
 * or padding. Such a figure was drawn by itself, and it stands where other figures stand: it begins, ends or
 * has its middle at the same position as at least FEWEST figures of lines that hold more than one.
 */
import { isFigure } from './columns.js';
import { type Line, rowToLine } from './lines.js';
import { middle } from './page.js';

const FEWEST = 2;
/** Points. */
const SAME_POSITION = 2;

const digit = /[\d.,%]/;

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** The lines, with abutting figures as pieces of their own. */
export function splitAbutting(lines: readonly (readonly Line[])[]): (readonly Line[])[] {
  const cuts = new Map<Line, number>();
  for (const line of lines)
    for (const piece of line) {
      const at = figureAt(piece);
      if (at > 0) cuts.set(piece, at);
    }
  if (cuts.size === 0) return [...lines];
  const witnesses = lines.flatMap((line) => findWitnesses(line, cuts));
  return lines.map((line) =>
    line.flatMap((piece) => {
      const at = cuts.get(piece);
      return at !== undefined && isWitnessed(extentOf(piece, at), witnesses) ? cutPiece(piece, at) : [piece];
    }),
  );
}

/** Where in the piece the figure at its end begins that was drawn by itself; -1 if none does. */
function figureAt({ glyphs }: Line): number {
  let at = glyphs.length;
  while (at > 0 && digit.test(glyphs[at - 1]!.text)) at--;
  const isApart = at > 0 && at < glyphs.length && glyphs[at]!.run !== glyphs[at - 1]!.run;
  return isApart ? at : -1;
}

/** The figures of a line that holds several. */
function findWitnesses(line: readonly Line[], cuts: ReadonlyMap<Line, number>): Extent[] {
  const figures = line.flatMap((piece) => {
    const at = isFigure(piece) ? 0 : cuts.get(piece);
    return at === undefined ? [] : [extentOf(piece, at)];
  });
  return figures.length > 1 ? figures : [];
}

const extentOf = ({ glyphs, box }: Line, at: number): Extent => ({ left: glyphs[at]!.left, right: box[2] });

/** The figure itself is among the witnesses if its line holds others. */
function isWitnessed(figure: Extent, witnesses: readonly Extent[]): boolean {
  const agreeing = (position: (extent: Extent) => number): number =>
    witnesses.filter((other) => Math.abs(position(other) - position(figure)) <= SAME_POSITION).length;
  return [left, right, center].some((position) => agreeing(position) > FEWEST);
}

const left = (extent: Extent): number => extent.left;
const right = (extent: Extent): number => extent.right;
const center = (extent: Extent): number => middle(extent.left, extent.right);

const cutPiece = ({ glyphs }: Line, at: number): Line[] =>
  [glyphs.slice(0, at), glyphs.slice(at)].map(rowToLine);
