/** A table that runs over the edge of the page is read whole, and doubted where the paper does not show it. */
import { describe, expect, test } from 'vitest';
import { findTables } from '#model/document.js';
import { readDocument, readers, tablesOf } from './both-readers.js';
import { frame, rule, text, writePdf } from './write-pdf.js';

/** The width of the page. */
const edge = 400;
const left = edge - 120;
const right = edge + 40;
const table = [
  frame(left, 100, right - left, 40),
  rule(left, 120, right, 120),
  rule(left + 60, 100, left + 60, 140),
  rule(left + 100, 100, left + 100, 140),
  text(left + 5, 125, 'Made'),
  text(left + 65, 125, '17'),
  text(edge - 6, 125, '29'),
  text(left + 5, 105, 'Held'),
  text(left + 65, 105, '8'),
  text(edge + 10, 105, '41'),
];

describe.each(readers)('%s', (_, read) => {
  test('half a number, and one wholly beyond the edge, stand in their cells and are doubted', async () => {
    const document = await readDocument(read, writePdf([{ content: table }]));
    expect(tablesOf(document)).toEqual([
      [
        ['Made', '17', '29'],
        ['Held', '8', '41'],
      ],
    ]);
    const cells = [...findTables(document.blocks)].flatMap((found) => found.cells);
    expect(cells.filter(({ doubts }) => doubts?.includes('clipped')).map((cell) => cell.text)).toEqual([
      '29',
      '41',
    ]);
  });

  test('a table as wide as the page, with its borders, is not doubted', async () => {
    const wide = [
      frame(0, 100, edge, 40),
      rule(0, 120, edge, 120),
      rule(150, 100, 150, 140),
      text(60, 125, 'Made'),
      text(160, 125, '17'),
    ];
    const document = await readDocument(read, writePdf([{ content: wide }]));
    const cells = [...findTables(document.blocks)].flatMap((found) => found.cells);
    expect(cells.map((cell) => cell.text)).toEqual(['Made', '17', '', '']);
    expect(cells.every(({ doubts = [] }) => doubts.length === 0)).toBe(true);
  });

  test('what merely lies beyond the edge is left alone', async () => {
    const inside = [
      frame(50, 100, 200, 40),
      rule(50, 120, 250, 120),
      rule(150, 100, 150, 140),
      text(60, 125, 'Made'),
      text(160, 125, '17'),
      text(edge + 30, 125, '99'),
    ];
    const document = await readDocument(read, writePdf([{ content: inside }]));
    expect(tablesOf(document)[0]?.[0]).toEqual(['Made', '17']);
    expect(document.stream).not.toContain('99');
  });
});
