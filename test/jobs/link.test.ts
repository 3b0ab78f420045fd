/** What copies of one report say of each other, whoever compares them and however often. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { exportToJob } from '#jobs/export-work.js';
import type { IngestInput } from '#jobs/ingest-input.js';
import { linkEnded, linkReports } from '#jobs/link-reports.js';
import { importToJob } from '#jobs/link-work.js';
import { workQueue } from '#jobs/work-queue.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { type Queue, queueNames } from '#queue/queue.js';
import { listUnlinkedImports, unlinkAll } from '#store/report-copies.js';
import type { Store } from '#store/store.js';
import { openFetcher } from '../fetch/local-site.js';
import { dumpStore } from '../store/dump-store.js';
import { storeKinds } from '../store/store-kinds.js';
import { inputOf, newFolder, runImport, silent } from './import-cases.js';
import { newStore as openStore } from './new-store.js';
import { warmPool } from './warm-pool.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
const penalties = /(<tr><td>行政处罚<\/td>\s*<td colspan="3">)7/;
/** Fictional places have no code of their own. */
const manifest = { said: 'list', divisionCode: '320100' };
const copyWith = (count: number, location: string, more: Partial<IngestInput> = {}): IngestInput =>
  inputOf(location, page.replace(penalties, `$1${count}`), { manifest, stamp: `${count}`, ...more });

const now = (): string => new Date().toISOString();
const link = (store: Store) => linkReports({ store, language: 'en' });

async function linked(store: Store) {
  const rows = await store.db
    .selectFrom('anomalies')
    .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
    .select(['code', 'data', 'message', 'is_main'])
    .where('found_by', '=', 'link')
    .execute();
  return rows.map(({ data, ...row }) => ({ ...row, ...JSON.parse(data) }));
}

test('the page has what the copies change', () => {
  expect(page).toMatch(penalties);
});

describe.each(storeKinds)('copies in a store $name', (kind) => {
  afterAll(() => kind.stop());
  const newStore = () => openStore(kind.open);

  test('that differ are told of at the main copy, once', async () => {
    const store = await newStore();
    await runImport(store, [copyWith(7, '/a.html'), copyWith(8, '/b.html')]);
    expect(await link(store)).toEqual({ reports: 1, anomalies: 1 });
    expect(await link(store)).toEqual({ reports: 0, anomalies: 0 });
    const [anomaly, ...more] = await linked(store);
    expect(more).toEqual([]);
    expect(anomaly).toMatchObject({ code: 'copies-differ', is_main: 1, isReplaced: false });
    expect(anomaly?.differences.map((one: { field: string }) => one.field)).toEqual([
      'proactive.penalty.decisions',
    ]);
    expect(
      Object.values(anomaly?.differences[0])
        .filter((value) => typeof value === 'number')
        .sort(),
    ).toEqual([7, 8]);
    expect(anomaly?.message).toMatch(/^another copy \([ab]\.html|^another copy \(\/[ab]\.html/);
  });

  test('that do not differ are not told of', async () => {
    const store = await newStore();
    await runImport(store, [copyWith(7, '/a.html'), inputOf('/b.html', `${page}\n`, { manifest })]);
    expect(await link(store)).toEqual({ reports: 1, anomalies: 0 });
  });

  test('a version that was replaced is compared with what took its place', async () => {
    const store = await newStore();
    await runImport(store, [copyWith(7, '/a.html')]);
    expect(await link(store)).toEqual({ reports: 1, anomalies: 0 });
    await runImport(store, [copyWith(9, '/a.html')]);
    expect(await link(store)).toEqual({ reports: 1, anomalies: 1 });
    expect(await linked(store)).toMatchObject([
      { isReplaced: true, differences: [{ main: 9, copy: 7 }], is_main: 1 },
    ]);
    // It comes back: what was said is said no more, and the other way round.
    await runImport(store, [copyWith(7, '/a.html')]);
    await link(store);
    expect(await linked(store)).toMatchObject([
      { isReplaced: true, differences: [{ main: 7, copy: 9 }], is_main: 1 },
    ]);
  });

  test('a copy that turns out to be none leaves nothing behind', async () => {
    const store = await newStore();
    await runImport(store, [copyWith(7, '/a.html'), copyWith(8, '/b.html')]);
    await link(store);
    const main = await store.db
      .selectFrom('sources')
      .innerJoin('copies', 'copies.sha256', 'sources.sha256')
      .select('location')
      .where('is_main', '=', 1)
      .executeTakeFirstOrThrow();
    await runImport(store, [inputOf(main.location, '<p>关于召开会议的通知</p>', { stamp: 'other' })]);
    await link(store);
    const all = await linked(store);
    expect(all).toMatchObject([{ is_main: 1, isReplaced: true }]);
  });

  test('of any number are compared', async () => {
    const store = await newStore();
    await runImport(store, [copyWith(7, '/a.html'), copyWith(8, '/b.html')]);
    // As many as no statement could name at once: the same document under other hashes.
    await store.change(async (tx) => {
      const { result_id, report_id } = await tx
        .selectFrom('copies')
        .select(['result_id', 'report_id'])
        .where('is_main', '=', 0)
        .executeTakeFirstOrThrow();
      for (let first = 0; first < 6500; first += 500)
        await tx
          .insertInto('copies')
          .values(
            Array.from({ length: 500 }, (_, index) => ({
              ...{ sha256: String(first + index).padStart(64, '0'), charset: '', report_id, result_id },
              ...{ role: 'copy', is_main: 0 },
            })),
          )
          .execute();
    });
    await unlinkAll(store);
    expect(await link(store)).toEqual({ reports: 1, anomalies: 6501 });
  });

  test('compared in any order, all at once or bit by bit, they come to the same', async () => {
    const [one, other] = [await newStore(), await newStore()];
    const copies = [7, 8, 9].map((count) => copyWith(count, `/${count}.html`));
    await runImport(one, copies);
    await link(one);
    for (const copy of [...copies].reverse()) {
      await runImport(other, [copy]);
      await link(other);
    }
    expect(await dumpStore(other)).toEqual(await dumpStore(one));
    await unlinkAll(other);
    await link(other);
    expect(await dumpStore(other)).toEqual(await dumpStore(one));
  });

  describe('when an import is through', () => {
    const startWorker = (store: Store, queue: Queue, told: Partial<Parameters<typeof workQueue>[0]>) =>
      workQueue({
        ...{ store, queue, now, jobs: 1, language: 'en' as const, limits: defaultProcessLimits },
        pool: warmPool(1),
        ...{ turns: new MemoryTurns(), fetcher: openFetcher([]), fingerprints: readFingerprints() },
        ...{ engineVersion: '0', onResponse: () => undefined, onRunEnd: () => undefined },
        ...{ queues: queueNames, exportsFolder: newFolder(), onError: () => undefined, ...silent, ...told },
      });

    test('a worker compares once for each', async () => {
      const [store, queue] = [await newStore(), new MemoryQueue()];
      await runImport(store, [copyWith(7, '/a.html')]);
      await runImport(store, [copyWith(8, '/b.html')]);
      const told: number[] = [];
      const worker = startWorker(store, queue, { onLinked: (importId) => told.push(importId) });
      while (told.length < 2) await wait(20);
      await worker.stop();
      expect(await listUnlinkedImports(store)).toEqual([]);
      expect(new Set(told).size).toBe(2);
      expect(await linked(store)).toHaveLength(1);
      await queue.add(told.map(importToJob));
      const again = startWorker(store, queue, {});
      while ((await queue.counts('link')).waiting > 0) await wait(20);
      await again.stop();
      expect(await linked(store)).toHaveLength(1);
      await queue.close();
    });

    test('whoever imports alone compares too, unless he is told to stop', async () => {
      const store = await newStore();
      await runImport(store, [copyWith(7, '/a.html'), copyWith(8, '/b.html')]);
      const options = { store, language: 'en' as const, now };
      expect(await linkEnded({ ...options, signal: AbortSignal.abort() })).toEqual({
        ...{ reports: 0, anomalies: 0 },
      });
      expect(await listUnlinkedImports(store)).toHaveLength(1);
      expect(await linkEnded(options)).toEqual({ reports: 1, anomalies: 1 });
      expect(await listUnlinkedImports(store)).toEqual([]);
    });

    test('a worker writes the data set where it was told to', async () => {
      const [store, queue, exportsFolder] = [await newStore(), new MemoryQueue(), newFolder()];
      await runImport(store, [copyWith(7, '/a.html')]);
      let isDone = false;
      const worker = startWorker(store, queue, {
        exportsFolder,
        onExported: () => {
          isDone = true;
        },
      });
      await queue.add([exportToJob({ format: 'csv', bom: false, name: '2024' })]);
      while (!isDone) await wait(20);
      expect(existsSync(join(exportsFolder, '2024', 'figures.csv'))).toBe(true);
      const outside = exportToJob({ format: 'csv', bom: false, name: '../2024' });
      await queue.add([outside]);
      while ((await queue.counts('export')).failed === 0) await wait(20);
      await worker.stop();
      expect((await queue.listDead('export', 9)).map(({ id }) => id)).toEqual([outside.id]);
      await queue.close();
    });
  });
});
