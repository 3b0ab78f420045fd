/** What is still to be done in the store, and by whom. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface WaitingCounts {
  /** Inputs that wait for workers. */
  readonly inputs: number;
  /** Reports whose copies nobody has compared since they changed. */
  readonly reports: number;
  /** Anomalies that nobody has judged. */
  readonly anomalies: number;
  /** Anomalies on which reviewers have decided differently. */
  readonly disputed: number;
}

export async function countWaiting(db: Kysely<Tables>): Promise<WaitingCounts> {
  const { inputs } = await db
    .selectFrom('work')
    .select(({ fn }) => fn.countAll<number>().as('inputs'))
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  const { reports } = await db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('reports'))
    .where('is_linked', '=', 0)
    .executeTakeFirstOrThrow();
  const { anomalies } = await db
    .selectFrom('review_items')
    .select(({ fn }) => fn.countAll<number>().as('anomalies'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  const { disputed } = await db
    .selectFrom('review_items')
    .select(({ fn }) => fn.countAll<number>().as('disputed'))
    .where('is_disputed', '=', 1)
    .executeTakeFirstOrThrow();
  return { inputs, reports, anomalies, disputed };
}
