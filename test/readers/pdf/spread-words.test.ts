/** Labels whose characters are spread over their column are words; headings written downwards are not. */
import { expect, test } from 'vitest';
import { lineToPieces } from '#readers/pdf/columns.js';
import { rowToLine } from '#readers/pdf/lines.js';
import { findSpreadColumns, joinSpread } from '#readers/pdf/spread-words.js';
import { glyphs } from './hand-made.js';

/** A line of words, each at its place. */
const line = (top: number, ...words: (readonly [left: number, text: string])[]) =>
  lineToPieces(rowToLine(words.flatMap(([left, text], run) => glyphs(text, left, top, run))));

/** One word's characters from 100 to 200. */
const spread = (text: string): (readonly [number, string])[] =>
  [...text].map((character, index) => [100 + (index * 90) / (text.length - 1), character]);

const joined = (lines: readonly ReturnType<typeof line>[]): string[][] => {
  const columns = findSpreadColumns(lines);
  return lines.map((pieces) => joinSpread(pieces, columns).map(({ text }) => text.replace(/ /g, '')));
};

test('words between the same ends are joined, the short ones too', () => {
  const lines = [
    line(0, ...spread('行政许可'), [260, '17']),
    line(20, ...spread('行政处罚'), [260, '4']),
    line(40, ...spread('规章'), [260, '0']),
  ];
  expect(joined(lines)).toEqual([
    ['行政许可', '17'],
    ['行政处罚', '4'],
    ['规章', '0'],
  ]);
});

test('one line is no witness', () => {
  expect(joined([line(0, ...spread('行政许可'), [260, '17'])])).toEqual([['行', '政', '许', '可', '17']]);
});

test('words that end elsewhere are not joined', () => {
  const lines = [
    line(0, ...spread('行政许可'), [260, '17']),
    line(20, ...spread('行政处罚'), [260, '4']),
    line(40, [100, '规'], [150, '章'], [260, '0']),
  ];
  expect(joined(lines).at(-1)).toEqual(['规', '章', '0']);
});

test('headings written downwards over figures stay apart', () => {
  const lines = [
    line(0, ...spread('自商科社')),
    line(10, ...spread('然业研会')),
    line(20, [100, '17'], [130, '3'], [160, '0'], [190, '1']),
    line(30, ...spread('自商科社')),
  ];
  expect(joined(lines)[0]).toEqual(['自', '商', '科', '社']);
});
