/** Both readers under one name each, and their answers in a form that reads well in a test. */

import { type Document, findTables, type Table } from '#model/document.js';
import type { ReadResult } from '#model/reading.js';
import { loadEngines } from '#processes/engines.js';
import { readPdf } from '#readers/pdf-pdfium/read.js';
import { readPdfWithPdfjs } from '#readers/pdf-pdfjs/read.js';
import { options, readingOf } from '../reading.js';

const engines = loadEngines();

type Reader = (bytes: Uint8Array) => Promise<ReadResult>;

export const readWithPdfium: Reader = async (bytes) => readPdf(bytes, options, await engines.pdfium());

export const readers: readonly [name: string, read: Reader][] = [
  ['pdfium', readWithPdfium],
  ['pdfjs', async (bytes) => readPdfWithPdfjs(bytes, options, await engines.pdfjs())],
];

export async function readDocument(read: Reader, bytes: Uint8Array): Promise<Document> {
  const { document, close } = readingOf(await read(bytes));
  close();
  return document;
}

/** Row by row: `text`, or `text (rows×columns)` for a cell that spans. */
function tableToRows(table: Table): string[][] {
  const rows: string[][] = Array.from({ length: table.rows }, () => []);
  for (const { row, rowSpan, columnSpan, text } of table.cells)
    rows[row]?.push(rowSpan * columnSpan > 1 ? `${text} (${rowSpan}×${columnSpan})` : text);
  return rows;
}

export const tablesOf = (document: Document): string[][][] =>
  [...findTables(document.blocks)].map(tableToRows);

export const paragraphsOf = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
