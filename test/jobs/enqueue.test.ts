/** What an import leaves to workers, and what it only notes. */
import { afterEach, expect, test, vi } from 'vitest';
import { type EnqueueOptions, enqueue } from '#jobs/enqueue.js';
import type { IngestInput } from '#jobs/ingest-input.js';
import { workToJob } from '#jobs/ingest-work.js';
import { mostStoring } from '#jobs/open-work.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import type { Store } from '#store/store.js';
import { inputOf, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

afterEach(() => void vi.useRealTimers());

const now = (): string => new Date().toISOString();

async function leave(
  store: Store,
  inputs: readonly IngestInput[],
  { queue = new MemoryQueue(), priority }: { queue?: MemoryQueue; priority?: number } = {},
): Promise<EnqueueOptions['importId']> {
  const importId = await store.startImport([], '0', now(), priority);
  async function* list() {
    yield* inputs;
  }
  await enqueue(list(), {
    ...{ store, queue, importId, priority, now, jobs: 2, language: 'en', limits: defaultProcessLimits },
    ...{ fingerprints: readFingerprints(), onEnd: () => undefined },
  });
  return importId;
}

const page = '<p>关于召开会议的通知</p>';
const saying = (said: string, location = '/in/a.html'): IngestInput =>
  inputOf(location, page, { manifest: { said } });

test('what is only noted waits for as much as is stored at once, not for the time after which less is stored', async () => {
  const store = await newStore();
  await runImport(store, [inputOf('/in/a.html', page)]);
  const places = Array.from({ length: 2 * mostStoring }, (_, index) => `/in/${index}.html`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await leave(
    store,
    places.map((place) => saying('new', place)),
  );
  vi.useRealTimers();
  const noted = await store.db.selectFrom('sources').where('said', '=', 'new').selectAll().execute();
  expect(noted).toHaveLength(places.length);
});

test('of several rows of one place the last one holds', async () => {
  const store = await newStore();
  await runImport(store, [inputOf('/in/a.html', page)]);
  await leave(
    store,
    Array.from({ length: 5 }, (_, index) => saying(String(index))),
  );
  const noted = await store.db.selectFrom('sources').select('said').execute();
  expect(noted).toEqual([{ said: '4' }]);
});

test('what is left goes by the priority of its import, also where the queue has lost it', async () => {
  const [store, queue] = [await newStore(), new MemoryQueue()];
  const late = await leave(store, [inputOf('/in/late.html', 'late')], { queue, priority: 9 });
  const soon = await leave(store, [inputOf('/in/soon.html', 'soon')], { queue, priority: 2 });
  const works = await store.listWork(0, 9);
  expect(works.map(({ priority }) => priority)).toEqual([9, 2]);
  const taken: unknown[] = [];
  const take = async (payload: unknown): Promise<void> => void taken.push(payload);
  const worker = queue.work('ingest', take, { jobs: 1 });
  await vi.waitUntil(() => taken.length === 2);
  await worker.stop();
  const orderOf = (...imports: readonly number[]) =>
    imports.map((importId) => ({ work: works[importId === late ? 0 : 1]?.id }));
  expect(taken).toEqual(orderOf(soon, late));
  await queue.close();
  const again = new MemoryQueue();
  await again.add(works.map(workToJob));
  const once = again.work('ingest', take, { jobs: 1 });
  await vi.waitUntil(() => taken.length === 4);
  await once.stop();
  expect(taken.slice(2)).toEqual(orderOf(soon, late));
  await again.close();
});
