import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { tableNames } from '#export/tables.js';
import { Store } from '#store/store.js';
import { recordOf, saveRecords } from '../export/export-cases.js';
import { newFolder } from '../jobs/import-cases.js';
import { runGouji } from './run-gouji.js';

const data = newFolder();
const store = await Store.open(data);
const record = await recordOf('html', 1);
await saveRecords(store, [record, await recordOf('docx', 2)]);
await store.close();

describe('gouji export', () => {
  test.each(['csv', 'jsonl'])('writes the tables as %s, and says so', (format) => {
    const out = join(newFolder(), 'new', 'deeper');
    const run = runGouji(['export', '--format', format, '--out', out, '--data', data]);
    expect(run).toMatchObject({ code: 0, err: '' });
    for (const table of tableNames) expect(run.out).toContain(join(out, `${table}.${format}`));
    expect(run.out).toMatch(/figures\.\w+\t\d{3} rows/);
    expect(existsSync(join(out, 'export.json'))).toBe(true);
  });

  test('finds the store where the environment says', () => {
    const out = newFolder();
    const run = runGouji(['export', '--format', 'csv', '--bom', '--out', out], { GOUJI_DATA: data });
    expect(run.code).toBe(0);
    expect(readFileSync(join(out, 'reports.csv'), 'utf8')).toMatch(/^\uFEFFagency_key,/);
  });

  test.each([
    ['no format', ['--out', 'out']],
    ['no folder', ['--format', 'csv']],
    ['an unknown format', ['--format', 'xls', '--out', 'out']],
    ['a byte order mark in JSONL', ['--format', 'jsonl', '--bom', '--out', 'out']],
  ])('exits with 2 on %s', (_, args) => {
    const run = runGouji(['export', '--data', data, ...args]);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^(gouji|error): /);
  });

  test.each([['export', '--format', 'csv', '--out', join(newFolder(), 'out')], ['diff-engines']])(
    '%s says what to do where there is no store, and makes none',
    (...args) => {
      const nowhere = join(newFolder(), 'nowhere');
      const run = runGouji([...args, '--data', nowhere]);
      expect(run).toMatchObject({ code: 4, out: '' });
      expect(run.err).toBe(
        `gouji: ${join(nowhere, 'gouji.sqlite')}: no store here: gouji ingest makes one\n`,
      );
      expect(existsSync(nowhere)).toBe(false);
    },
  );

  test('says what to do where the folder is none', () => {
    const out = join(newFolder(), 'out');
    writeFileSync(out, '');
    const run = runGouji(['export', '--format', 'csv', '--out', out, '--data', data]);
    expect(run.code).toBe(4);
    expect(run.err).toBe(`gouji: ${out}: not a folder: files cannot be put there\n`);
  });

  test('holds neither the rows of a large store in memory, nor their text', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const large = await Store.open(folder);
    await saveRecords(large, [record]);
    for (const statement of multiply) await sql.raw(statement).execute(large.db);
    await large.close();
    const out = newFolder();
    const run = runGouji(['export', '--format', 'jsonl', '--out', out, '--data', folder], {
      NODE_OPTIONS: '--max-old-space-size=32',
    });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(`figures.jsonl\t${(documents + 1) * record.figures.length} rows`);
  });

  test.each(['export', 'diff-engines'])('the help of %s has an example', (verb) => {
    expect(runGouji([verb, '--help']).out).toMatch(new RegExp(`Example:\\n\\s+gouji ${verb}`));
  });
});

const documents = 800;
/** The one result again and again, as if of other bytes. */
const multiply = [
  `create temp table n as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${documents})
   select i, printf('%064x', i) as hash from n`,
  "insert into documents select hash, 1, '' from n",
  `insert into results select i + 1, hash, '', reading, judging, engine_version, outcome, failure_code, format, form,
   title, agency, division_code, level, credit_code, own_agency_key, year, scope, published_on, incomplete, record, created_at,
   is_current from results join n where id = 1`,
  `insert into figures select i + 1, field_id, state, value, raw, unit, at from n join figures where result_id = 1`,
];
