/** Every import that leaves work ends, whatever becomes of its jobs, its listing or the hosts it names. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { endDropped } from '#jobs/drop-work.js';
import { enqueue } from '#jobs/enqueue.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import { workQueue } from '#jobs/work-queue.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { type Queue, queueNames, toJobId } from '#queue/queue.js';
import type { Store } from '#store/store.js';
import { openFetcher, openSite } from '../fetch/local-site.js';
import { storeKinds } from '../store/store-kinds.js';
import { inputOf, newFolder, silent } from './import-cases.js';
import { newStore as openStore } from './new-store.js';

const now = (): string => new Date().toISOString();
const common = {
  ...{ now, jobs: 1, language: 'en' as const, limits: defaultProcessLimits },
  fingerprints: readFingerprints(),
};
const day = 86_400_000;
const later = (days: number): string => new Date(Date.now() + days * day).toISOString();
const note = inputOf('/note.html', '<p>关于召开会议的通知</p>');

const isEnded = async ({ db }: Store): Promise<boolean> => {
  const { ended_at } = await db.selectFrom('imports').select('ended_at').executeTakeFirstOrThrow();
  return ended_at !== null;
};

const failures = async ({ db }: Store): Promise<string[]> => {
  const rows = await db.selectFrom('failures').select(['location', 'code']).execute();
  return rows.map(({ location, code }) => `${new URL(location, 'file:').pathname} ${code}`);
};

describe.each(storeKinds)('in a store $name', (kind) => {
  afterAll(() => kind.stop());
  const newStore = () => openStore(kind.open);

  async function leave(store: Store, queue: Queue, inputs: Parameters<typeof enqueue>[0]): Promise<number> {
    const importId = await store.startImport([], '0', now());
    const { left, ...counts } = await enqueue(inputs, {
      ...{ ...common, store, queue, importId, onEnd: () => undefined },
    });
    await store.endListing(importId, { counts, listed: [] }, now());
    return left;
  }

  const work = (store: Store, queue: Queue, fetcher = openFetcher([])) =>
    workQueue({
      ...{
        ...common,
        store,
        queue,
        fetcher,
        turns: new MemoryTurns(),
        queues: queueNames,
        engineVersion: '0',
      },
      ...{ exportsFolder: newFolder(), onResponse: () => undefined, onRunEnd: () => undefined },
      ...{ onError: () => undefined, ...silent },
    });

  test('a host that wants to be left alone for years is', async () => {
    const [store, queue] = [await newStore(), new MemoryQueue()];
    const site = await openSite({
      '/a.html': (_, response) => void response.writeHead(503, { 'retry-after': '999999999' }).end(),
    });
    const fetcher = openFetcher([site.port]);
    async function* list() {
      yield toIngestInput({ kind: 'address', location: site.at('/a.html'), name: 'a' }, fetcher);
    }
    expect(await leave(store, queue, list())).toBe(1);
    const worker = work(store, queue, fetcher);
    while (!(await isEnded(store))) await wait(50);
    await worker.stop();
    expect(await failures(store)).toEqual(['/a.html http-error']);
    await queue.close();
  });

  test('jobs that wait for their hosts keep nobody else from being found', async () => {
    const [store, lost, queue] = [await newStore(), new MemoryQueue(), new MemoryQueue()];
    async function* list() {
      yield note;
    }
    expect(await leave(store, lost, list())).toBe(1);
    await lost.close();
    await queue.add(
      Array.from({ length: 1100 }, (_, index) => ({
        ...{ queue: 'ingest' as const, id: toJobId(`${index}`), payload: { work: 1e9 + index }, delay: day },
      })),
    );
    const worker = work(store, queue);
    while (!(await isEnded(store))) await wait(50);
    await worker.stop();
    await queue.close();
  });

  test('what is thrown away of the queue is at an end', async () => {
    const [store, queue] = [await newStore(), new MemoryQueue()];
    async function* list() {
      yield note;
    }
    await leave(store, queue, list());
    const [{ id } = { id: 0 }] = await store.listWork(0, 9);
    const letter = { queue: 'ingest' as const, id: toJobId('x'), reason: 'no room', attempts: 8 };
    await endDropped(store, [{ ...letter, payload: { work: id }, failedAt: new Date() }], now());
    await endDropped(store, [{ ...letter, payload: { work: 'nonsense' }, failedAt: new Date() }], now());
    expect(await store.endImports(now())).toHaveLength(1);
    expect(await failures(store)).toEqual(['/note.html dropped']);
    await queue.close();
  });

  test('one whose listing was killed is given up when nothing of it waits, and goes on where it lives', async () => {
    const store = await newStore();
    const importId = await store.startImport([], '0', now());
    const alone = await store.startImport([], '0', now());
    const add = () => store.addWork(importId, [{ location: '/a', input: '{}' }]);
    const end = (id: number) => store.save(now(), [{ importId, work: { id, outcome: 'unread' } }]);
    const [first = 0] = await add();
    expect(await store.endImports(later(3))).toEqual([]);
    await end(first);
    expect(await store.endImports(later(1))).toEqual([]);
    expect(await store.endImports(later(3))).toEqual([importId]);
    expect(await store.db.selectFrom('work').select('id').execute()).toEqual([]);
    const [second = 0] = await add();
    expect(await store.listOpenImports()).toMatchObject([{ id: importId, pending: 1 }]);
    await end(second);
    await store.endListing(importId, { counts: {}, listed: [] }, now());
    expect(await store.endImports(now())).toEqual([importId]);
    // An import that leaves nothing to anybody is nobody else's to end.
    const { ended_at } = await store.db
      .selectFrom('imports')
      .select('ended_at')
      .where('id', '=', alone)
      .executeTakeFirstOrThrow();
    expect(ended_at).toBeNull();
  });
});
