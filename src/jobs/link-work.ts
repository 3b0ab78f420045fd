/**
 * The job `link`: an import is through, its reports are to be looked at together. The store knows which imports
 * wait for it; so it comes once for each, and is found again where a queue has lost it.
 */
import { z } from 'zod';
import { type Handle, type Job, Postponed, type Queue, toJobId } from '#queue/queue.js';
import { listUnlinkedImports, noteLinked } from '#store/report-copies.js';
import type { Store } from '#store/store.js';
import { soon } from './ask-in-turn.js';
import { orTryLater } from './ingest-work.js';
import { type LinkCounts, type LinkOptions, linkReports } from './link-reports.js';

export const linkPayload = z.object({ import: z.number().int().positive() });

/** The same import is the same job, however often it is added. */
export const importToJob = (importId: number): Job => ({
  ...{ queue: 'link', payload: { import: importId } satisfies z.infer<typeof linkPayload> },
  id: toJobId(`link ${importId}`),
});

export interface LinkWorkOptions extends LinkOptions {
  readonly now: () => string;
  /** Told when it is stored. */
  readonly onLinked: (importId: number, counts: LinkCounts) => void;
}

/** What handles the job. Done twice it changes nothing. */
export const handleLink =
  (options: LinkWorkOptions): Handle =>
  (payload) =>
    orTryLater(async () => {
      const { import: importId } = linkPayload.parse(payload);
      const counts = await linkReports(options);
      if (options.signal?.aborted) throw new Postponed(soon);
      await noteLinked(options.store, [importId], options.now());
      options.onLinked(importId, counts);
    });

/** Sees to it that every import that is through has its job. */
export async function startLinks(store: Store, queue: Queue): Promise<void> {
  await queue.add((await listUnlinkedImports(store)).map(importToJob));
}
