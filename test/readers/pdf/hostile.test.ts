/** Broken files end in a document or a failure, never in an exception, and the next file is read as ever. */
import { describe, expect, test } from 'vitest';
import { loadEngines } from '#cli/engines.js';
import { defaultLimits } from '#model/reading.js';
import { readPdf } from '#readers/pdf-pdfium/read.js';
import { failureOf, readDocument, readers, tablesOf } from './both-readers.js';
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

/** A small generator of numbers, so that a failing file can be made again. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const truncated = Array.from({ length: 12 }, (_, i) => sound.slice(0, Math.floor((sound.length * i) / 12)));
const flipped = Array.from({ length: 60 }, (_, seed) => {
  const bytes = sound.slice();
  const random = numbers(seed + 1);
  for (let i = 0; i < 12; i++) {
    const at = Math.floor(random.next().value * bytes.length);
    bytes[at] = bytes[at]! ^ (1 << Math.floor(random.next().value * 8));
  }
  return bytes;
});

describe.each(readers)('%s', (_, read) => {
  test('truncated and bit-flipped files', async () => {
    for (const bytes of [...truncated, ...flipped]) {
      const result = await read(bytes);
      if ('reading' in result) result.reading.close();
      else expect(result.failure.code).toMatch(/^[a-z-]+$/);
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
  ])('%s', async (_name, bytes, code) => expect(await failureOf(read, bytes)).toBe(code));
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
    const result = await readPdf(sound, { limits: defaultLimits }, engine);
    if ('reading' in result) result.reading.close();
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
  const result = await readPdf(sound, { limits: defaultLimits }, engine);
  expect('reading' in result).toBe(true);
});

test('a cell is confirmed without the grid, until the reading is closed', async () => {
  const result = await readPdf(sound, { limits: defaultLimits }, await loadEngines().pdfium());
  if ('failure' in result) throw new Error(result.failure.code);
  const [table] = result.reading.document.blocks;
  const texts = table?.kind === 'table' ? table.cells.map(({ at }) => result.reading.confirm(at)) : [];
  expect(texts).toEqual(['A', '12', '', '']);
  expect(result.reading.confirm({ kind: 'text', line: 1, column: 1 })).toBeUndefined();
  result.reading.close();
});
