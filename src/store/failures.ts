/**
 * What gave no report, for a person to look at: inputs without a document, documents without a record, and records of
 * which nobody knows whose they are or of which year.
 */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.js';

/** What a record without agency or year is listed under, beside the codes of inputs and documents. */
export const unplacedCode = 'unplaced';

export interface FailureFilter {
  readonly code?: string | undefined;
  readonly importId?: number | undefined;
  /** What was said of the document; `open` where nothing was. All of them if not given. */
  readonly state?: FailureState | undefined;
}

export const failureStates = ['open', 'not-a-report', 'withdrawn'] as const;

export type FailureState = (typeof failureStates)[number];

export interface FailedInput {
  /** Where the list goes on. */
  readonly cursor: FailureCursor;
  readonly code: string;
  readonly detail: string | null;
  readonly location: string;
  /** Null where there is no document. */
  readonly sha256: string | null;
  /** Of a record: what is known of it. */
  readonly agency: string | null;
  readonly year: number | null;
  readonly importId: number | null;
  readonly at: string;
  readonly state: FailureState;
  /** Why, in the words of who said so. */
  readonly reason: string | null;
}

export interface FailureCursor {
  /** `failure`: a row of `failures`; `record`: of `results`. The first come first. */
  readonly of: 'failure' | 'record';
  readonly id: number;
}

/** At most so many after the cursor; of either kind the latest first. */
export async function listFailures(
  db: Kysely<Tables>,
  filter: FailureFilter,
  { most, after }: { readonly most: number; readonly after?: FailureCursor | undefined },
): Promise<FailedInput[]> {
  const failures = after?.of === 'record' ? [] : await listFailed(db, filter, most, after?.id);
  const left = most - failures.length;
  if (left === 0) return failures;
  return [
    ...failures,
    ...(await listUnplaced(db, filter, left, after?.of === 'record' ? after.id : undefined)),
  ];
}

/** The latest of the place. */
export function findFailureAt(
  db: Kysely<Tables>,
  location: string,
): Promise<Pick<FailedInput, 'location' | 'sha256' | 'code'> | undefined> {
  return db
    .selectFrom('failures')
    .select(['location', 'sha256', 'code'])
    .where('location', '=', location)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** By code, the most frequent first; whatever code the filter asks for. */
export async function countFailures(
  db: Kysely<Tables>,
  filter: Omit<FailureFilter, 'code'>,
): Promise<{ readonly code: string; readonly count: number }[]> {
  const counts = await selectFailed(db, filter)
    .select(['code', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('code')
    .execute();
  const { count } = await selectUnplaced(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const all = count > 0 ? [...counts, { code: unplacedCode, count }] : counts;
  return all.sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}

async function listFailed(
  db: Kysely<Tables>,
  filter: FailureFilter,
  most: number,
  before: number | undefined,
): Promise<FailedInput[]> {
  const rows = await selectFailed(db, filter)
    .select(['id', 'code', 'detail', 'location', 'sha256', 'import_id as importId', 'at'])
    .select([stateOf('failures').as('state'), reasonOf('failures').as('reason')])
    .$if(filter.code !== undefined, (some) => some.where('code', '=', filter.code ?? ''))
    .$if(before !== undefined, (some) => some.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id, ...row }) => ({
    ...{ ...row, cursor: { of: 'failure', id }, agency: null, year: null },
  }));
}

async function listUnplaced(
  db: Kysely<Tables>,
  filter: FailureFilter,
  most: number,
  before: number | undefined,
): Promise<FailedInput[]> {
  if (filter.code !== undefined && filter.code !== unplacedCode) return [];
  const rows = await selectUnplaced(db, filter)
    .select(['id', 'sha256', 'agency', 'year', 'created_at as at'])
    .select([stateOf('results').as('state'), reasonOf('results').as('reason')])
    .select([oneSource<string>('location').as('location'), oneSource<number>('import_id').as('importId')])
    .$if(before !== undefined, (some) => some.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id, location, ...row }) => ({
    ...{ ...row, cursor: { of: 'record', id }, code: unplacedCode, detail: null, location: location ?? '' },
  }));
}

const selectFailed = (db: Kysely<Tables>, { importId, state }: FailureFilter) =>
  db
    .selectFrom('failures')
    .$if(importId !== undefined, (some) => some.where('import_id', '=', importId ?? 0))
    .$if(state !== undefined, (some) => some.where(stateOf('failures'), '=', state ?? 'open'));

const selectUnplaced = (db: Kysely<Tables>, { importId, state }: FailureFilter) =>
  db
    .selectFrom('results')
    .where(isUnplaced)
    .$if(importId !== undefined, (some) => some.where(isOfImport(importId ?? 0)))
    .$if(state !== undefined, (some) => some.where(stateOf('results'), '=', state ?? 'open'));

/** The first line as an index has it; the second, since a manifest may tell what the record does not. */
const isUnplaced = sql<boolean>`is_current = 1 and outcome = 'report' and (agency is null or year is null)
  and not exists (select 1 from copies where copies.result_id = results.id)`;

const isOfImport = (id: number) => sql<boolean>`exists (
  select 1 from sources where sources.sha256 = results.sha256 and import_id = ${id})`;

/** Where it stands; of several places the first. */
const oneSource = <Type>(column: 'location' | 'import_id') => sql<Type | null>`(
  select ${sql.ref(column)} from sources where sources.sha256 = results.sha256
  order by is_current desc, location limit 1)`;

/** What was said of the document last, where both was. */
const saidOf = (table: 'failures' | 'results', column: 'what' | 'reason') => sql<string | null>`(
  select ${sql.ref(column)} from ruled where ruled.sha256 = ${sql.ref(`${table}.sha256`)}
  and what in ('not-a-report', 'withdrawn') order by ruled.at desc, what limit 1)`;

const stateOf = (table: 'failures' | 'results') =>
  sql<FailureState>`coalesce(${saidOf(table, 'what')}, 'open')`;

const reasonOf = (table: 'failures' | 'results') => saidOf(table, 'reason');
