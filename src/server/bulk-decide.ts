/**
 * One verdict on all that a filter finds, as it was shown: where there are others by now, nothing is decided. Each
 * anomaly has its own decision, so each can be taken back by itself, and all of them by the same filter.
 */
import { z } from 'zod';
import type { Decision } from '#records/decision.js';
import { isField } from '#records/fields.js';
import { saveDecisions } from '#store/decisions.js';
import { listDecisionSubjects } from '#store/review-anomaly.js';
import { countReviewItems, listReviewItems } from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import type { Refusal } from './decide.js';
import { parseFilter } from './queue-address.js';

export const bulkRequest = z.object({
  /** The query of the queue's address. */
  filter: z.string().max(4000),
  verdict: z.enum(['confirmed', 'dismissed', 'undone']),
  reason: z.string().trim().min(1).max(1000),
  /** How many were shown, as a form sends it. */
  count: z.string().regex(/^\d{1,9}$/),
});

/** So many that a person can answer for them, and that nobody waits long. */
export const mostAtOnce = 5000;

/** Of one transaction: others that write wait for no longer. */
const slice = 200;

export async function decideAll(
  store: Store,
  { filter: query, verdict, reason, count }: z.infer<typeof bulkRequest>,
  { by, at }: Pick<Decision, 'by' | 'at'>,
): Promise<{ readonly decided: number } | { readonly refusal: Refusal }> {
  const filter = parseFilter(new URLSearchParams(query));
  const found = await store.ask((db) => countReviewItems(db, filter));
  if (found > mostAtOnce) return refuse(400, `at most ${mostAtOnce} at once\n`);
  if (found !== Number(count)) return refuse(409, `${found} by now: look again\n`);
  const items = await store.ask((db) => listReviewItems(db, filter, { most: mostAtOnce }));
  const ids = items.map(({ anomalyId }) => anomalyId);
  let decided = 0;
  for (let from = 0; from < ids.length; from += slice) {
    const subjects = await store.ask((db) => listDecisionSubjects(db, ids.slice(from, from + slice)));
    const decisions = subjects.map(
      ({ fields, ...subject }): Decision => ({
        ...subject,
        ...{ fields: fields.filter(isField), verdict, edits: [], reason, by, at },
      }),
    );
    decided += await saveDecisions(store, decisions);
  }
  return { decided };
}

const refuse = (status: Refusal['status'], reason: string) => ({ refusal: { status, reason } });
