/** A figure right behind its label is a piece of its own where other figures stand above or below it. */
import { expect, test } from 'vitest';
import { splitAbutting } from '#readers/pdf/abutting-figures.js';
import { lineToPieces } from '#readers/pdf/columns.js';
import { rowToLine } from '#readers/pdf/lines.js';
import { glyphs } from './hand-made.js';

/** A line of words, each drawn by itself at its place. */
const line = (top: number, ...words: (readonly [left: number, text: string])[]) =>
  lineToPieces(rowToLine(words.flatMap(([left, text], run) => glyphs(text, left, top, run))));

const textsOf = (lines: readonly ReturnType<typeof line>[]): string[][] =>
  splitAbutting(lines).map((pieces) => pieces.map(({ text }) => text));

const rows = [
  line(0, [10, '属于国家秘密'], [71, '4'], [120, '17']),
  line(20, [20, '总计'], [71, '25'], [120, '9']),
  line(40, [10, '重复申请'], [71, '0'], [120, '3']),
];

test('the figure begins where figures of other lines begin', () => {
  expect(textsOf(rows)).toEqual([
    ['属于国家秘密', '4', '17'],
    ['总计', '25', '9'],
    ['重复申请', '0', '3'],
  ]);
});

test('a number at the end of a sentence stands where no figure does', () => {
  const prose = line(60, [10, '共收到申请'], [61, '12']);
  expect(textsOf([...rows, prose]).at(-1)).toEqual(['共收到申请12']);
});

test('a number that was drawn with its word belongs to it', () => {
  const label = line(60, [10, '属于国家秘密4'], [120, '17']);
  expect(textsOf([...rows, label]).at(-1)).toEqual(['属于国家秘密4', '17']);
});
