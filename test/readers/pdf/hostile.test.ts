/** Broken files end in a document or a failure, never in an exception, and the next file is read as ever. */
import { describe, expect, test } from 'vitest';
import { failureCodes } from '#model/failure.js';
import { defaultLimits } from '#model/reading.js';
import { loadEngines } from '#processes/engines.js';
import { readPdf } from '#readers/pdf-pdfium/read.js';
import { createRandom } from '../../generator/random.js';
import { failureOf, options, readingOf } from '../reading.js';
import { readDocument, readers, readWithPdfium, tablesOf } from './both-readers.js';
import { frame, rule, text, writePdf } from './write-pdf.js';

const sound = writePdf([
  {
    content: [
      frame(50, 100, 300, 40),
      rule(50, 120, 350, 120),
      rule(200, 100, 200, 140),
      text(60, 125, 'A'),
      text(210, 125, '12'),
    ],
  },
]);

const truncated = Array.from({ length: 12 }, (_, i) => sound.slice(0, Math.floor((sound.length * i) / 12)));
const flipped = Array.from({ length: 60 }, (_, seed) => {
  const bytes = sound.slice();
  const random = createRandom(seed);
  for (let i = 0; i < 12; i++) {
    const at = random.integer(0, bytes.length - 1);
    bytes[at] = bytes[at]! ^ (1 << random.integer(0, 7));
  }
  return bytes;
});

describe.each(readers)('%s', (_, read) => {
  test('truncated and bit-flipped files', async () => {
    for (const bytes of [...truncated, ...flipped]) {
      const code = failureOf(await read(bytes));
      if (code !== undefined) expect(failureCodes).toContain(code);
    }
    expect(tablesOf(await readDocument(read, sound))).toEqual([
      [
        ['A', '12'],
        ['', ''],
      ],
    ]);
  });

  test.each([
    ['nothing', new Uint8Array(), 'corrupt'],
    ['no PDF', new TextEncoder().encode('<html></html>'), 'corrupt'],
    ['a blank page', writePdf([{ content: [] }]), 'empty'],
  ])('%s', async (_name, bytes, code) => expect(failureOf(await read(bytes))).toBe(code));
});

describe('limits', () => {
  const pages = writePdf([{ content: [text(50, 50, 'a')] }, { content: [text(50, 50, 'b')] }]);

  test.each([
    ['more pages than allowed', { ...defaultLimits, pages: 1 }],
    ['more bytes than allowed', { ...defaultLimits, fileBytes: 100 }],
  ])('%s', async (_, limits) => {
    const result = await readPdf(pages, { limits }, await loadEngines().pdfium());
    expect(result).toMatchObject({ failure: { code: 'too-large' } });
  });
});

test('what is closed is freed: three hundred documents do not grow the heap', async () => {
  const engine = await loadEngines().pdfium();
  const read = async (): Promise<void> => {
    readingOf(await readPdf(sound, options, engine)).close();
  };
  await read();
  const before = (await engine.instance()).HEAPU8.length;
  for (let i = 0; i < 300; i++) await read();
  expect((await engine.instance()).HEAPU8.length).toBe(before);
});

test('after a trap the engine starts afresh', async () => {
  const engine = await loadEngines().pdfium();
  const broken = await engine.instance();
  await engine.discard(broken);
  // Compared as a boolean: a failing toBe would print two heaps.
  expect((await engine.instance()) === broken).toBe(false);
  expect(failureOf(await readPdf(sound, options, engine))).toBeUndefined();
});

test('a cell is confirmed without the grid, until the reading is closed', async () => {
  const { document, confirm, close } = readingOf(await readWithPdfium(sound));
  const [table] = document.blocks;
  const texts = table?.kind === 'table' ? table.cells.map(({ at }) => confirm(at)) : [];
  expect(texts).toEqual(['A', '12', '', '']);
  expect(confirm({ kind: 'text', line: 1, column: 1 })).toBeUndefined();
  close();
});
