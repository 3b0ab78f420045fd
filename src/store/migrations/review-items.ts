/** What there is to review, in rows narrow enough to be counted while somebody waits; follows from the other tables. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { runStatements } from './dialects.js';

export async function up(db: Kysely<unknown>): Promise<void> {
  await runStatements(db, statements);
  await sql.raw(fill).execute(db);
}

const statements = [
  `create table review_items (
    anomaly_id integer primary key,
    report_id integer not null references reports (id),
    weight integer not null,
    severity text not null,
    kind text not null,
    code text not null,
    year integer not null,
    form text not null,
    province text not null,
    state text not null,
    is_disputed integer not null
  )`,
  'create index review_items_by_report on review_items (report_id)',
  'create index review_items_by_weight on review_items (state, weight, anomaly_id)',
  `create index review_items_by_facets on review_items
    (state, severity, kind, code, year, form, province, is_disputed)`,
];

/** As `review-items.ts` had it when this was written. */
const fill = `insert into review_items
  select anomalies.id, reports.id,
    case severity when 'error' then 0 when 'warning' then 10 else 20 end
      + case kind when 'source' then 0 when 'reading' then 1 else 2 end,
    severity, kind, anomalies.code, reports.year, coalesce(results.form, ''),
    coalesce(substr(reports.division_code, 1, 2), ''), coalesce(standings.verdict, 'open'),
    coalesce(standings.is_disputed, 0)
  from copies
  join reports on reports.id = copies.report_id
  join results on results.id = copies.result_id
  join anomalies on anomalies.result_id = copies.result_id
  left join standings on standings.agency_key = reports.agency_key and standings.year = reports.year
    and standings.scope = reports.scope and standings.fingerprint = anomalies.fingerprint
    and standings.sha256 in ('', copies.sha256)
  where copies.is_main = 1`;
