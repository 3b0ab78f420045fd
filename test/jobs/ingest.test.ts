import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { IngestInput } from '#jobs/ingest-input.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { FailureRecord, OutputRecord } from '#records/record.js';
import { unpack } from '#store/packed.js';
import { recordToRows } from '#store/result-rows.js';
import type { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { dumpStore } from '../store/dump-store.js';
import { storeKinds } from '../store/store-kinds.js';
import { inputOf, pathOfHeld, runImport } from './import-cases.js';
import { newStore as openStore } from './new-store.js';

const seeds = [1, 2];
const cases = await Promise.all(
  (['html', 'docx', 'text'] as const).flatMap((format) => seeds.map((seed) => makeCase(format, seed))),
);
/** Not in GBK, as some are. */
const plainPage =
  cases
    .map(({ bytes }) => Buffer.from(bytes).toString())
    .find((text) => text.includes('<table') && !text.includes('\ufffd')) ?? '';
/** Fictional places have no code of their own. */
const manifest = { said: 'list', divisionCode: '320100' };
const reports = cases.map(({ name, bytes }) => inputOf(`/in/${name}`, bytes, { manifest }));
const note = inputOf('/in/note.html', '<html><body><p>关于召开会议的通知</p></body></html>');
const broken = inputOf('/in/broken.pdf', '%PDF-1.4 and nothing else');
const missing = { location: '/in/gone.html', code: 'no-such-file' };
const all = [...reports, note, broken, missing];

describe.each(storeKinds)('an import into a store $name', (kind) => {
  afterAll(() => kind.stop());

  const newStore = () => openStore(kind.open);

  test('ends every input, and stores what came of it', async () => {
    const store = await newStore();
    const { outcomes } = await runImport(store, all);
    expect(outcomes).toEqual(
      [
        ...reports.map(({ location }) => `${location} records`),
        '/in/note.html failed not-a-report',
        '/in/broken.pdf failed corrupt',
        '/in/gone.html unread no-such-file',
      ].sort(),
    );
    const copies = await store.db.selectFrom('copies').select(['report_id', 'is_main']).execute();
    expect(copies).toHaveLength(reports.length);
    expect(copies.filter(({ is_main }) => is_main)).toHaveLength(seeds.length);
    const figures = await store.db.selectFrom('report_figures').select('value').execute();
    expect(figures.length).toBeGreaterThan(100 * seeds.length);
    const failures = await store.db.selectFrom('failures').select(['location', 'code']).execute();
    expect(failures).toHaveLength(3);
  });

  test('that is made again changes nothing', async () => {
    const store = await newStore();
    await runImport(store, all);
    const before = await dumpStore(store);
    const { outcomes } = await runImport(store, all);
    expect(outcomes.filter((line) => !line.includes(' unchanged'))).toEqual([
      '/in/gone.html unread no-such-file',
    ]);
    expect(await dumpStore(store)).toEqual(before);
  });

  test('stores the same in any order and at any number of documents at a time', async () => {
    const [one, other] = [await newStore(), await newStore()];
    await runImport(one, all, { jobs: 3 });
    await runImport(other, [...all].reverse(), { jobs: 1 });
    expect(await dumpStore(other)).toEqual(await dumpStore(one));
  });

  test('stores the same in any order of twins, but for the name that the one parsed goes by', async () => {
    const [one, other] = [await newStore(), await newStore()];
    const twins = reports.map((report, index) => ({ ...report, location: `/twin/${index}`, name: 'twin' }));
    await runImport(one, [...reports, ...twins], { jobs: 3 });
    await runImport(other, [...twins, ...reports], { jobs: 1 });
    const namesOut = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/\\"name\\":\\"[^"]*"/, ''));
    expect(namesOut(await dumpStore(other))).toEqual(namesOut(await dumpStore(one)));
  });

  test('goes on where it was ended', async () => {
    const [whole, store] = [await newStore(), await newStore()];
    await runImport(whole, all);
    const end = new AbortController();
    let ended = 0;
    const onEnd = () => {
      ended++;
      if (ended === 3) end.abort();
    };
    await runImport(store, all, { jobs: 1, signal: end.signal, onEnd });
    const held = await store.db.selectFrom('results').select('id').execute();
    expect(held.length).toBeLessThan(all.length - 1);
    await runImport(store, all);
    expect(await dumpStore(store)).toEqual(await dumpStore(whole));
  });

  test('notes bytes that it holds already, at another place, without parsing them again', async () => {
    const store = await newStore();
    const [first] = reports as [IngestInput];
    await runImport(store, [first]);
    const twin: IngestInput = { ...first, location: '/elsewhere/again.html' };
    expect((await runImport(store, [twin])).outcomes).toEqual(['/elsewhere/again.html known']);
    const sources = await store.db.selectFrom('sources').select('location').execute();
    expect(sources).toHaveLength(2);
    expect(await store.db.selectFrom('results').select('id').execute()).toHaveLength(1);
  });

  test('parses a file again that has changed, and keeps what it was', async () => {
    const store = await newStore();
    const [first, second] = cases as [(typeof cases)[0], (typeof cases)[0]];
    await runImport(store, [inputOf('/in/report', first.bytes)]);
    const { outcomes } = await runImport(store, [inputOf('/in/report', second.bytes, { stamp: 'later' })]);
    expect(outcomes).toEqual(['/in/report records']);
    const sources = await store.db.selectFrom('sources').select(['is_current']).orderBy('id').execute();
    expect(sources.map(({ is_current }) => is_current)).toEqual([0, 1]);
    expect(await store.db.selectFrom('copies').select('sha256').execute()).toHaveLength(2);
  });

  test('parses what another engine read, and keeps its result without rows', async () => {
    const store = await newStore();
    const [first] = reports as [IngestInput];
    const other = { readingOf: () => 'other', judging: 'other' };
    await runImport(store, [first], { fingerprints: other });
    expect((await runImport(store, [first])).outcomes).toEqual([`${first.location} records`]);
    const results = await store.db.selectFrom('results').select(['id', 'reading', 'is_current']).execute();
    expect(results.map(({ reading, is_current }) => [reading === 'other', is_current])).toEqual([
      [true, 0],
      [false, 1],
    ]);
    const figures = await store.db.selectFrom('figures').select('result_id').distinct().execute();
    expect(figures).toEqual([{ result_id: results[1]?.id }]);
  });

  test('puts a held document right that was damaged, where it finds its bytes again', async () => {
    const store = await newStore();
    const [first] = reports as [IngestInput];
    await runImport(store, [first]);
    const [before] = await dumpRecords(store);
    const { sha256 } = await store.db.selectFrom('documents').select('sha256').executeTakeFirstOrThrow();
    const [path, { bytes }] = [await pathOfHeld(store, sha256), cases[0]!];
    const other = { readingOf: () => 'other', judging: 'other' };
    for (const [input, options, outcome] of [
      [first, { fingerprints: other }, 'records'],
      [{ ...first, location: '/in/twin', stamp: 'twin' }, { fingerprints: other }, 'known'],
    ] as const) {
      writeFileSync(path, Buffer.alloc(bytes.length));
      expect((await runImport(store, [input], options)).outcomes).toEqual([`${input.location} ${outcome}`]);
      expect(Buffer.from(bytes).equals((await store.documents.find(sha256)) ?? Buffer.alloc(0))).toBe(true);
    }
    expect(await dumpRecords(store)).toEqual([before, before]);
  });

  test('ends where a document was damaged before it could be read, and says nothing of the document', async () => {
    const store = await newStore();
    const heavy = inputOf('/in/heavy.html', `<html><body>${'<table><tr><td>1</td>'.repeat(400_000)}`);
    const [{ bytes }] = cases as [(typeof cases)[0]];
    const path = await pathOfHeld(store, createHash('sha256').update(bytes).digest('hex'));
    const limits = { ...defaultProcessLimits, milliseconds: 4000 };
    const work = runImport(store, [heavy, inputOf('/in/report', bytes)], { jobs: 1, limits });
    const ended = expect(work).rejects.toMatchObject({ name: 'StoreError', code: 'disk', path });
    while (!existsSync(path)) await wait(5);
    writeFileSync(path, Buffer.alloc(bytes.length));
    await ended;
    expect((await runImport(store, [inputOf('/in/report', bytes)])).outcomes).toEqual(['/in/report records']);
  });

  test('tries again what ran out of time, and only that', async () => {
    const store = await newStore();
    const heavy = inputOf('/in/heavy.html', `<html><body>${'<table><tr><td>1</td>'.repeat(400_000)}`);
    const limits = { ...defaultProcessLimits, milliseconds: 1000 };
    const [first] = reports as [IngestInput];
    await runImport(store, [first]);
    expect((await runImport(store, [heavy], { limits })).outcomes).toEqual(['/in/heavy.html failed timeout']);
    expect((await runImport(store, [heavy, first], { limits })).outcomes).toEqual(
      [`${first.location} unchanged`, '/in/heavy.html failed timeout'].sort(),
    );
    const results = await store.db.selectFrom('results').select('is_current').execute();
    expect(results).toEqual([{ is_current: 1 }, { is_current: 1 }]);
  });

  test('never takes one body for another because they have one name', async () => {
    const store = await newStore();
    const page = Buffer.from(cases[0]?.bytes ?? '')
      .toString()
      .replace(/^[\s\S]*?<body[^>]*>/, '<html><body>')
      .replace(/<h1[\s\S]*?<\/h1>/, '<h1>朝阳区人民政府2021年政府信息公开工作年度报告</h1>');
    await runImport(store, [inputOf('/beijing', page), inputOf('/changchun', `${page}<!-- -->`)]);
    const reports = await store.db.selectFrom('reports').select(['agency', 'agency_key']).execute();
    expect(reports.map(({ agency }) => agency)).toEqual(['朝阳区人民政府', '朝阳区人民政府']);
    for (const { agency_key } of reports) expect(agency_key).toMatch(/^\?朝阳区人民政府 /);
  });

  test('stores what no program could read again so that every program can', async () => {
    const store = await newStore();
    const page = plainPage.replace(/(<td[^>]*>)(\d+)</, '$1$2\ufffd\u0001<');
    expect(page).not.toBe(plainPage);
    const { outcomes } = await runImport(store, [inputOf('/in/\ud800\0odd.html', page)]);
    expect(outcomes).toEqual(['/in/\ud800\0odd.html records']);
    const [source] = await store.db.selectFrom('sources').select('location').execute();
    expect(source?.location).toBe('/in/\ufffd\ufffdodd.html');
    expect((await runImport(store, [inputOf('/in/\ud800\0odd.html', page)])).outcomes).toEqual([
      '/in/\ud800\0odd.html unchanged',
    ]);
  });

  test('a limit that is met takes nothing from what was read before', async () => {
    const store = await newStore();
    const [first] = reports as [IngestInput];
    await runImport(store, [first]);
    const before = await dumpStore(store);
    const { sha256 } = await store.db.selectFrom('documents').selectAll().executeTakeFirstOrThrow();
    const engine = await store.db.selectFrom('results').selectAll().executeTakeFirstOrThrow();
    const { reading, judging } = engine;
    const failure = recordToRows(asTimeout(sha256));
    const at = new Date().toISOString();
    const { open: _, ...source } = first;
    const result = { rows: failure, engine: { reading, judging } };
    await store.save(at, [{ importId: 1, document: { source, sha256, bytes: 1, result } }]);
    expect(await dumpStore(store)).toEqual(before);
  });
});

/** Of all results, the first first. */
async function dumpRecords({ db }: Store): Promise<OutputRecord[]> {
  const results = await db.selectFrom('results').select('record').orderBy('id').execute();
  return results.map(({ record }) => unpack<OutputRecord>(record));
}

const asTimeout = (sha256: string): FailureRecord => ({
  schema: 'gouji/record@1',
  document: { sha256, name: 'late.html', format: null, bytes: 1 },
  engine: { version: '0', reading: 'none', judging: '0' },
  failure: { code: 'timeout' },
});
