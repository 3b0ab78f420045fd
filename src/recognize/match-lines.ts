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
 *      wording explained is taken; of two wordings that end alike (新收 and 结转 of 申请数量) the one with
 *      fewer lines of other labels in between.
 */
import { labelKey } from '#text/label.js';
import { rememberOf } from '#text/remember.js';
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

interface Placed {
  readonly wording: Wording;
  /** What the pairing is worth. */
  readonly score: number;
}

/** What a line of another label within a wording takes from its worth, in characters. */
const STRANGE_LINE = 0.01;

const wordingsOf = rememberOf((target: RowTarget): readonly Wording[] => {
  const label = target.row.path.at(-1);
  return label ? entriesOf(label, target) : [];
});

/** The longest wording of the row that stands around the line. */
function findWording(
  lines: readonly (readonly string[])[],
  around: Around,
  target: RowTarget,
): Placed | undefined {
  let longest: Placed | undefined;
  for (const wording of wordingsOf(target)) {
    if (wording.key.length <= (longest?.wording.key.length ?? 0)) continue;
    const strange = strangeLines(lines, around, wording.key);
    if (strange !== undefined)
      longest = { wording, score: Math.max(STRANGE_LINE, wording.key.length - STRANGE_LINE * strange) };
  }
  return longest;
}

/**
 * A label above or below its figures has its last line beside them, or its first. The number of lines in
 * between that are none of it; `undefined` when it does not stand there.
 */
function strangeLines(
  lines: readonly (readonly string[])[],
  around: Around,
  key: string,
): number | undefined {
  for (let end = around.line; end < around.last; end++) {
    const used = usedLines(lines, around.first, end, key);
    if (!used) continue;
    const from = used.at(-1) ?? end;
    const isAcross = end > around.line && from < around.line;
    if (used.includes(around.line) || isAcross) return end - from + 1 - used.length;
  }
  return undefined;
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
      if (isHead) return piece === rest ? withOrdinal(lines, first, used) : used;
      rest = rest.slice(0, -piece.length);
    }
    if (used.length === 0) return undefined;
  }
  return undefined;
}

/** The number of a label may stand on a line of its own above the wording. */
function withOrdinal(
  lines: readonly (readonly string[])[],
  first: number,
  used: readonly number[],
): number[] {
  let above = (used.at(-1) ?? first) - 1;
  while (above > first && lines[above]?.length === 0) above--;
  const isNumber = above >= first && ordinal.test(lines[above]?.at(-1) ?? '');
  return isNumber ? [...used, above] : [...used];
}

function pairInOrder(
  own: readonly number[],
  targets: readonly RowTarget[],
  found: readonly (readonly (Placed | undefined)[])[],
): ReadonlyMap<number, Found<RowTarget>> {
  const width = targets.length + 1;
  const best = new Float64Array((own.length + 1) * width);
  const scoreAt = (line: number, target: number): number => best[line * width + target] ?? 0;
  for (let line = own.length - 1; line >= 0; line--)
    for (let target = targets.length - 1; target >= 0; target--) {
      const placed = found[line]?.[target];
      const paired = placed ? placed.score + scoreAt(line + 1, target + 1) : 0;
      best[line * width + target] = Math.max(paired, scoreAt(line + 1, target), scoreAt(line, target + 1));
    }
  const pairs = new Map<number, Found<RowTarget>>();
  for (let line = 0, target = 0; line < own.length && target < targets.length; ) {
    const score = scoreAt(line, target);
    const placed = found[line]?.[target];
    if (placed && score === placed.score + scoreAt(line + 1, target + 1)) {
      pairs.set(own[line] ?? -1, placed.wording);
      line++;
      target++;
    } else if (score === scoreAt(line + 1, target)) line++;
    else target++;
  }
  return pairs;
}
