/**
 * Lines → paragraphs, over page breaks too. The next line continues a paragraph when the line before was
 * full (the next line's first word would not have fitted, allowing for punctuation that may not start a
 * line) and the next line is not indented, not set apart by a gap and not in another size. So a first-line
 * indent starts a paragraph, and short centred lines (a title) stay apart.
 */
import type { PagePlace } from '#model/place.js';
import { type Frame, toDisplayed } from './frame.js';
import { hasSpaceBetween, type Line } from './lines.js';
import { boxAround, medianStep, middle } from './page.js';

/** A body line and where it stands. */
export interface BodyLine {
  readonly line: Line;
  readonly page: number;
  readonly frame: Frame;
  readonly margins: Margins;
}

export interface Margins {
  readonly left: number;
  readonly right: number;
  /** The median distance from line to line (points). */
  readonly pitch: number;
}

export interface ProseParagraph {
  readonly text: string;
  readonly parts: readonly PagePlace[];
}

/** In em: an indent; how far from the right margin a full line may end; a change of size. */
const INDENT = 1.2;
const RAGGED = 2.1;
const OTHER_SIZE = 0.2;
/** A gap this many times the usual distance from line to line starts a paragraph. */
const GAP = 1.5;
/** Positions nearer than this are one margin (points). */
const SAME_MARGIN = 4;
/** So many lines show where the margins are; with fewer lines at one margin none is full. */
const ENOUGH = 6;
/** The part of the lines that makes a left margin. */
const SHARED = 0.1;
const FEWEST_FULL = 2;

/** Whether a page has lines enough to tell its margins by itself. */
export const hasOwnMargins = (lines: readonly Line[]): boolean => lines.length >= ENOUGH;

/** Where most lines begin and end. */
export function findMargins(lines: readonly Line[]): Margins {
  const right = mostCommon(lines.map((line) => line.box[2]));
  return {
    left: leftmostShared(lines.map((line) => line.box[0])),
    right: right && right.count >= FEWEST_FULL ? right.at : Infinity,
    pitch: medianStep(lines.map((line) => middle(line.box[1], line.box[3]))),
  };
}

/** The leftmost position that lines share: first lines are indented, and on some pages they are in the majority. */
function leftmostShared(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const enough = Math.max(1, Math.ceil(SHARED * sorted.length) - 1);
  for (let i = 0; i + enough < sorted.length; i++)
    if (sorted[i + enough]! - sorted[i]! <= SAME_MARGIN) return sorted[i + enough]!;
  return sorted[0] ?? 0;
}

function mostCommon(values: readonly number[]): { at: number; count: number } | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  let best: { at: number; count: number } | undefined;
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to]! - sorted[from]! <= SAME_MARGIN) to++;
    if (!best || to - from > best.count) best = { at: sorted[to - 1]!, count: to - from };
  }
  return best;
}

export function continues(before: BodyLine, next: BodyLine): boolean {
  const em = before.line.size;
  if (Math.abs(next.line.size - em) > OTHER_SIZE * em) return false;
  if (next.line.box[0] > next.margins.left + INDENT * em) return false;
  if (startsItem(before.line.text, next.line.text)) return false;
  const room = before.margins.right - before.line.box[2];
  if (room > RAGGED * em && room > firstWordWidth(next.line) + 0.3 * em) return false;
  if (before.page !== next.page) return true;
  const step = middle(next.line.box[1], next.line.box[3]) - middle(before.line.box[1], before.line.box[3]);
  return step <= GAP * before.margins.pitch;
}

const ordinal =
  /^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)|[（(][一二三四五六七八九十]+[）)])/;
const sentenceEnd = /[。；：！？]$/;

/** The last row of a table that was taken for text, before the heading of the next section. */
const figureAtEnd = /\d$/;
const sectionOrdinal = /^[一二三四五六]、/;

/** An item begins after the end of a sentence, after figures, or after another item that is a mere heading. */
const startsItem = (before: string, next: string): boolean =>
  ordinal.test(next) &&
  (sentenceEnd.test(before) ||
    (figureAtEnd.test(before) && sectionOrdinal.test(next)) ||
    (ordinal.test(before) && !/[，。；]/.test(before)));

/** Up to the first space; Chinese has none, but its lines break anywhere: one character. */
function firstWordWidth({ glyphs }: Line): number {
  let last = 0;
  const isWestern = (index: number): boolean => /[\p{Script=Latin}\d]/u.test(glyphs[index]?.text ?? '');
  while (isWestern(last) && isWestern(last + 1) && !hasSpaceBetween(glyphs[last]!, glyphs[last + 1]!)) last++;
  return glyphs[last]!.right - glyphs[0]!.left;
}

export function linesToParagraphs(lines: readonly BodyLine[]): ProseParagraph[] {
  const groups: BodyLine[][] = [];
  for (const line of lines) {
    const before = groups.at(-1)?.at(-1);
    if (before && continues(before, line)) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({ text: joinText(group), parts: groupParts(group) }));
}

/** Chinese goes on without a space, and so does a number; words of Western languages need one. */
function joinText(group: readonly BodyLine[]): string {
  return group
    .map(({ line }) => line.text)
    .reduce((text, next) => {
      const isWord = /[\p{Script=Latin},;.:]$/u.test(text) && /^[\p{Script=Latin}(]/u.test(next);
      return isWord ? `${text} ${next}` : text + next;
    });
}

function groupParts(group: readonly BodyLine[]): PagePlace[] {
  const pages = [...new Set(group.map(({ page }) => page))];
  return pages.map((page) => {
    const mine = group.filter((line) => line.page === page);
    const box = toDisplayed(mine[0]!.frame, boxAround(mine.map(({ line }) => line.box)));
    return { kind: 'page', page, box };
  });
}
