/** What an import leaves to workers, and what it only notes. */
import { afterEach, expect, test, vi } from 'vitest';
import { type EnqueueOptions, enqueue } from '#jobs/enqueue.js';
import type { IngestInput } from '#jobs/ingest-input.js';
import { mostStoring } from '#jobs/open-work.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import type { Store } from '#store/store.js';
import { inputOf, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

afterEach(() => void vi.useRealTimers());

const now = (): string => new Date().toISOString();

async function leave(store: Store, inputs: readonly IngestInput[]): Promise<EnqueueOptions['importId']> {
  const [importId, queue] = [await store.startImport([], '0', now()), new MemoryQueue()];
  async function* list() {
    yield* inputs;
  }
  await enqueue(list(), {
    ...{ store, queue, importId, now, jobs: 2, language: 'en', limits: defaultProcessLimits },
    ...{ fingerprints: readFingerprints(), onEnd: () => undefined },
  });
  await queue.close();
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
