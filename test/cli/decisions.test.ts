/** `gouji decisions`: out of one store and into another. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '#store/store.js';
import { runGouji } from './run-gouji.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gouji-decisions-'));

async function importSample(): Promise<string> {
  const data = newFolder();
  expect(runGouji(['ingest', 'samples/row-sum-2023.docx', '--data', data]).code).toBe(0);
  return data;
}

/** Of the first error in the store, as another program may write it. */
async function decisionOn(data: string): Promise<Record<string, unknown>> {
  const store = await Store.open(data, { readOnly: true });
  const row = await store.db
    .selectFrom('anomalies')
    .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select(['agency_key', 'year', 'scope', 'copies.sha256', 'fingerprint', 'code', 'fields', 'data'])
    .where('severity', '=', 'error')
    .executeTakeFirstOrThrow();
  await store.close();
  const fields = JSON.parse(row.fields) as string[];
  return {
    report: { agencyKey: row.agency_key, year: row.year, scope: row.scope },
    ...{ document: row.sha256, fingerprint: row.fingerprint, code: row.code, fields },
    ...{ verdict: 'corrected', edits: [{ field: fields[0], from: 7, to: 8 }], reason: '=HYPERLINK("x")' },
    ...{ by: '审核员', at: '2026-01-02T03:04:05.000Z' },
  };
}

test('decisions are replayed once, exported as they were, and told in the data set', async () => {
  const data = await importSample();
  const file = join(data, 'decisions.jsonl');
  const decision = await decisionOn(data);
  writeFileSync(file, `${JSON.stringify(decision)}\n\n`);
  expect(runGouji(['decisions', 'replay', file, '--data', data]).out).toBe(
    '1 decision read, 1 decision added\n',
  );
  expect(runGouji(['decisions', 'replay', file, '--data', data]).out).toBe(
    '1 decision read, 0 decisions added\n',
  );
  const { out, code } = runGouji(['decisions', 'export', '--data', data]);
  expect([code, JSON.parse(out)]).toEqual([0, decision]);
  const folder = join(data, 'csv');
  expect(runGouji(['export', '--format', 'jsonl', '--out', folder, '--data', data]).code).toBe(0);
  const rows = (table: string): Record<string, unknown>[] =>
    readFileSync(join(folder, `${table}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(rows('anomalies').filter(({ verdict }) => verdict)).toMatchObject([
    { verdict: 'corrected', fingerprint: decision['fingerprint'] },
  ]);
  const changed = rows('figures').filter((row) => row['value'] !== row['value_reviewed']);
  expect(changed).toMatchObject([{ value: 7, value_printed: 7, value_reviewed: 8 }]);
});

test('rulings go with decisions, whatever stands first in the file', async () => {
  const data = await importSample();
  const file = join(data, 'said.jsonl');
  const decision = await decisionOn(data);
  const ruling = {
    ...{ what: 'year', value: 2022, document: decision['document'], undone: false, reason: null },
    ...{ by: '审核员', at: '2026-01-02T03:04:06.000Z' },
  };
  writeFileSync(file, `${JSON.stringify(ruling)}\n${JSON.stringify(decision)}\n`);
  expect(runGouji(['decisions', 'replay', file, '--data', data]).out).toBe(
    '1 decision read, 1 decision added\n1 ruling read, 1 ruling added\n',
  );
  const { out } = runGouji(['decisions', 'export', '--data', data]);
  const lines = out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([decision, ruling]);
  writeFileSync(file, '{"what":"deleted"}\n');
  expect(runGouji(['decisions', 'replay', file, '--data', data]).err).toMatch(/:1: no ruling: [^\n]+\n$/);
});

test('a line that is no decision is named, and those before it are stored', async () => {
  const data = await importSample();
  const file = join(data, 'decisions.jsonl');
  const decision = await decisionOn(data);
  writeFileSync(file, `${JSON.stringify(decision)}\n{"verdict":"confirmed"}\n`);
  const { code, out, err } = runGouji(['decisions', 'replay', file, '--data', data]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^gouji: .*decisions\.jsonl:2: no decision: report: [^\n]+\n$/);
  expect(runGouji(['decisions', 'replay', file, '--data', data]).err).toMatch(/:2: no decision/);
  expect(runGouji(['decisions', 'export', '--data', data]).out.trim().split('\n')).toHaveLength(1);
  const missing = runGouji(['decisions', 'replay', join(data, 'nowhere'), '--data', data]);
  expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/cannot be read: .*ENOENT/)]);
});
