/**
 * The copies of reports, to be compared, and what came of it. Reports whose copies have changed are marked when
 * they change, in the same transaction; so whoever compares finds them all, whenever and in however many pieces.
 */
import { sql } from 'kysely';
import type { Anomaly } from '#model/anomaly.js';
import type { Tx } from './database.js';
import { refreshReviewItems } from './review-items.js';
import { settleReports } from './settle-decisions.js';
import { toStorable } from './storable.js';
import type { Store } from './store.js';

/** A copy as it is stored. */
export interface StoredCopy {
  readonly reportId: number;
  readonly resultId: number;
  readonly isMain: boolean;
  readonly sha256: string;
  readonly name: string;
  readonly format: string | null;
  readonly form: string | null;
  /** Where it stood another document stands by now. */
  readonly isReplaced: boolean;
  readonly figures: readonly StoredFigure[];
  /** Fields that an anomaly of reading, or of an undecided one, names. */
  readonly doubtful: readonly string[];
}

export interface StoredFigure {
  readonly field: string;
  readonly state: string;
  readonly value: number | null;
  /** Place: JSON. */
  readonly at: string | null;
}

/** Of a main copy, in comparison with another one. */
export interface LinkAnomaly {
  readonly resultId: number;
  readonly anomaly: Anomaly;
  readonly message: string;
}

/**
 * Compares the copies of at most `most` reports that were not looked at since they changed, in one transaction.
 * Tells how many reports that were, and how many anomalies they have now.
 */
export function linkSome(
  store: Store,
  most: number,
  compare: (copies: readonly StoredCopy[]) => readonly LinkAnomaly[],
): Promise<{ readonly reports: number; readonly anomalies: number }> {
  return store.change(async (tx) => {
    const reports = await findUnlinked(tx, most);
    if (reports.length === 0) return { reports: 0, anomalies: 0 };
    await forgetLinks(tx, reports);
    const anomalies = [...(await readCopies(tx, reports)).values()].flatMap(compare);
    for (const some of inChunks(anomalies))
      await tx.insertInto('anomalies').values(some.map(toRow)).execute();
    await refreshReviewItems(tx, reports);
    await settleReports(tx, reports);
    await tx.updateTable('reports').set({ is_linked: 1 }).where('id', 'in', reports).execute();
    return { reports: reports.length, anomalies: anomalies.length };
  });
}

/** All reports are to be looked at again: after a change of what is looked for. */
export async function unlinkAll(store: Store): Promise<void> {
  await store.change((tx) =>
    tx.updateTable('reports').set({ is_linked: 0 }).where('is_linked', '=', 1).execute(),
  );
}

/** Imports that are through and whose reports nobody looked at since. */
export function listUnlinkedImports(store: Store): Promise<number[]> {
  return store.ask(async (db) => {
    const rows = await db
      .selectFrom('imports')
      .select('id')
      .where('linked_at', 'is', null)
      .where('ended_at', 'is not', null)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  });
}

export async function noteLinked(store: Store, imports: readonly number[], at: string): Promise<void> {
  if (imports.length === 0) return;
  await store.change((tx) =>
    tx.updateTable('imports').set({ linked_at: at }).where('id', 'in', imports).execute(),
  );
}

async function findUnlinked(tx: Tx, most: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('reports')
    .select('id')
    .where('is_linked', '=', 0)
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

async function forgetLinks(tx: Tx, reports: readonly number[]): Promise<void> {
  await tx
    .deleteFrom('anomalies')
    .where('found_by', '=', 'link')
    .where('result_id', 'in', tx.selectFrom('copies').select('result_id').where('report_id', 'in', reports))
    .execute();
}

/** Of reports that have several, by report; the main one first, the others by hash. */
async function readCopies(tx: Tx, reports: readonly number[]): Promise<ReadonlyMap<number, StoredCopy[]>> {
  const several = tx
    .selectFrom('copies')
    .select('report_id')
    .where('report_id', 'in', reports)
    .groupBy('report_id')
    .having(({ fn }) => fn.countAll(), '>', 1);
  const rows = await tx
    .selectFrom('copies')
    .innerJoin('results', 'results.id', 'copies.result_id')
    .select(['report_id', 'result_id', 'is_main', 'copies.sha256', 'format', 'form'])
    .select([nameOf.as('name'), isReplaced.as('is_replaced')])
    .where('report_id', 'in', several)
    .orderBy('is_main', 'desc')
    .orderBy('copies.sha256')
    .orderBy('copies.charset')
    .execute();
  // Each once, also where it is asked for in several statements.
  const results = [...new Set(rows.map(({ result_id }) => result_id))];
  const [figures, doubtful] = [await readFigures(tx, results), await readDoubtful(tx, results)];
  const copies = new Map<number, StoredCopy[]>();
  for (const { report_id: reportId, result_id: resultId, is_main, is_replaced, name, ...row } of rows) {
    const copy: StoredCopy = {
      ...{ ...row, reportId, resultId, name: name ?? row.sha256 },
      ...{ isMain: is_main === 1, isReplaced: is_replaced === 1 },
      figures: figures.get(resultId) ?? [],
      doubtful: doubtful.get(resultId) ?? [],
    };
    copies.set(reportId, [...(copies.get(reportId) ?? []), copy]);
  }
  return copies;
}

/** Of several the first, so that equal stores say the same. */
const nameOf = sql<string | null>`(
  select min(sources.name) from sources where sources.sha256 = copies.sha256)`;

const isReplaced = sql<number>`case when exists (
    select 1 from sources where sources.sha256 = copies.sha256 and sources.is_current = 1)
  then 0 else 1 end`;

/** A statement of a database takes so and so many values, whatever the number of copies. */
const chunk = 1000;

function* inChunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += chunk) yield items.slice(start, start + chunk);
}

async function collect<Item, Row>(
  chunks: Iterable<readonly Item[]>,
  read: (some: readonly Item[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: (readonly Row[])[] = [];
  for (const some of chunks) rows.push(await read(some));
  return rows.flat();
}

async function readFigures(tx: Tx, results: readonly number[]): Promise<Map<number, StoredFigure[]>> {
  const rows = await collect(inChunks(results), (some) =>
    tx
      .selectFrom('figures')
      .innerJoin('fields', 'fields.id', 'field_id')
      .select(['result_id', 'path as field', 'state', 'value', 'at'])
      .where('result_id', 'in', some)
      .execute(),
  );
  return groupByResult(rows);
}

async function readDoubtful(tx: Tx, results: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await collect(inChunks(results), (some) =>
    tx
      .selectFrom('anomalies')
      .select(['result_id', 'fields'])
      .where('result_id', 'in', some)
      .where('kind', 'in', ['reading', 'undecided'])
      // What a person asks about is no doubt of ours.
      .where('found_by', '<>', 'reviewer')
      .execute(),
  );
  const named = rows.flatMap(({ result_id, fields }) =>
    (JSON.parse(fields) as string[]).map((field) => ({ result_id, field })),
  );
  return new Map([...groupByResult(named)].map(([id, list]) => [id, list.map(({ field }) => field)]));
}

function groupByResult<Row extends { readonly result_id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.result_id);
    if (group) group.push(row);
    else groups.set(row.result_id, [row]);
  }
  return groups;
}

const toRow = ({ resultId, anomaly, message }: LinkAnomaly) => ({
  ...{ result_id: resultId, found_by: 'link', code: anomaly.code, rule: anomaly.rule },
  ...{ severity: anomaly.severity, kind: anomaly.kind, fingerprint: anomaly.fingerprint },
  ...{ fields: JSON.stringify(anomaly.fields), data: toStorable(JSON.stringify(anomaly.data)) },
  ...{ at: JSON.stringify(anomaly.at), repairs: null, message: toStorable(message) },
});
