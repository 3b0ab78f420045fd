/**
 * Lines to paragraphs. Text taken from a page is broken at the page's width; such lines are joined
 * where a line is full, does not end a sentence, and the next does not start a numbered heading.
 */
import type { Paragraph } from '#model/document.js';
import { firstColumn, type Line } from './lines.js';

/** Lines longer than this were not broken at a page's width. */
const widest = 60;
/** A line is full when at most this many characters are missing. */
const slack = 4;

const sentenceEnd = /[。！？；：!?;:]\s*$/;
const headingStart =
  /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]|#)/;

/** The width at which the text was wrapped, or undefined where it was not. */
export function wrapWidth(lines: readonly Line[]): number | undefined {
  const lengths = lines
    .filter((line) => /\p{Script=Han}/u.test(line.text) && !/[|\t]/.test(line.text))
    .map((line) => widthOf(line.text.trimEnd()))
    .filter((length) => length >= 12);
  const near = (width: number): number =>
    lengths.filter((length) => length <= width && length > width - slack).length;
  const width = [...new Set(lengths)].reduce(
    (best, length) => (near(length) > near(best) ? length : best),
    0,
  );
  return width <= widest && near(width) >= Math.max(4, lengths.length * 0.35) ? width : undefined;
}

/** In full-width characters. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) > 0x2e7f ? 1 : 0.5;
  return width;
}

export function joinWrappedLines(lines: readonly Line[], width: number | undefined): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: { text: string; line: Line; last: string } | undefined;
  const close = (): void => {
    if (open) paragraphs.push(toParagraph(open.text, open.line));
    open = undefined;
  };
  for (const line of lines) {
    if (line.text.trim() === '') close();
    else if (open && width && continues(open.last, line.text, width)) {
      open.text += joint(open.text, line.text.trim()) + line.text.trim();
      open.last = line.text;
    } else {
      close();
      open = { text: line.text.trim(), line, last: line.text };
    }
  }
  close();
  return paragraphs;
}

function continues(last: string, next: string, width: number): boolean {
  if (widthOf(last.trimEnd()) < width - slack || sentenceEnd.test(last)) return false;
  return !headingStart.test(next);
}

function joint(before: string, after: string): string {
  return /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? ' ' : '';
}

const marked = /^(?:#{1,6}|>|\*{1,3}(?=\S.*\*$))\s*|\*{1,3}$/g;

/** Marks of headings and of bold text in Markdown are not the text. */
function toParagraph(text: string, line: Line): Paragraph {
  const level = /^(#{1,6})\s/.exec(text)?.[1]?.length;
  const at = { kind: 'text', line: line.number, column: firstColumn(line.text) } as const;
  const plain = /^[#>*]/.test(text) ? text.replace(marked, '').trim() : text;
  return { kind: 'paragraph', text: plain || text, at, ...(level ? { headingLevel: level } : {}) };
}
