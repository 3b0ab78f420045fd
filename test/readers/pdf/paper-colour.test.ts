/** What is written in the colour of the paper is seen on a coloured ground, and nowhere else. */
import { describe, expect, test } from 'vitest';
import { readDocument, readers, tablesOf } from './both-readers.js';
import { fill, frame, rule, text, writePdf } from './write-pdf.js';

const inPaper = (content: string): string => `1 g ${content} 0 g`;
const grid = [
  frame(50, 100, 200, 40),
  rule(150, 100, 150, 140),
  rule(50, 120, 250, 120),
  text(60, 125, 'Made'),
];

describe.each(readers)('%s', (_, read) => {
  test.each([
    ['beside a figure', [inPaper(text(160, 125, '99')), text(185, 125, '114')], '114', ['hidden-text']],
    ['alone in its cell', [inPaper(text(160, 125, '99'))], '', ['hidden-text']],
    ['on a coloured ground', [fill(151, 121, 98, 18, 0.4), inPaper(text(160, 125, '99'))], '99', []],
    [
      'on a ground of its own colour',
      [fill(151, 121, 98, 18, 1), inPaper(text(160, 125, '99'))],
      '',
      ['hidden-text'],
    ],
  ])('%s', async (__, content, figure, remarks) => {
    const document = await readDocument(read, writePdf([{ content: [...grid, ...content] }]));
    expect(tablesOf(document).flat()).toContainEqual(['Made', figure]);
    expect(document.remarks.map(({ code }) => code)).toEqual(remarks);
  });
});
