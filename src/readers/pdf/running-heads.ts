/**
 * Page numbers and running heads and feet: not part of the text, and no obstacle between the two halves of
 * a table. Only the outermost lines of a page, outside tables and within the margins, are looked at.
 *
 *   page number   `- 4 -`, `— 4 —`, `第4页 共9页`, `4/10`; a bare number only if it counts the pages
 *   running head  the same words (numbers aside) at the same height on most pages, of at least three
 */
import type { Line } from './lines.js';
import { middle } from './page.js';
import type { PageContent } from './page-tables.js';

/** The part of the page's height in which running heads and feet stand. */
const MARGIN = 0.12;
/** Running heads stand at one height (points). */
const SAME_HEIGHT = 4;
const FEWEST_PAGES = 3;
/** How many lines a running head or foot has at most. */
const MOST_LINES = 3;

const decorated =
  /^[-—–―－_·•~～\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–―－_·•~～\s]*$/i;
const bare = /^\d{1,4}$/;

/** For each page the lines that are not body text. */
export function findRunningLines(pages: readonly PageContent[]): Set<Line> {
  const running = new Set<Line>();
  const outer = pages.map((page) => ({ page, lines: outerLines(page) }));
  const heads = countHeads(outer.flatMap(({ lines }) => lines));
  const offsets = countOffsets(outer);
  for (const { page, lines } of outer)
    for (const line of lines) {
      const text = line.text.trim();
      const isNumber = bare.test(text)
        ? (offsets.get(Number(text) - page.number) ?? 0) > 1
        : decorated.test(text);
      const repeats = heads.get(headKey(line)) ?? 0;
      if (isNumber || (repeats >= FEWEST_PAGES && repeats * 2 > pages.length)) running.add(line);
    }
  return running;
}

function outerLines({ lines, tables, height }: PageContent): Line[] {
  // Some fonts' boxes are three ems high: the middle tells where a line stands.
  const isClear = ({ box: [, from, , to] }: Line): boolean =>
    !tables.some(({ box }) => middle(from, to) < box[3] && middle(from, to) > box[1]);
  const top = lines.slice(0, MOST_LINES).filter((line) => line.box[3] < MARGIN * height && isClear(line));
  const bottom = lines
    .slice(-MOST_LINES)
    .filter((line) => line.box[1] > (1 - MARGIN) * height && isClear(line));
  return [...new Set([...top, ...bottom])];
}

const headKey = (line: Line): string =>
  `${Math.round(line.box[1] / SAME_HEIGHT)} ${line.text.replace(/\d+/g, '#').replace(/\s+/g, '')}`;

function countHeads(lines: readonly Line[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(headKey(line), (counts.get(headKey(line)) ?? 0) + 1);
  return counts;
}

/** Bare numbers by their difference to the page's own number: page numbers share one difference. */
function countOffsets(outer: readonly { page: PageContent; lines: readonly Line[] }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { page, lines } of outer)
    for (const line of lines)
      if (bare.test(line.text.trim())) {
        const offset = Number(line.text.trim()) - page.number;
        counts.set(offset, (counts.get(offset) ?? 0) + 1);
      }
  return counts;
}
