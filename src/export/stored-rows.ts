/** What an export asks of the store. Every order is by what the rows are, to their last column. */
import { sql } from 'kysely';
import type { Snapshot } from '#store/database.js';

/** Reports by agency, year and scope with their copies by hash; then what is of no report. Not what was withdrawn. */
export async function readOrder(snapshot: Snapshot): Promise<number[]> {
  const rows = snapshot
    .selectFrom('results')
    .leftJoin('copies', 'copies.result_id', 'results.id')
    .leftJoin('reports', 'reports.id', 'copies.report_id')
    .select('results.id')
    .where('results.is_current', '=', 1)
    .where(
      'results.sha256',
      'not in',
      snapshot.selectFrom('ruled').select('sha256').where('what', '=', 'withdrawn'),
    )
    .orderBy(sql`reports.id is null`)
    .orderBy('reports.agency_key')
    .orderBy('reports.year')
    .orderBy('reports.scope')
    .orderBy('results.sha256')
    .orderBy('results.charset')
    .stream();
  const ids: number[] = [];
  for await (const { id } of rows) ids.push(id);
  return ids;
}

export const readHeads = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('results')
    .innerJoin('documents', 'documents.sha256', 'results.sha256')
    .leftJoin('copies', 'copies.result_id', 'results.id')
    .leftJoin('reports', 'reports.id', 'copies.report_id')
    .select(['results.id', 'results.sha256', 'results.charset', 'documents.bytes', 'copies.is_main'])
    .select([
      'outcome',
      'failure_code',
      'format',
      'form',
      'title',
      'credit_code',
      'published_on',
      'incomplete',
    ])
    .select(['engine_version', 'reading', 'judging'])
    .select([
      'results.agency',
      'results.division_code',
      'results.year as said_year',
      'results.scope as said_scope',
    ])
    .select(['agency_key', 'reports.year', 'reports.scope', 'reports.level'])
    .select(['reports.agency as report_agency', 'reports.division_code as report_division_code'])
    .select(({ selectFrom }) =>
      selectFrom('copies as all')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('all.report_id', '=', 'reports.id')
        .as('copies'),
    )
    .where('results.id', 'in', ids)
    .execute();

export const readLocations = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('results')
    .innerJoin('sources', 'sources.sha256', 'results.sha256')
    .select(['results.id as result_id', 'location'])
    .where('results.id', 'in', ids)
    .where('sources.is_current', '=', 1)
    .where(sql<boolean>`coalesce(sources.charset, '') = results.charset`)
    .orderBy('location')
    .execute();

/** What people said of the documents as wholes. */
export const readRuled = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('results')
    .innerJoin('ruled', 'ruled.sha256', 'results.sha256')
    .select(['results.id as result_id', 'what'])
    .where('results.id', 'in', ids)
    .where('what', '<>', 'reported')
    .orderBy('what')
    .execute();

/** Documents that are in none of the tables because somebody said so, with what he said. */
export const readWithdrawn = (snapshot: Snapshot) =>
  snapshot
    .selectFrom('ruled')
    .innerJoin('documents', 'documents.sha256', 'ruled.sha256')
    .select(['ruled.sha256', 'reason'])
    .where('what', '=', 'withdrawn')
    .orderBy('ruled.sha256')
    .execute();

export const readFigures = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('figures')
    .innerJoin('fields', 'fields.id', 'field_id')
    .select(['result_id', 'path as field', 'state', 'value', 'raw', 'unit', 'at'])
    .where('result_id', 'in', ids)
    .orderBy('path')
    .execute();

export const readAnomalies = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('anomalies')
    .select(['result_id', 'code', 'rule', 'severity', 'kind', 'fields', 'message', 'data', 'at', 'repairs'])
    .select('fingerprint')
    .where('result_id', 'in', ids)
    .orderBy('code')
    .orderBy('fields')
    .orderBy('fingerprint')
    .orderBy('severity')
    .orderBy('kind')
    .orderBy('at')
    .orderBy('data')
    .orderBy('repairs')
    .orderBy('message')
    .execute();

const decided = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .where('copies.result_id', 'in', ids);

/** What decisions that hold say of figures: of main copies. */
export const readEdits = (snapshot: Snapshot, ids: readonly number[]) =>
  decided(snapshot, ids)
    .innerJoin('edits', (join) =>
      join
        .onRef('edits.agency_key', '=', 'reports.agency_key')
        .onRef('edits.year', '=', 'reports.year')
        .onRef('edits.scope', '=', 'reports.scope'),
    )
    .select(['result_id', 'field', 'verdict', 'value_from', 'value_to'])
    .where('copies.is_main', '=', 1)
    .where(sql<boolean>`edits.sha256 in ('', copies.sha256)`)
    .execute();

/** Decisions that hold, by the anomalies that they are on; last what holds of one document, which goes before. */
export const readStandings = (snapshot: Snapshot, ids: readonly number[]) =>
  decided(snapshot, ids)
    .innerJoin('standings', (join) =>
      join
        .onRef('standings.agency_key', '=', 'reports.agency_key')
        .onRef('standings.year', '=', 'reports.year')
        .onRef('standings.scope', '=', 'reports.scope'),
    )
    .select(['result_id', 'fingerprint', 'verdict'])
    .where(sql<boolean>`standings.sha256 in ('', copies.sha256)`)
    .orderBy('standings.sha256')
    .execute();

export const readStatements = (snapshot: Snapshot, ids: readonly number[]) =>
  snapshot
    .selectFrom('statements')
    .select(['result_id', 'slot', 'value', 'unit', 'year as stated_year', 'scope as stated_scope'])
    .select(['approximate', 'raw', 'sentence', 'at'])
    .where('result_id', 'in', ids)
    .orderBy('slot')
    .orderBy('sentence')
    .orderBy('raw')
    .orderBy('value')
    .orderBy('year')
    .orderBy('scope')
    .orderBy('unit')
    .orderBy('approximate')
    .orderBy('at')
    .execute();

type RowOf<Read extends (...given: never) => Promise<readonly unknown[]>> = Awaited<ReturnType<Read>>[number];

export type StoredHead = RowOf<typeof readHeads>;
export type StoredFigure = RowOf<typeof readFigures>;
export type StoredEdit = RowOf<typeof readEdits>;
export type StoredAnomaly = RowOf<typeof readAnomalies>;
export type StoredStatement = RowOf<typeof readStatements>;
