/** What form fields and notes show on a page is printed, though it is no part of the page's own content. */
import { expect, test } from 'vitest';
import { readDocument, readWithPdfium, tablesOf } from './both-readers.js';
import { frame, rule, text, type WrittenPage, writePdf } from './write-pdf.js';

const page: WrittenPage = {
  content: [
    frame(50, 100, 200, 40),
    rule(150, 100, 150, 140),
    rule(50, 120, 250, 120),
    text(60, 125, 'Made'),
  ],
};

test.each([
  ['Widget', '114'],
  ['FreeText', '114'],
] as const)('the figure a %s shows stands in its cell', async (subtype, shows) => {
  const annotations = [{ subtype, x: 170, y: 123, shows }];
  const document = await readDocument(readWithPdfium, writePdf([page, { ...page, annotations }]));
  expect(tablesOf(document).flat()).toContainEqual(['Made', shows]);
});

test('a page with links only is read as it is', async () => {
  const annotations = [{ subtype: 'Link', x: 170, y: 123, shows: '114' }] as const;
  const document = await readDocument(readWithPdfium, writePdf([{ ...page, annotations }]));
  expect(tablesOf(document).flat()).toContainEqual(['Made', '']);
});
