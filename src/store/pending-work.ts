/**
 * What an import left to workers. It is in the store whatever becomes of the queue, and it is done in the same
 * transaction that stores what came of it.
 *
 * Whether an import is through is asked after that transaction, not in it: a count that every transaction changes
 * would make each wait for all others. Who ends last asks last, so somebody always finds that it is.
 */
import { type Kysely, sql } from 'kysely';
import type { Tx } from './database.js';
import { toStorable } from './storable.js';
import type { Tables } from './tables.js';

export interface Work {
  readonly location: string;
  /** JSON. */
  readonly input: string;
}

export interface PendingWork extends Work {
  readonly importId: number;
}

/** Gives their numbers, in their order. An import that was given up meanwhile goes on. */
export async function addWork(tx: Tx, importId: number, works: readonly Work[]): Promise<number[]> {
  await tx
    .updateTable('imports')
    .set({ ended_at: null })
    .where('id', '=', importId)
    .where('ended_at', 'is not', null)
    .execute();
  const rows = await tx
    .insertInto('work')
    .values(
      works.map(({ location, input }) => ({ import_id: importId, location: toStorable(location), input })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

export interface EndedWork {
  readonly location: string;
  readonly outcome: string;
}

/** Rows of one statement. */
const slice = 500;

/** What work turned out to consist of counts like work of its own. */
export async function addEndedWork(tx: Tx, importId: number, works: readonly EndedWork[]): Promise<void> {
  for (let from = 0; from < works.length; from += slice)
    await tx
      .insertInto('work')
      .values(
        works.slice(from, from + slice).map(({ location, outcome }) => ({
          ...{ import_id: importId, location: toStorable(location), input: '', outcome },
        })),
      )
      .execute();
}

/** Undefined where it is done. */
export async function findWork(db: Kysely<Tables>, id: number): Promise<PendingWork | undefined> {
  return db
    .selectFrom('work')
    .select(['import_id as importId', 'location', 'input'])
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
}

export async function endWork(tx: Tx, id: number, outcome: string): Promise<void> {
  await tx.updateTable('work').set({ input: '', outcome }).where('id', '=', id).execute();
}

export interface WaitingWork {
  readonly id: number;
  /** Of its import. */
  readonly priority: number | null;
}

/** What waits: for a queue that has lost it. Gives at most `most`, those after the one given. */
export function listWork(db: Kysely<Tables>, after: number, most: number): Promise<WaitingWork[]> {
  return db
    .selectFrom('work')
    .innerJoin('imports', 'imports.id', 'work.import_id')
    .select(['work.id', 'priority'])
    .where('outcome', 'is', null)
    .where('work.id', '>', after)
    .orderBy('work.id')
    .limit(most)
    .execute();
}

/** All inputs of the import are known now; `counts` are those that were nobody's work. */
export async function endListing(
  tx: Tx,
  importId: number,
  counts: Readonly<Record<string, number>>,
  at: string,
): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ listed_at: at, counts: JSON.stringify(counts) })
    .where('id', '=', importId)
    .execute();
}

/** Imports that are through, or were killed while they listed, and that nobody ended yet: gives those ended now. */
export async function endImports(tx: Tx, at: string): Promise<number[]> {
  const through = await tx
    .selectFrom('imports')
    .select(['id', 'counts'])
    .where('ended_at', 'is', null)
    .where(({ or, and, eb, exists }) =>
      or([
        eb('listed_at', 'is not', null),
        and([eb('started_at', '<', lifelessAt(at)), exists(selectWork(tx))]),
      ]),
    )
    .where(({ not, exists }) => not(exists(selectWork(tx).where('outcome', 'is', null))))
    .execute();
  for (const { id, counts } of through) await endOne(tx, id, JSON.parse(counts ?? '{}'), at);
  return through.map(({ id }) => id);
}

const selectWork = (tx: Tx) =>
  tx.selectFrom('work').select('work.id').whereRef('work.import_id', '=', sql.ref('imports.id'));

/** What was still listing so many milliseconds ago, and of which nothing waits, was killed. */
const lifeless = 2 * 86_400_000;

const lifelessAt = (at: string): string => new Date(Date.parse(at) - lifeless).toISOString();

async function endOne(tx: Tx, id: number, counts: Record<string, number>, at: string): Promise<void> {
  const outcomes = await tx
    .selectFrom('work')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('import_id', '=', id)
    .groupBy('outcome')
    .execute();
  for (const { outcome, count } of outcomes)
    if (outcome !== null) counts[outcome] = (counts[outcome] ?? 0) + count;
  await tx
    .updateTable('imports')
    .set({ ended_at: at, counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('work').where('import_id', '=', id).execute();
}

export interface OpenImport {
  readonly id: number;
  readonly startedAt: string;
  readonly isListed: boolean;
  readonly pending: number;
  readonly done: number;
}

/** Imports that left work and are not through. */
export async function listOpenImports(db: Kysely<Tables>): Promise<OpenImport[]> {
  const rows = await db
    .selectFrom('imports')
    .innerJoin('work', 'work.import_id', 'imports.id')
    .select(['imports.id', 'started_at as startedAt', 'listed_at as listedAt'])
    .select(({ fn }) => [fn.countAll<number>().as('all'), sql<number>`count(outcome)`.as('done')])
    .where('ended_at', 'is', null)
    .groupBy(['imports.id', 'started_at', 'listed_at'])
    .orderBy('imports.id')
    .execute();
  return rows.map(({ id, startedAt, listedAt, all, done }) => ({
    ...{ id, startedAt, isListed: listedAt !== null },
    ...{ pending: all - done, done },
  }));
}
