/** The rows of a manifest, streamed: CSV with any of three delimiters, or a JSON object a line. */
import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { Fault } from './input-error.js';
import type { ManifestFormat } from './manifest-columns.js';
import type { RawRow } from './manifest-row.js';
import { longestLine, readLines } from './text-pieces.js';

export interface BrokenRow {
  readonly line: number;
  readonly fault: Fault;
}

export function readRows(
  pieces: AsyncIterable<string>,
  format: ManifestFormat,
): AsyncGenerator<RawRow | BrokenRow> {
  return format === 'jsonl' ? readJsonLines(pieces) : readCsv(pieces, format.delimiter);
}

async function* readJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<RawRow | BrokenRow> {
  for await (const { number, text } of readLines(pieces))
    if (text.trim() !== '') yield parseJsonLine(number, text);
}

function parseJsonLine(line: number, text: string): RawRow | BrokenRow {
  try {
    const value: unknown = JSON.parse(text);
    if (value && typeof value === 'object' && !Array.isArray(value))
      return { line, cells: Object.entries(value) };
  } catch {
    // Said below, as of any other line that holds no object.
  }
  return { line, fault: { code: 'bad-manifest-row', detail: 'no JSON object' } };
}

async function* readCsv(
  pieces: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<RawRow | BrokenRow> {
  const broken: BrokenRow[] = [];
  let end = 0;
  const parser = parse({
    delimiter,
    info: true,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
    skip_records_with_error: true,
    on_record: (record: string[], { lines }) => {
      end = lines;
      return record;
    },
    on_skip: (error) => {
      // A row that is too long breaks again and again until its end.
      if (broken.at(-1)?.line !== end + 1) broken.push(toBrokenRow(end + 1, error));
      return undefined;
    },
  });
  pipeline(Readable.from(pieces), parser, () => {});
  let head: readonly string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* broken.splice(0);
    if (head) yield { line: firstLineOf(record, info), cells: pair(head, record) };
    head ??= record;
  }
  yield* broken.splice(0);
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/** The parser counts the line a record ends on. */
function firstLineOf(record: readonly string[], { lines }: Info): number {
  return lines - record.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
}

function pair(head: readonly string[], record: readonly string[]): RawRow['cells'] {
  return record.map((cell, index) => [head[index] ?? '', cell]);
}

function toBrokenRow(line: number, error: CsvError | undefined): BrokenRow {
  return { line, fault: { code: 'bad-manifest-row', ...(error && { detail: error.code }) } };
}
