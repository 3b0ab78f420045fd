/** What people ruled on documents, in the data set: what is left out is said, what was placed by hand says so. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportStore } from '#export/export-store.js';
import type { ExportManifest } from '#export/manifest.js';
import { tableNames } from '#export/tables.js';
import type { Ruling } from '#records/ruling.js';
import { saveRulings } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';
import { newStore } from '../jobs/new-store.js';
import { asOther, jsonlRows, type Row, recordOf, saveRecords } from './export-cases.js';

const manifest = { said: 'list', divisionCode: '320100' };
const first = await recordOf('html', 1);
const copy = asOther(first, 'copy.html');
const hashes = [first, copy].map(({ document }) => document.sha256);

async function openStore(): Promise<Store> {
  const store = await newStore();
  await saveRecords(store, [first, copy], { manifest });
  return store;
}

let clock = 0;
const rule = (store: Store, document: string | undefined, given: Partial<Ruling>): Promise<number> => {
  const at = new Date(Date.UTC(2026, 0, 1) + clock++).toISOString();
  const common = { document: document ?? '', undone: false, reason: null, by: 'a', at, value: true };
  return saveRulings(store, [{ ...common, ...given } as Ruling]);
};

async function exportOf(store: Store): Promise<string> {
  const folder = newFolder();
  await exportStore(store, { format: 'jsonl', bom: false, folder });
  return folder;
}

const manifestOf = (folder: string): ExportManifest =>
  JSON.parse(readFileSync(join(folder, 'export.json'), 'utf8')) as ExportManifest;

const hashesIn = (folder: string, table: string): unknown[] => [
  ...new Set(jsonlRows(folder, table).map(({ sha256 }) => sha256)),
];

describe('a document that was withdrawn', () => {
  test('is in no table, is told in the manifest with its reason, and comes back as it was', async () => {
    const store = await openStore();
    const before = await exportOf(store);
    expect(manifestOf(before).withdrawn).toEqual([]);
    const [main] = hashesIn(before, 'reports') as string[];
    const other = hashes.find((hash) => hash !== main);
    await rule(store, main, { what: 'withdrawn', reason: '撤回' });
    const without = await exportOf(store);
    for (const table of tableNames) expect(hashesIn(without, table), table).not.toContain(main);
    expect(jsonlRows(without, 'reports')).toMatchObject([{ sha256: other, copies: 1 }]);
    expect(manifestOf(without).withdrawn).toEqual([{ sha256: main, reason: '撤回' }]);

    await rule(store, other, { what: 'withdrawn', reason: 'both' });
    const nothing = await exportOf(store);
    for (const table of tableNames) expect(jsonlRows(nothing, table), table).toEqual([]);
    expect(manifestOf(nothing).withdrawn).toHaveLength(2);

    await rule(store, main, { what: 'withdrawn', value: null, undone: true });
    await rule(store, other, { what: 'withdrawn', value: null, by: 'b' });
    const after = await exportOf(store);
    for (const name of readdirSync(before))
      expect(readFileSync(join(after, name), 'utf8'), name).toBe(readFileSync(join(before, name), 'utf8'));
  });

  test('is not told of where the store has no such document', async () => {
    const store = await openStore();
    await rule(store, 'f'.repeat(64), { what: 'withdrawn', reason: 'another store’s' });
    expect(manifestOf(await exportOf(store)).withdrawn).toEqual([]);
  });
});

test('what a person said of a document is told of it and of its report', async () => {
  const store = await openStore();
  const of = (rows: readonly Row[], sha256: string | undefined): unknown =>
    rows.find((row) => row['sha256'] === sha256)?.['ruled'];
  const [one, two] = hashes;
  await rule(store, two, { what: 'main' });
  await rule(store, two, { what: 'year', value: 2019 });
  await rule(store, two, { what: 'reported', field: 'applications.received.new.total' });
  const folder = await exportOf(store);
  expect(of(jsonlRows(folder, 'documents'), one)).toEqual([]);
  expect(of(jsonlRows(folder, 'documents'), two)).toEqual(['main', 'year']);
  expect(jsonlRows(folder, 'reports').map(({ year, ruled }) => [year, ruled])).toContainEqual([
    2019,
    ['main', 'year'],
  ]);
  expect(jsonlRows(folder, 'anomalies').filter(({ code }) => code === 'figure-reported')).toMatchObject([
    { sha256: two, verdict: null },
  ]);
});

test('a document that is no report is told of, and nothing that was read in it', async () => {
  const store = await openStore();
  for (const hash of hashes) await rule(store, hash, { what: 'not-a-report' });
  const folder = await exportOf(store);
  expect(jsonlRows(folder, 'documents').map(({ agency_key, ruled }) => [agency_key, ruled])).toEqual(
    hashes.map(() => [null, ['not-a-report']]),
  );
  for (const table of ['reports', 'figures', 'anomalies', 'statements'])
    expect(jsonlRows(folder, table), table).toEqual([]);
});
