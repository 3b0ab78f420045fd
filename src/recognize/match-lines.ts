/**
 * Lines of figures to rows of the form, where the labels are torn: no ruling says which lines of text are
 * one cell, so that a label stands in pieces beside, above and below its figures, between pieces of other
 * labels.
 *
 *   1. A row's label is what stands nearest to its figures: the ends of adjoining lines. Read backwards, the
 *      ends of some lines around the figures' own line, down to the figures before and up to the figures
 *      after, must give the wording whole, leaving at most its number. What stands left of them on the same
 *      lines belongs to labels of several rows.
 *   2. Lines and rows come in one order. Of all pairings in order, the one with the most characters of
 *      wording explained is taken.
 */
import { labelKey } from '#text/label.js';
import { type Entry, entriesOf, type Found } from './label-finder.js';
import type { RowTarget } from './recognition.js';

export interface LabelLine {
  /** What stands before the figures, piece by piece. */
  readonly pieces: readonly string[];
  /** Cells for figures; 0 where the line has no figures. */
  readonly figures: number;
}

/** By index of the line: the row whose figures it holds. */
export function matchLines(
  lines: readonly LabelLine[],
  targets: readonly RowTarget[],
): ReadonlyMap<number, Found<RowTarget>> {
  const keyed = lines.map(({ pieces }) => pieces.map(labelKey).filter((key) => key !== ''));
  const own = lines.flatMap(({ figures }, index) => (figures > 0 ? [index] : []));
  const found = own.map((line, place) => {
    const around: Around = { line, first: (own[place - 1] ?? -1) + 1, last: own[place + 1] ?? lines.length };
    return targets.map((target) => findWording(keyed, around, target));
  });
  return pairInOrder(own, targets, found);
}

/** A line of figures, and the lines [first, last) among which its label stands. */
interface Around {
  readonly line: number;
  readonly first: number;
  readonly last: number;
}

type Wording = Entry<RowTarget>;

const wordings = new WeakMap<RowTarget, readonly Wording[]>();

function wordingsOf(target: RowTarget): readonly Wording[] {
  const known = wordings.get(target);
  if (known) return known;
  const label = target.row.path.at(-1);
  const made = label ? entriesOf(label, target) : [];
  wordings.set(target, made);
  return made;
}

/** The longest wording of the row that stands around the line. */
function findWording(
  lines: readonly (readonly string[])[],
  around: Around,
  target: RowTarget,
): Wording | undefined {
  let longest: Wording | undefined;
  for (const wording of wordingsOf(target))
    if (wording.key.length > (longest?.key.length ?? 0) && standsAround(lines, around, wording.key))
      longest = wording;
  return longest;
}

/** A label above or below its figures has its last line beside them, or its first. */
function standsAround(lines: readonly (readonly string[])[], around: Around, key: string): boolean {
  for (let end = around.line; end < around.last; end++) {
    const used = usedLines(lines, around.first, end, key);
    if (!used) continue;
    const isBeside = used.includes(around.line);
    const isAcross = end > around.line && (used.at(-1) ?? end) < around.line;
    if (isBeside || isAcross) return true;
  }
  return false;
}

const ordinal = /^(?:[一二三四五六七八九十]{1,3}|\d{1,2})$/;

/** The lines, from the last, that have parts of a wording that ends with line `end`, if it stands there whole. */
function usedLines(
  lines: readonly (readonly string[])[],
  first: number,
  end: number,
  key: string,
): number[] | undefined {
  let rest = key;
  const used: number[] = [];
  for (let line = end; line >= first; line--) {
    for (const piece of (lines[line] ?? []).toReversed()) {
      const isHead = piece.endsWith(rest) && (piece === rest || ordinal.test(piece.slice(0, -rest.length)));
      if (!isHead && !rest.endsWith(piece)) break;
      if (used.at(-1) !== line) used.push(line);
      if (isHead) return used;
      rest = rest.slice(0, -piece.length);
    }
    if (used.length === 0) return undefined;
  }
  return undefined;
}

function pairInOrder(
  own: readonly number[],
  targets: readonly RowTarget[],
  found: readonly (readonly (Wording | undefined)[])[],
): ReadonlyMap<number, Found<RowTarget>> {
  const width = targets.length + 1;
  const best = new Float64Array((own.length + 1) * width);
  const scoreAt = (line: number, target: number): number => best[line * width + target] ?? 0;
  for (let line = own.length - 1; line >= 0; line--)
    for (let target = targets.length - 1; target >= 0; target--) {
      const wording = found[line]?.[target];
      const paired = wording ? wording.key.length + scoreAt(line + 1, target + 1) : 0;
      best[line * width + target] = Math.max(paired, scoreAt(line + 1, target), scoreAt(line, target + 1));
    }
  const pairs = new Map<number, Found<RowTarget>>();
  for (let line = 0, target = 0; line < own.length && target < targets.length; ) {
    const score = scoreAt(line, target);
    const wording = found[line]?.[target];
    if (wording && score === wording.key.length + scoreAt(line + 1, target + 1)) {
      pairs.set(own[line] ?? -1, wording);
      line++;
      target++;
    } else if (score === scoreAt(line + 1, target)) line++;
    else target++;
  }
  return pairs;
}
