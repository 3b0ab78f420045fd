/** What a page was read from, kept on request: the same from both readers. */
import { describe, expect, test } from 'vitest';
import type { PageSketch } from '#model/page-sketch.js';
import type { Box } from '#model/place.js';
import { loadEngines } from '#processes/engines.js';
import { readPdf } from '#readers/pdf-pdfium/read.js';
import { renderPdf } from '#readers/pdf-pdfium/render.js';
import { readPdfWithPdfjs } from '#readers/pdf-pdfjs/read.js';
import { options, readingOf } from '../reading.js';
import { fill, frame, rule, text, turnedText, writePdf } from './write-pdf.js';

const engines = loadEngines();
const sketching = { ...options, sketch: true };

/** A table of two by two whose second column has no text, a heading, white digits, and digits struck out. */
const page = [
  ...[frame(50, 100, 300, 60), rule(50, 130, 350, 130), rule(200, 100, 200, 160)],
  ...[text(60, 140, 'A'), text(60, 110, 'B'), text(210, 110, '56'), text(60, 250, 'Heading')],
  `1 g ${text(70, 225, '99')} 0 g`,
  ...[text(62, 201, '7777'), rule(61, 204.5, 85, 204.5)],
];

const near = ([left, top]: Box, x: number, y: number): boolean =>
  Math.abs(left - x) < 4 && Math.abs(top - y) < 6;

describe.each([
  ['pdfium', async (bytes: Uint8Array) => readPdf(bytes, sketching, await engines.pdfium())],
  ['pdfjs', async (bytes: Uint8Array) => readPdfWithPdfjs(bytes, sketching, await engines.pdfjs())],
] as const)('%s', (_, read) => {
  const sketch = async (
    ...pages: readonly Parameters<typeof writePdf>[0][number][]
  ): Promise<PageSketch[]> => {
    const reading = readingOf(await read(writePdf(pages)));
    reading.close();
    return [...(reading.sketches ?? [])];
  };

  test('rulings, grids, words, and what was left out', async () => {
    const [only, ...others] = await sketch({ content: page });
    expect(others).toEqual([]);
    expect(only).toMatchObject({ number: 1, width: 400, height: 300, running: [], lost: [] });
    expect(only?.rulings.every(({ origin }) => origin === 'drawn')).toBe(true);
    expect(only?.lattices.length).toBe(1);
    expect(only?.lattices[0]?.filter(({ box: [left, , right] }) => left === right).length).toBe(3);
    expect(only?.words.map((word) => word.text).sort()).toEqual(['56', 'A', 'B', 'Heading']);
    expect(only?.hidden.some((box) => near(box, 70, 67))).toBe(true);
    expect(only?.struck.some((box) => near(box, 62, 91))).toBe(true);
  });

  test('of a turned page all is where it is displayed', async () => {
    const [turned] = await sketch({ content: [turnedText(100, 50, 'turned words', [0, 1])] });
    const word = turned?.words[0];
    expect(word).toMatchObject({ turn: 270 });
    const [left = 0, top = 0, right = 0, bottom = 0] = word?.box ?? [];
    expect(right - left).toBeLessThan(bottom - top);
    expect(left).toBeGreaterThan(80);
    expect(right).toBeLessThan(110);
  });

  test('page numbers are running, and not lost', async () => {
    const pages = [1, 2, 3].map((number) => ({
      content: [text(60, 200, `words ${'of'.repeat(number)}`), text(200, 10, `- ${number} -`)],
    }));
    const sketches = await sketch(...pages);
    expect(sketches.map(({ running }) => running.map((line) => line.text))).toEqual([
      ...[['- 1 -'], ['- 2 -'], ['- 3 -']],
    ]);
    expect(sketches.flatMap(({ lost }) => lost)).toEqual([]);
  });
});

test('is not kept where nobody asked for it', async () => {
  const reading = readingOf(await readPdf(writePdf([{ content: page }]), options, await engines.pdfium()));
  expect(reading.sketches).toBeUndefined();
  reading.close();
});

describe('pages as pictures', () => {
  const render = async (bytes: Uint8Array, dotsPerInch: number, most = 9) => {
    const pages = [];
    for await (const picture of renderPdf(bytes, { dotsPerInch, most }, await engines.pdfium()))
      pages.push(picture);
    return pages;
  };

  test('a black field on white paper is black where it stands, whichever way the page is turned', async () => {
    for (const [rotate, x, y] of [
      [0, 110, 90],
      [90, 210, 110],
    ] as const) {
      const [only] = await render(
        writePdf([{ rotate, content: [text(5, 5, 'x'), fill(100, 200, 20, 20)] }]),
        72,
      );
      expect([only?.width, only?.height]).toEqual(rotate === 0 ? [400, 300] : [300, 400]);
      const at = 3 * (y * (only?.width ?? 0) + x);
      expect([...(only?.pixels.subarray(at, at + 3) ?? [])]).toEqual([0, 0, 0]);
      expect([...(only?.pixels.subarray(0, 3) ?? [])]).toEqual([255, 255, 255]);
    }
  });

  test('at most so many, none too large, none of what is no PDF', async () => {
    const pages = writePdf([1, 2, 3].map((number) => ({ content: [text(50, 50, String(number))] })));
    expect((await render(pages, 72, 2)).map(({ number }) => number)).toEqual([1, 2]);
    const [large] = await render(pages, 7200, 1);
    expect((large?.width ?? 0) * (large?.height ?? 0)).toBeLessThan(4_100_000);
    expect(await render(new TextEncoder().encode('%PDF-1.4 nothing'), 72)).toEqual([]);
  });
});
