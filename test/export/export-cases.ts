/** Stores to export, and what stands in the files of an export. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseReport } from '#cli/library.js';
import type { OutputRecord, ReportRecord } from '#records/record.js';
import { recordToRows } from '#store/result-rows.js';
import type { Manifest } from '#store/save-source.js';
import type { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';

export const engine = { reading: 'reading', judging: 'judging' };
const at = '2026-01-01T00:00:00.000Z';

interface Saved {
  readonly location?: string;
  readonly engine?: typeof engine;
  readonly manifest?: Manifest;
}

/** Records into a store as an import stores them. */
export async function saveRecords(
  store: Store,
  records: readonly OutputRecord[],
  saved: Saved = {},
): Promise<void> {
  const importId = await store.startImport([], '0', at);
  const documents = [];
  for (const record of records) {
    const { sha256, name, bytes } = record.document;
    const source = { location: saved.location ?? `/in/${name}`, kind: 'file', name } as const;
    documents.push({
      source: { ...source, stamp: null, charset: null, address: null, manifest: saved.manifest },
      ...{ sha256, bytes, result: { rows: recordToRows(record), engine: saved.engine ?? engine } },
    });
  }
  const failures = records.flatMap((record) =>
    'failure' in record
      ? {
          location: saved.location ?? `/in/${record.document.name}`,
          ...{ sha256: record.document.sha256, code: record.failure.code, detail: null },
        }
      : [],
  );
  await store.save(at, [
    ...documents.map((document) => ({ importId, document })),
    ...failures.map((failure) => ({ importId, failure })),
  ]);
}

export async function recordOf(format: 'html' | 'docx' | 'text', seed: number): Promise<ReportRecord> {
  const { name, bytes } = await makeCase(format, seed);
  const record = await parseReport(bytes, { name });
  if ('failure' in record) throw new Error(record.failure.code);
  return record;
}

/** The record as if it were of other bytes. */
export const asOther = (record: ReportRecord, name: string): ReportRecord => ({
  ...record,
  document: { ...record.document, name, sha256: createHash('sha256').update(name).digest('hex') },
});

export type Row = Readonly<Record<string, unknown>>;

export const jsonlRows = (folder: string, table: string): Row[] =>
  readFileSync(join(folder, `${table}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

export const csvRows = (folder: string, table: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, `${table}.csv`)), { columns: true, bom: true });
