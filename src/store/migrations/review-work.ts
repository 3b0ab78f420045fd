/**
 * Several reviewers at once: who they are, what each is looking at, filters they have named. What there is to review
 * also knows the whole division and the import.
 */
import { type Kysely, sql } from 'kysely';
import { runStatements } from './dialects.js';

export async function up(db: Kysely<unknown>): Promise<void> {
  await runStatements(db, statements);
  await sql.raw(fill).execute(db);
}

const statements = [
  'drop table review_items',
  `create table review_items (
    anomaly_id integer primary key,
    report_id integer not null references reports (id),
    weight integer not null,
    severity text not null,
    kind text not null,
    code text not null,
    year integer not null,
    form text not null,
    division text not null,
    import_id integer not null,
    state text not null,
    is_disputed integer not null
  )`,
  'create index review_items_by_report on review_items (report_id)',
  'create index review_items_by_weight on review_items (state, weight, anomaly_id)',
  'create index review_items_by_all on review_items (weight, anomaly_id)',
  'create index review_items_of_division on review_items (division, state)',
  // Counted in their order, without sorting.
  ...['severity', 'kind', 'code', 'year', 'form', 'import_id', 'division'].map(
    (column) => `create index review_items_by_${column} on review_items (state, ${column})`,
  ),
  `create index review_items_by_facets on review_items
    (state, severity, kind, code, year, form, import_id, division, is_disputed)`,
  `create table users (
    name text primary key,
    role text not null,
    token_hash text not null,
    added_at text not null
  )`,
  `create table review_claims (
    anomaly_id integer primary key,
    reviewer text not null,
    until text not null
  )`,
  'create index review_claims_by_reviewer on review_claims (reviewer)',
  `create table named_filters (
    name text primary key,
    filter text not null,
    reviewer text not null,
    at text not null
  )`,
];

/** As `review-items.ts` had it when this was written. */
const fill = `insert into review_items
  select anomalies.id, reports.id,
    case severity when 'error' then 0 when 'warning' then 10 else 20 end
      + case kind when 'source' then 0 when 'reading' then 1 else 2 end,
    severity, kind, anomalies.code, reports.year, coalesce(results.form, ''),
    coalesce(reports.division_code, ''),
    coalesce((select max(import_id) from sources where sources.sha256 = copies.sha256 and sources.is_current = 1), 0),
    coalesce(standings.verdict, 'open'), coalesce(standings.is_disputed, 0)
  from copies
  join reports on reports.id = copies.report_id
  join results on results.id = copies.result_id
  join anomalies on anomalies.result_id = copies.result_id
  left join standings on standings.agency_key = reports.agency_key and standings.year = reports.year
    and standings.scope = reports.scope and standings.fingerprint = anomalies.fingerprint
    and standings.sha256 in ('', copies.sha256)
  where copies.is_main = 1`;
