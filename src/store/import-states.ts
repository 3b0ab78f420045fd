/** Imports and runs of crawls: what they were given, how far they are, what came of them. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface ImportState {
  readonly id: number;
  /** `working`: workers have not done all that it left them. `open`: it runs, or was broken off. */
  readonly state: 'ended' | 'working' | 'open';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly given: readonly string[];
  readonly engineVersion: string;
  /** How many inputs ended how. */
  readonly counts: Readonly<Record<string, number>>;
  /** What is wrong with its inputs still. */
  readonly failures: number;
  /** Of what it left to workers. */
  readonly pending: number;
  readonly done: number;
}

/** The latest first; at most so many that began before the one given. */
export async function listImportStates(
  db: Kysely<Tables>,
  { most, before }: { readonly most: number; readonly before?: number | undefined },
): Promise<ImportState[]> {
  const imports = await db
    .selectFrom('imports')
    .selectAll()
    .$if(before !== undefined, (rows) => rows.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  const ids = imports.map(({ id }) => id);
  const failures = await countFailures(db, ids);
  const works = await countWork(db, ids);
  return imports.map(({ id, listed_at, counts, ...one }): ImportState => {
    const { pending = 0, done = 0 } = works.get(id) ?? {};
    const isLeft = listed_at !== null || pending > 0;
    return {
      ...{ id, state: one.ended_at !== null ? 'ended' : isLeft ? 'working' : 'open' },
      ...{ startedAt: one.started_at, endedAt: one.ended_at, engineVersion: one.engine_version },
      ...{ given: JSON.parse(one.arguments), counts: JSON.parse(counts ?? '{}') },
      ...{ failures: failures.get(id) ?? 0, pending, done },
    };
  });
}

export async function countImports(db: Kysely<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('imports')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function countFailures(
  db: Kysely<Tables>,
  imports: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (imports.length === 0) return new Map();
  const rows = await db
    .selectFrom('failures')
    .select(({ fn }) => ['import_id', fn.countAll<number>().as('count')])
    .where('import_id', 'in', imports)
    .groupBy('import_id')
    .execute();
  return new Map(rows.map(({ import_id, count }) => [import_id, count]));
}

interface WorkCount {
  readonly pending: number;
  readonly done: number;
}

async function countWork(
  db: Kysely<Tables>,
  imports: readonly number[],
): Promise<ReadonlyMap<number, WorkCount>> {
  if (imports.length === 0) return new Map();
  const rows = await db
    .selectFrom('work')
    .select(({ fn }) => [
      'import_id',
      fn.countAll<number>().as('all'),
      fn.count<number>('outcome').as('done'),
    ])
    .where('import_id', 'in', imports)
    .groupBy('import_id')
    .execute();
  return new Map(rows.map(({ import_id, all, done }) => [import_id, { pending: all - done, done }]));
}
