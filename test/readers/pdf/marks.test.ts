/** Numbers struck out and marks of notes, by where they stand. */
import { describe, expect, test } from 'vitest';
import type { Glyph } from '#readers/pdf/page.js';
import { raiseDigits } from '#readers/pdf/raised-digits.js';
import { findStruck } from '#readers/pdf/struck-glyphs.js';
import { across } from './hand-made.js';

/** Characters of 10 points side by side, their feet at `bottom`. */
function write(text: string, left: number, bottom: number, size = 10): Glyph[] {
  return [...text].map((char, index) => ({
    text: char,
    left: left + index * size * 0.5,
    right: left + (index + 1) * size * 0.5,
    top: bottom - size,
    bottom,
    size,
    run: 0,
    turn: 0,
  }));
}

const textOf = (glyphs: Iterable<Glyph>): string => [...glyphs].map(({ text }) => text).join('');

describe('a line through a number', () => {
  const glyphs = [...write('125', 100, 50), ...write('114', 116, 50)];

  test.each([
    ['through the old number only', across(45, 100, 115), '125'],
    ['under it', across(49.5, 100, 115), ''],
    ['above it', across(41, 100, 115), ''],
    ['longer than it: the border of a cell', across(45, 60, 180), ''],
    ['beside it', across(45, 140, 160), ''],
  ])('%s', (_, ruling, struck) => {
    expect(textOf(findStruck(glyphs, [ruling]).glyphs)).toBe(struck);
  });

  test('words are not left out', () => {
    expect(findStruck(write('首页', 100, 50), [across(45, 100, 110)]).glyphs.size).toBe(0);
  });
});

describe('a small digit after a figure', () => {
  test.each([
    ['raised', [...write('114', 100, 50), ...write('1', 115, 47, 6)], '114¹'],
    ['raised, of two digits', [...write('114', 100, 50), ...write('12', 115, 47, 6)], '114¹²'],
    ['on the same foot', [...write('114', 100, 50), ...write('1', 115, 50, 6)], '1141'],
    ['as large as the figure', [...write('114', 100, 50), ...write('1', 115, 47)], '1141'],
    ['far away', [...write('114', 100, 50), ...write('1', 180, 47, 6)], '1141'],
    ['after a word', [...write('注', 100, 50), ...write('1', 115, 47, 6)], '注1'],
  ])('%s', (_, glyphs, expected) => {
    expect(textOf(raiseDigits(glyphs))).toBe(expected);
  });
});
