/** The title of a report: found among its first lines, and taken apart into body and year. */
import { longestTitle, titleTail } from '#forms/titles.js';
import type { Document, Paragraph } from '#model/document.js';
import { findYears } from '#text/date.js';
import { squeeze } from '#text/fold.js';
import { completeOrgan, isOrgan } from './agency.js';

export interface Title {
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
}

/**
 * The fewest consecutive short lines (up to three) that end like a title; a line before them that names
 * a body belongs to them. A title with body and year is preferred to one without.
 */
export function findTitle(front: readonly Paragraph[], declared: Title | undefined): Title | undefined {
  const titles = front.flatMap((_, index) => titleEndingAt(front, index) ?? []);
  const named = declared ? parseTitle(declared.text) : {};
  const score = ({ text, paragraphs }: Title): number => {
    const { agency, year } = parseTitle(text);
    const agrees = named.year !== undefined && year === named.year ? 4 : 0;
    const heading = paragraphs.some(({ headingLevel }) => headingLevel === 1) ? 2 : 0;
    return agrees + heading + (agency ? 2 : 0) + (year === undefined ? 0 : 1);
  };
  // Of equals the last: lists of other years' reports and links to them stand before the title.
  return titles.reduce<Title | undefined>(
    (best, title) => (best && score(best) > score(title) ? best : title),
    undefined,
  );
}

function titleEndingAt(front: readonly Paragraph[], end: number): Title | undefined {
  for (const count of [1, 2, 3]) {
    const lines = front.slice(Math.max(0, end + 1 - count), end + 1);
    if (lines.length < count || !lines.every(isShort)) return undefined;
    const text = joinLines(lines);
    if (!titleTail.test(text) || text.length > longestTitle) continue;
    const before = front[end - count];
    const named = parseTitle(text).agency === undefined && before && namesBody(before);
    const paragraphs = named ? [before, ...lines] : lines;
    return { text: joinLines(paragraphs), paragraphs };
  }
  return undefined;
}

function namesBody(paragraph: Paragraph): boolean {
  return isShort(paragraph) && isOrgan(completeOrgan(squeeze(paragraph.text)));
}

function joinLines(lines: readonly Paragraph[]): string {
  return lines
    .map((line) => squeeze(line.text))
    .join('')
    .replace(/^(?:标题[:：]|正文)/, '');
}

function isShort(paragraph: Paragraph): boolean {
  const text = squeeze(paragraph.text);
  return (
    text.length > 0 &&
    text.length <= longestTitle &&
    !/[。；]$/.test(text) &&
    !/[>|]|^当前位置|^您|^[上下]一[篇条]|^相关/.test(text)
  );
}

/** The carrier's own title, where it is one of a report. */
export function findDeclaredTitle(document: Document): Title | undefined {
  const text = document.meta.title ? squeeze(document.meta.title).split(/[_|]|--/)[0] : undefined;
  return text && titleTail.test(text) ? { text, paragraphs: [] } : undefined;
}

/** The agency is what is left of a title without year and kind of report. */
export function parseTitle(title: string): { agency?: string; year?: number } {
  const year = findYears(title)[0] ?? Number(/(?<!\d)(20\d{2})(?!\d)/.exec(title)?.[1] ?? Number.NaN);
  const tail = titleTail.exec(title);
  const before = tail ? title.slice(0, tail.index) : title;
  const agency = before
    .replace(/^.*[》】]\s*(?=\S)/, '')
    .replace(/[（(]?[12〇○零一二][\d〇○零一二三四五六七八九]{3}年度?[)）]?/g, '')
    .replace(/^(?:关于|标题[:：]|正文)/, '')
    .replace(/年度?$/, '')
    .replace(/[《》“”"：:【】\s]/g, '')
    .replace(/的$/, '');
  return { ...(agency.length >= 2 ? { agency } : {}), ...(Number.isNaN(year) ? {} : { year }) };
}
