/** `gouji read FILE…`: the document model of any file, report or not. */
import { readFile, stat } from 'node:fs/promises';
import { type Document, findTables, type Table, tableToGrid } from '#model/document.js';
import type { Failure } from '#model/failure.js';
import { defaultLimits } from '#model/reading.js';
import type { Engines } from '#pipeline/engines.js';
import { readDocument } from '#pipeline/read-document.js';
import { previewDocument } from '#pipeline/readers.js';
import { loadEngines } from '#processes/engines.js';
import { UsageError } from './usage-error.js';

type TableFormat = 'csv' | 'html' | 'md';

export interface ReadFilesOptions {
  readonly tables?: TableFormat;
  /** A DOCX as HTML instead of its model. */
  readonly preview?: boolean;
}

/** Emits one text a file; tells whether every file could be read. */
export async function readFiles(
  files: readonly string[],
  options: ReadFilesOptions,
  emit: (text: string) => void,
): Promise<boolean> {
  const engines = loadEngines();
  let whole = true;
  for (const path of files) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new UsageError(`no such file: ${path}`);
    const bytes = await readFile(path);
    const text = options.preview ? await toPreview(bytes) : await toModel(bytes, path, options, engines);
    if (typeof text === 'string') emit(text);
    else {
      whole = false;
      emit(JSON.stringify({ name: path, ...text }));
    }
  }
  return whole;
}

type Text = string | { readonly failure: Failure };

async function toPreview(bytes: Uint8Array): Promise<Text> {
  const preview = await previewDocument(bytes, { limits: defaultLimits });
  return 'html' in preview ? preview.html : preview;
}

async function toModel(
  bytes: Uint8Array,
  name: string,
  { tables }: ReadFilesOptions,
  engines: Engines,
): Promise<Text> {
  const result = await readDocument(bytes, { limits: defaultLimits }, engines);
  if ('failure' in result) return { failure: result.failure };
  const { document } = result.reading;
  const text = tables ? tablesToText(document, tables) : JSON.stringify({ name, ...document });
  result.reading.close();
  return text;
}

function tablesToText(document: Document, format: TableFormat): string {
  return [...findTables(document.blocks)].map((table) => tableWriters[format](table)).join('\n');
}

const tableWriters: Readonly<Record<TableFormat, (table: Table) => string>> = {
  csv: (table) =>
    `${gridTexts(table)
      .map((row) => row.map(toCsvField).join(','))
      .join('\n')}\n`,
  md: (table) => {
    const [head, ...body] = gridTexts(table).map((row) => `| ${row.map(toMarkdownCell).join(' | ')} |`);
    return `${[head ?? '', `|${' --- |'.repeat(table.columns)}`, ...body].join('\n')}\n`;
  },
  html: (table) => {
    const rows = Array.from({ length: table.rows }, (_, row) =>
      table.cells
        .filter((cell) => cell.row === row)
        .map(toHtmlCell)
        .join(''),
    );
    return `<table>\n${rows.map((row) => `<tr>${row}</tr>`).join('\n')}\n</table>\n`;
  },
};

/** Text at every position; a spanning cell's stands at its first. */
function gridTexts(table: Table): string[][] {
  return tableToGrid(table).map((row, rowIndex) =>
    row.map((cell, column) => (cell && cell.row === rowIndex && cell.column === column ? cell.text : '')),
  );
}

function toCsvField(text: string): string {
  const safe = /^[=+@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toMarkdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '<br>');
}

function toHtmlCell({ text, rowSpan, columnSpan }: Table['cells'][number]): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
  const spans = `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}`;
  return `<td${spans}>${escaped}</td>`;
}
