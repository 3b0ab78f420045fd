/** What others do with the same bytes, and how much faster or slower than they are we mean to be. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { load } from 'cheerio';
import mammoth from 'mammoth';
import { restoreNatives } from '#readers/pdf-pdfjs/natives.js';
import type { Format } from '../test/generator/case.js';
import { readCharacters } from './pdfium.js';

export type Grid = readonly (readonly string[])[];

export interface Counterpart {
  readonly name: string;
  read(bytes: Uint8Array): unknown;
  /** Our time as a multiple of theirs. */
  readonly target?: number;
  /** A program of its own: of its processor time nothing is seen here. */
  readonly isProcess?: true;
}

/** `pdftotext` is left out where it is not installed. */
export function counterpartsOf(format: Format): readonly Counterpart[] {
  return counterparts[format].filter(({ isProcess }) => !isProcess || hasPdftotext());
}

const counterparts: Readonly<Record<Format, readonly Counterpart[]>> = {
  html: [{ name: 'cheerio.load', read: (bytes) => load(decode(bytes)), target: 3 }],
  docx: [{ name: 'mammoth → cheerio → grids', read: readDocxGrids, target: 1 / 10 }],
  pdf: [
    { name: 'PDFium, text only', read: readCharacters, target: 1.8 },
    { name: 'pdf-parse getTable()', read: readPdfTables, target: 1 / 5 },
    { name: 'pdftotext -layout', read: runPdftotext, isProcess: true },
  ],
  text: [],
};

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export async function readDocxGrids(bytes: Uint8Array): Promise<Grid[]> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const $ = load(value);
  return $('table')
    .toArray()
    .map((table) => {
      const rows = $(table).find('tr').toArray();
      const grid: string[][] = rows.map(() => []);
      rows.forEach((row, index) => {
        let column = 0;
        for (const cell of $(row).children('td,th').toArray()) {
          while (grid[index]?.[column] !== undefined) column++;
          const { rowspan = '1', colspan = '1' } = cell.attribs;
          const text = $(cell).text();
          for (let down = 0; down < Number(rowspan); down++)
            for (let right = 0; right < Number(colspan); right++) {
              const line = grid[index + down];
              if (line) line[column + right] = text;
            }
        }
      });
      return grid;
    });
}

export async function readPdfTables(bytes: Uint8Array): Promise<Grid[]> {
  const { PDFParse } = await import('pdf-parse');
  const parser = new PDFParse({ data: bytes.slice(), ...pdfjsFolders });
  try {
    const { pages } = await parser.getTable();
    return pages.flatMap(({ tables }) => tables);
  } finally {
    restoreNatives();
    await parser.destroy();
  }
}

/** Without its character maps pdf.js reads no fonts that are not embedded. */
const pdfjsFolders = findPdfjsFolders();

function findPdfjsFolders(): { cMapUrl: string; cMapPacked: boolean; standardFontDataUrl: string } {
  const ofPdfParse = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  const root = dirname(ofPdfParse.resolve('pdfjs-dist/package.json'));
  return {
    cMapUrl: join(root, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts') + sep,
  };
}

function hasPdftotext(): boolean {
  return spawnSync('pdftotext', ['-v']).error === undefined;
}

function runPdftotext(bytes: Uint8Array): string {
  return spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: bytes,
    maxBuffer: 2 ** 26,
  }).stdout.toString();
}
