/**
 * A number as it is printed in a cell.
 *
 * A cell holds one number, perhaps signed in words (减3, ↓3), grouped (1,234), torn by spaces or a line
 * break, followed by its unit (251000元) or by a remark in brackets (22（其中修订16件）). What is more
 * than digits is reported as a note, so that a check can speak of it; what is no number at all is
 * `unreadable`, never 0.
 */
import { parseChineseNumber } from './chinese-number.js';
import { foldText, withoutSpace } from './fold.js';
import { remember } from './remember.js';

/** What stood in the cell beside plain digits. */
export type NumberNote =
  | 'full-width'
  | 'thousands'
  | 'inner-space'
  | 'wrapped'
  | 'unit'
  | 'remark'
  | 'sign-in-words'
  | 'chinese-numeral'
  | 'approximate';

export type PrintedNumber =
  | {
      readonly state: 'number';
      readonly value: number;
      /** As printed; null where none is printed. */
      readonly unit: string | null;
      readonly notes: readonly NumberNote[];
    }
  | { readonly state: 'blank' | 'mark' | 'unreadable' };

const mark = /^(?:[/\\／∕⁄|—–―─－\-−_…·.×xX*＊~～]+|无|空|空白|不适用|未填|暂无|N\/?A)$/i;
const pattern = new RegExp(
  '^(?<approx>约|近)?(?<sign>[-+−－﹣–—]|减少|减|下降|降低|增加|增长|增|上升|↓|↑)?' +
    "(?<digits>\\d[\\d,，'’ \\n]*(?:\\. ?\\d[\\d \\n]*)?)" +
    '(?<more>余|多)?(?<unit>万元|亿元|元|件次|人次|件|条|宗|次|项|个|起|份|人|部|家|%)?[。;；、]?$',
);
const negative = /^(?:[-−－﹣–—]|减少|减|下降|降低|↓)$/;
/** More characters than this are prose, or hostile. */
const longestCell = 200;
/** The mark of a note after the figure. */
const noteMark = /^(?<head>.*\d)\s*(?:[[（(【]?[⁰¹²³⁴-⁹₀-₉]+[\])）】]?|[①-⑳*＊※])$/s;
const remark = /^(?<head>[^（(]*\d[^（(]*?)\s*(?<brackets>[（(].*)$/s;

/** Reads the text of one cell. */
export function parsePrintedNumber(text: string): PrintedNumber {
  if (/^\d{1,15}$/.test(text)) return { state: 'number', value: Number(text), unit: null, notes: [] };
  return parseOther(text);
}

/** Labels are asked too whether they are numbers. */
const parseOther = remember((text): PrintedNumber => {
  if (text.length > longestCell) return { state: text.trim() === '' ? 'blank' : 'unreadable' };
  if (/[\u202d\u202e]/.test(text)) return { state: 'unreadable' };
  const folded = foldText(text).trim();
  if (folded === '') return { state: 'blank' };
  if (/^\d{1,15}$/.test(folded)) return plain(text, folded);
  if (mark.test(withoutSpace(folded))) return { state: 'mark' };
  const marked = noteMark.exec(folded)?.groups?.['head'];
  if (marked !== undefined) return withNote(parseFolded(marked.trim(), text), 'remark');
  const { head, brackets = '' } = remark.exec(folded)?.groups ?? {};
  if (head === undefined) return parseFolded(folded, text);
  return isRemark(brackets) ? withNote(parseFolded(head.trim(), text), 'remark') : { state: 'unreadable' };
});

/** Whether all digits stand in brackets, and words with them where a bracket was never closed. */
function isRemark(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (/[（(]/.test(char)) depth++;
    else if (/[)）]/.test(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && /\d/.test(char)) return false;
  }
  return depth === 0 || !/\d/.test(text) || /\p{L}/u.test(text);
}

function plain(text: string, digits: string): PrintedNumber {
  const notes: NumberNote[] = /[０-９]/.test(text) ? ['full-width'] : [];
  return { state: 'number', value: Number(digits), unit: null, notes };
}

function withNote(parsed: PrintedNumber, note: NumberNote): PrintedNumber {
  return parsed.state === 'number' ? { ...parsed, notes: [...parsed.notes, note] } : parsed;
}

function parseFolded(folded: string, original: string): PrintedNumber {
  const groups = pattern.exec(folded.replace(/^(\D{0,2}) +(?=\d)/, '$1'))?.groups;
  if (!groups) return parseInWords(folded);
  const digits = groups['digits'] ?? '';
  const magnitude = Number(digits.replace(/[^\d.]/g, ''));
  const sign = groups['sign'] ?? '';
  if (/[,，'’]/.test(digits) && !isGrouped(digits)) return { state: 'unreadable' };
  if (!Number.isFinite(magnitude) || magnitude > Number.MAX_SAFE_INTEGER) return { state: 'unreadable' };
  return {
    state: 'number',
    value: negative.test(sign) && magnitude !== 0 ? -magnitude : magnitude,
    unit: groups['unit'] ?? null,
    notes: [...notesOfDigits(digits.trim(), original), ...notesOfWords(groups)],
  };
}

function notesOfDigits(digits: string, original: string): NumberNote[] {
  const notes: NumberNote[] = [];
  if (/[０-９]/.test(original)) notes.push('full-width');
  if (/[,，'’]/.test(digits)) notes.push('thousands');
  if (/\d *\n[\s]*\d/.test(digits)) notes.push('wrapped');
  else if (/[\d.] +[\d.]/.test(digits)) notes.push('inner-space');
  return notes;
}

function notesOfWords(groups: Readonly<Record<string, string | undefined>>): NumberNote[] {
  const notes: NumberNote[] = [];
  if (groups['approx'] || groups['more']) notes.push('approximate');
  if (groups['unit']) notes.push('unit');
  if (/[\p{Script=Han}↑↓]/u.test(groups['sign'] ?? '')) notes.push('sign-in-words');
  return notes;
}

function isGrouped(digits: string): boolean {
  return /^\d{1,3}(?:[,，'’]\d{3})+(?:\.\d+)?$/.test(digits.replace(/\s/g, ''));
}

function parseInWords(folded: string): PrintedNumber {
  const value = parseChineseNumber(withoutSpace(folded));
  if (value === undefined) return { state: 'unreadable' };
  return { state: 'number', value, unit: null, notes: ['chinese-numeral'] };
}
