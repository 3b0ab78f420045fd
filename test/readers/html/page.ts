/** A page in memory, and what the two readers make of it. */
import { type Document, findTables, type Table, tableToGrid } from '#model/document.js';
import type { Reading } from '#model/reading.js';
import { readHtml } from '#readers/html/html.js';
import { readHtmlEvents } from '#readers/html-events/html-events.js';
import { options, readingOf } from '../reading.js';

export const readPage = (page: string | Uint8Array, given = options): Reading =>
  readingOf(readHtml(bytesOf(page), given));
export const readPageAgain = (page: string | Uint8Array, given = options): Reading =>
  readingOf(readHtmlEvents(bytesOf(page), given));

const bytesOf = (page: string | Uint8Array): Uint8Array =>
  typeof page === 'string' ? new TextEncoder().encode(page) : page;

/** Texts by position, a merged cell in every position it covers. */
const toTexts = (table: Table): (string | undefined)[][] =>
  tableToGrid(table).map((line) => line.map((cell) => cell?.text));

export const tablesOf = ({ blocks }: Document): (string | undefined)[][][] =>
  [...findTables(blocks)].map(toTexts);

/** Paragraphs as they stand, a table as `[table]`. */
export const outlineOf = ({ blocks }: Document): string[] =>
  blocks.map((block) => (block.kind === 'table' ? '[table]' : block.text));

/** The tables of a page, as both readers see it. */
export const bothTables = (page: string): [(string | undefined)[][][], (string | undefined)[][][]] => [
  tablesOf(readPage(page).document),
  tablesOf(readPageAgain(page).document),
];
