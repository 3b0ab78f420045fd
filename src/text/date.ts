/** Dates and years as printed: 2021年1月26日, 二○一二年三月, 2022-02-08 16:34. */
import { parseWholeNumber } from './chinese-number.js';
import { foldText, squeeze } from './fold.js';

const digit = '[\\d〇○◯零一二三四五六七八九十]';
const chineseDate = new RegExp(`(${digit}{4})年(${digit}{1,3})月(${digit}{1,3})日`);
const plainDate = /(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const chineseYear = new RegExp(`(?<!${digit})(${digit}{4})(?:年度|年)`, 'g');

/** ISO date of the first date in the text, if there is a possible one. */
export function findDate(text: string): string | undefined {
  const match = chineseDate.exec(squeeze(text)) ?? plainDate.exec(foldText(text));
  if (!match) return undefined;
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => parseWholeNumber(part ?? ''));
  if (!year || !month || !day || month > 12 || year < 1990 || year > 2100) return undefined;
  if (day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Every plausible year written with 年 or 年度, in order. */
export function findYears(text: string): number[] {
  return [...squeeze(text).matchAll(chineseYear)]
    .map((match) => parseWholeNumber(match[1] ?? ''))
    .filter((year): year is number => year !== undefined && year >= 1990 && year <= 2100);
}
