/**
 * One verdict on all that a filter finds, as it was shown: where there are others by now, nothing is decided. Each
 * anomaly has its own decision, so each can be taken back by itself, and all of them by the same filter.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Decision } from '#records/decision.js';
import { isField } from '#records/fields.js';
import { saveDecisions } from '#store/decisions.js';
import { type DecisionSubject, listDecisionSubjects } from '#store/review-anomaly.js';
import {
  countReviewItems,
  listReviewItems,
  type ReviewFilter,
  type ReviewItem,
} from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import type { RefusalCode, Refused } from './decide.js';
import { parseFilter } from './queue-address.js';

export const bulkRequest = z.object({
  /** The query of the queue's address. */
  filter: z.string().max(4000),
  verdict: z.enum(['confirmed', 'dismissed', 'undone']),
  reason: z.string().trim().min(1).max(1000),
  /** Stands for all that was shown. */
  digest: z.string().max(200),
});

/** So many that a person can answer for them, and that nobody waits long. */
export const mostAtOnce = 5000;

/** Of one transaction: others that write wait for no longer. */
const slice = 200;

/** What one verdict would touch, all of one moment. */
export interface BulkSubjects {
  readonly count: number;
  readonly items: readonly ReviewItem[];
  readonly subjects: readonly DecisionSubject[];
  /** Another one where one of them is another, or was decided otherwise. */
  readonly digest: string;
}

/** Without items where there are too many. */
export function readBulk(store: Store, filter: ReviewFilter): Promise<BulkSubjects> {
  return store.read(async (snapshot) => {
    const count = await countReviewItems(snapshot, filter);
    const items = count > mostAtOnce ? [] : await listReviewItems(snapshot, filter, { most: mostAtOnce });
    const ids = items.map(({ anomalyId }) => anomalyId);
    const subjects = await listDecisionSubjects(snapshot, ids);
    const states = items.map(({ anomalyId, state }) => `${anomalyId} ${state}`).sort();
    const digest = createHash('sha256')
      .update(JSON.stringify([subjects, states]))
      .digest('hex');
    return { count, items, subjects, digest };
  });
}

export async function decideAll(
  store: Store,
  { filter: query, verdict, reason, digest }: z.infer<typeof bulkRequest>,
  { by, at }: Pick<Decision, 'by' | 'at'>,
): Promise<{ readonly decided: number } | { readonly refusal: Refused }> {
  const found = await readBulk(store, parseFilter(new URLSearchParams(query)));
  if (found.count > mostAtOnce) return refuse(400, 'too-many');
  if (found.digest !== digest) return refuse(409, 'others');
  let decided = 0;
  for (let from = 0; from < found.subjects.length; from += slice) {
    const decisions = found.subjects.slice(from, from + slice).map(
      ({ fields, ...subject }): Decision => ({
        ...subject,
        ...{ fields: fields.filter(isField), verdict, edits: [], reason, by, at },
      }),
    );
    decided += await saveDecisions(store, decisions);
  }
  return { decided };
}

const refuse = (status: Refused['status'], reason: RefusalCode) => ({ refusal: { status, reason } });
