/** `gouji read FILE…`: the document model of any file, report or not. */
import { readFile, stat } from 'node:fs/promises';
import { type Document, findTables, type Table, tableToGrid } from '#model/document.js';
import { defaultLimits } from '#model/reading.js';
import { readDocument } from '#pipeline/read-document.js';
import { loadEngines } from './engines.js';
import { UsageError } from './usage-error.js';

export const tableFormats = ['csv', 'html', 'md'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** Emits one text a file; tells whether every file could be read. */
export async function readFiles(
  files: readonly string[],
  tables: TableFormat | undefined,
  emit: (text: string) => void,
): Promise<boolean> {
  const engines = loadEngines();
  let whole = true;
  for (const path of files) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new UsageError(`no such file: ${path}`);
    const result = await readDocument(await readFile(path), { limits: defaultLimits }, engines);
    if ('failure' in result) {
      whole = false;
      emit(JSON.stringify({ name: path, failure: result.failure }));
      continue;
    }
    emit(
      tables
        ? tablesToText(result.reading.document, tables)
        : JSON.stringify({ name: path, ...result.reading.document }),
    );
    result.reading.close();
  }
  return whole;
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
