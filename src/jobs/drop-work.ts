/** What is thrown away of a queue ends in the store too: else it would be found there, and come again. */
import type { DeadLetter } from '#queue/queue.js';
import { noteLinked } from '#store/report-copies.js';
import type { Store } from '#store/store.js';
import { ingestPayload } from './ingest-work.js';
import { linkPayload } from './link-work.js';

/** A document stands in `failures` as `dropped`, with the reason; a run of a crawl is ended by whoever looks after it. */
export async function endDropped(store: Store, letters: readonly DeadLetter[], at: string): Promise<void> {
  for (const { queue, payload, reason } of letters) {
    if (queue === 'ingest') await endWork(store, payload, reason, at);
    const link = queue === 'link' ? linkPayload.safeParse(payload).data : undefined;
    if (link) await noteLinked(store, [link.import], at);
  }
}

async function endWork(store: Store, payload: unknown, reason: string, at: string): Promise<void> {
  const id = ingestPayload.safeParse(payload).data?.work;
  const pending = id === undefined ? undefined : await store.findWork(id);
  if (id === undefined || !pending) return;
  const { importId, location } = pending;
  const failure = { location, sha256: null, code: 'dropped', detail: reason };
  await store.save(at, [{ importId, failure, work: { id, outcome: 'unread' } }]);
}
