/**
 * Which reviewer is looking at which anomaly, so that two of them are not shown the same one next. A claim ends by
 * itself; it keeps nobody from looking or deciding.
 */
import type { Kysely } from 'kysely';
import { listReviewItems, type ReviewCursor, type ReviewFilter, type ReviewItem } from './review-queue.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

export interface ReviewClaim {
  readonly anomalyId: number;
  readonly reviewer: string;
}

/** How long somebody looks at one; ten times what most take. */
const claimMs = 5 * 60_000;

interface Claimant {
  readonly reviewer: string;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** The first after the cursor that nobody else is looking at; it is the reviewer's from then on. */
export function claimNext(
  store: Store,
  filter: ReviewFilter,
  { reviewer, now, after }: Claimant & { readonly after: ReviewCursor | undefined },
): Promise<ReviewItem | undefined> {
  return store.change(async (tx) => {
    await tx.deleteFrom('review_claims').where('until', '<=', now).execute();
    for (let from = after; ; ) {
      const items = await listReviewItems(tx, filter, { most: looked, after: from });
      const taken = new Set(
        (await listClaims(tx, items, { reviewer, now })).map(({ anomalyId }) => anomalyId),
      );
      const free = items.find(({ anomalyId }) => !taken.has(anomalyId));
      if (free) {
        await saveClaim(tx, free.anomalyId, { reviewer, now });
        return free;
      }
      if (items.length < looked) return undefined;
      from = items.at(-1);
    }
  });
}

/** Items looked through at once. */
const looked = 50;

/** For whom an anomaly is opened by its address, unless somebody else is looking at it. */
export async function claim(store: Store, anomalyId: number, claimant: Claimant): Promise<void> {
  await store.change(async (tx) => {
    const [others] = await listClaims(tx, [{ anomalyId }], claimant);
    if (!others) await saveClaim(tx, anomalyId, claimant);
  });
}

/** Of these, those that somebody else is looking at. */
export async function listClaims(
  db: Kysely<Tables>,
  items: readonly { readonly anomalyId: number }[],
  { reviewer, now }: Claimant,
): Promise<ReviewClaim[]> {
  if (items.length === 0) return [];
  return db
    .selectFrom('review_claims')
    .select(['anomaly_id as anomalyId', 'reviewer'])
    .where(
      'anomaly_id',
      'in',
      items.map(({ anomalyId }) => anomalyId),
    )
    .where('reviewer', '!=', reviewer)
    .where('until', '>', now)
    .execute();
}

async function saveClaim(db: Kysely<Tables>, anomalyId: number, { reviewer, now }: Claimant): Promise<void> {
  const until = new Date(Date.parse(now) + claimMs).toISOString();
  await db
    .insertInto('review_claims')
    .values({ anomaly_id: anomalyId, reviewer, until })
    .onConflict((conflict) => conflict.column('anomaly_id').doUpdateSet({ reviewer, until }))
    .execute();
}
