/** Both readers under one name each, and their answers in a form that reads well in a test. */
import { loadEngines } from '#cli/engines.js';
import { type Document, findTables, type Table } from '#model/document.js';
import { defaultLimits, type ReadResult } from '#model/reading.js';
import { readPdf } from '#readers/pdf-pdfium/read.js';
import { readPdfWithPdfjs } from '#readers/pdf-pdfjs/read.js';

const engines = loadEngines();
const options = { limits: defaultLimits };

export type Reader = (bytes: Uint8Array) => Promise<ReadResult>;

export const readers: readonly [name: string, read: Reader][] = [
  ['pdfium', async (bytes) => readPdf(bytes, options, await engines.pdfium())],
  ['pdfjs', async (bytes) => readPdfWithPdfjs(bytes, options, await engines.pdfjs())],
];

export async function readDocument(read: Reader, bytes: Uint8Array): Promise<Document> {
  const result = await read(bytes);
  if ('failure' in result) throw new Error(JSON.stringify(result.failure));
  result.reading.close();
  return result.reading.document;
}

export async function failureOf(read: Reader, bytes: Uint8Array): Promise<string | undefined> {
  const result = await read(bytes);
  if ('failure' in result) return result.failure.code;
  result.reading.close();
  return undefined;
}

/** Row by row: `text`, or `text (rows×columns)` for a cell that spans. */
export function tableToRows(table: Table | undefined): string[][] {
  if (!table) return [];
  const rows: string[][] = Array.from({ length: table.rows }, () => []);
  for (const { row, rowSpan, columnSpan, text } of table.cells)
    rows[row]?.push(rowSpan * columnSpan > 1 ? `${text} (${rowSpan}×${columnSpan})` : text);
  return rows;
}

export const tablesOf = (document: Document): string[][][] =>
  [...findTables(document.blocks)].map(tableToRows);

export const paragraphsOf = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
