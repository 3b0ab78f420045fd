/**
 * The sections of a report: headings found among the paragraphs (or inside flat text), each with the
 * prose up to the next. Headings are numbered in any way, wrongly or not at all, and reworded.
 */
import { type FormSection, wordingsOf } from '#forms/form.js';
import type { Cell, Document, Paragraph, Table } from '#model/document.js';
import type { Section } from '#records/record.js';
import { editDistance } from '#text/edit-distance.js';
import { foldText } from '#text/fold.js';
import { labelKey, parseLabel } from '#text/label.js';
import { remember, rememberOf } from '#text/remember.js';

interface Heading {
  readonly section: FormSection;
  readonly ordinal: string | null;
  readonly text: string;
}

interface Segment {
  readonly heading: Heading;
  readonly at: Paragraph['at'];
  readonly lines: string[];
}

/** Longer paragraphs are prose, even if they begin like a heading. */
const longestHeading = 45;
/** Paragraphs longer than this may have headings inside them: the text has lost its lines. */
const longestLine = 400;

/** Every section once: where a heading stands twice (a list of contents), the one with text under it. */
export function findSections(
  document: Document,
  sections: readonly FormSection[],
  outside: ReadonlySet<Paragraph>,
): Section[] {
  const segments = cutSegments(document, sections, outside);
  const chosen = new Map<FormSection, Segment>();
  for (const segment of segments) {
    const rival = chosen.get(segment.heading.section);
    if (!rival || weightOf(segment) >= weightOf(rival)) chosen.set(segment.heading.section, segment);
  }
  const found: Segment[] = [];
  for (const segment of segments) {
    if (chosen.get(segment.heading.section) === segment) found.push(segment);
    else if (weightOf(segment) > 0) found.at(-1)?.lines.push(segment.heading.text, ...segment.lines);
  }
  return found.map(toSection);
}

function weightOf(segment: Segment): number {
  return segment.lines.reduce((sum, line) => sum + line.length, 0);
}

function cutSegments(
  document: Document,
  sections: readonly FormSection[],
  outside: ReadonlySet<Paragraph>,
): Segment[] {
  const segments: Segment[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'table') segments.push(...headingRows(block, sections));
    else if (!outside.has(block))
      for (const line of splitFlat(block.text, sections)) {
        const heading = matchHeading(line, sections) ?? matchHeading(withoutNumber(line, block), sections);
        if (heading) segments.push({ heading, at: block.at, lines: [] });
        else segments.at(-1)?.lines.push(line);
      }
  }
  return segments;
}

/** A list's own number before a typed one is drawn nowhere: a style sheet that is not at hand hides it. */
function withoutNumber(line: string, { text, autoNumber }: Paragraph): string {
  return autoNumber !== undefined && line === text ? line.slice(autoNumber.length).trim() : '';
}

/**
 * Headings typed into a row of the table: the only text of their row. Where no ruling bounds the rows, the
 * first line of a cell may be one, whatever else was taken for its row.
 */
function headingRows(table: Table, sections: readonly FormSection[]): Segment[] {
  const filled = table.cells.filter(({ text }) => text !== '');
  return filled.flatMap((cell) => {
    const segment = headingOfCell(cell, sections);
    if (!segment) return [];
    const isAlone = filled.every((other) => other === cell || other.row !== cell.row);
    const isTorn = segment.lines.length > 0 && cell.doubts?.includes('aligned');
    return isAlone || isTorn ? [segment] : [];
  });
}

/** What a numbered heading may begin with. */
const numbered = /^\s*[第一二三四五六七八九十\d０-９①-⑳]/;

function headingOfCell({ text, at }: Cell, sections: readonly FormSection[]): Segment | undefined {
  if (text.length < 4 || !numbered.test(text)) return undefined;
  const whole = text.length <= longestHeading ? matchHeading(text, sections) : undefined;
  if (whole) return whole.ordinal ? { heading: whole, at, lines: [] } : undefined;
  const [first = '', ...lines] = text.split('\n');
  const heading = lines.length > 0 ? matchHeading(first, sections) : undefined;
  return heading?.ordinal ? { heading, at, lines } : undefined;
}

function toSection({ heading, at, lines }: Segment): Section {
  const { section, ordinal, text } = heading;
  return { key: section.key, ordinal, heading: text, text: lines.join('\n'), at };
}

/** A heading of one of the sections: by its wording, or by a like wording under the right number. */
export function matchHeading(line: string, sections: readonly FormSection[]): Heading | undefined {
  const text = foldText(line).trim();
  if (text.length > longestHeading || text.length < 4 || /^[（(]/.test(text)) return undefined;
  const { key, ordinal } = parseLabel(text);
  if (key.length < 4) return undefined;
  const section = sections.find((candidate) => isHeadingOf(candidate, key, ordinal, text));
  return section && { section, ordinal: ordinal ?? null, text };
}

function isHeadingOf(section: FormSection, key: string, ordinal: string | undefined, text: string): boolean {
  const keys = keysOf(section);
  const numbered = ordinal !== undefined && isNumberOf(ordinal, section);
  if (ordinal !== undefined && /^\d/.test(ordinal) && !numbered) return false;
  if (key === keys[0]) return true;
  if (ordinal === undefined) return false;
  return keys.includes(key) || (numbered && !/[。；;，]/.test(text) && isLike(section)(key));
}

/** Whether the number is the section's own, in Chinese or Arabic. */
function isNumberOf(ordinal: string, section: FormSection): boolean {
  return ordinal === section.ordinal || '一二三四五六'[Number(ordinal) - 1] === section.ordinal;
}

/** Whether most of a key's characters are those of a known wording; labels of tables are asked again and again. */
const isLike = rememberOf((section: FormSection) =>
  remember((key) => keysOf(section).some((wording) => isNear(key, wording))),
);

function isNear(key: string, wording: string): boolean {
  const limit = Math.max(2, Math.floor(wording.length * 0.4));
  return editDistance(key, wording, limit) <= limit;
}

/** Keys of the prescribed wording, first, and of the others. */
const keysOf = rememberOf((section: FormSection): readonly string[] =>
  wordingsOf(section.heading).map(labelKey),
);

/**
 * Cuts a paragraph that runs over section headings before and after each of them: flat text has no lines
 * at all, and a page's lines may have been joined too eagerly. Inside prose a heading follows a full stop.
 */
function splitFlat(text: string, sections: readonly FormSection[]): string[] {
  const cuts = new Set<number>([0]);
  for (const section of sections) {
    const start = text.indexOf(`${section.ordinal}、`);
    if (start < 0) continue;
    const found = findWording(text, section, text.length > longestLine);
    if (found) cuts.add(found.start).add(found.end);
  }
  if (cuts.size === 1) return text.split('\n');
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered
    .flatMap((cut, index) => text.slice(cut, ordered[index + 1]).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The longest wording of the heading, at a place where a heading may stand. */
function findWording(
  text: string,
  section: FormSection,
  anywhere: boolean,
): { start: number; end: number } | undefined {
  const wordings = wordingsOf(section.heading).sort((a, b) => b.length - a.length);
  for (const wording of wordings) {
    const start = text.indexOf(`${section.ordinal}、${wording}`);
    if (start < 0) continue;
    if (anywhere || start === 0 || /[。；！：\s）]/.test(text[start - 1] ?? ''))
      return { start, end: start + wording.length + 2 };
  }
  return undefined;
}
