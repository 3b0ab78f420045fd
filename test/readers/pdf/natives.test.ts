/** Functions of the language stay what they are: pdf.js would replace some by slower ones for the whole process. */
import { expect, test } from 'vitest';
import { readDocument, readers } from './both-readers.js';
import { text, writePdf } from './write-pdf.js';

const natives = (): readonly unknown[] => [Array.prototype.push, JSON.parse, Function.prototype.toString];

test.each(readers)('after a reading with %s', async (_, read) => {
  const before = natives();
  await readDocument(read, writePdf([{ content: [text(60, 125, 'Made')] }]));
  expect(natives()).toEqual(before);
});
