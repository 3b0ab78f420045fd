/**
 * What there is to review: a narrow row for each anomaly of a main copy, with the decision that holds. It follows
 * from the other tables, and is put right in every transaction that changes one of them.
 */
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** To be asked whenever the main copy of a report, its anomalies or the decisions on them have changed. */
export async function refreshReviewItems(tx: Tx, reports: readonly number[]): Promise<void> {
  if (reports.length === 0) return;
  await tx.deleteFrom('review_items').where('report_id', 'in', reports).execute();
  // A copy may come from another report.
  await tx
    .deleteFrom('review_items')
    .where(
      'anomaly_id',
      'in',
      tx
        .selectFrom('anomalies')
        .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
        .select('anomalies.id')
        .where('copies.report_id', 'in', reports),
    )
    .execute();
  await tx
    .insertInto('review_items')
    .columns([
      ...(['anomaly_id', 'report_id', 'weight', 'severity', 'kind', 'code'] as const),
      ...(['year', 'form', 'division', 'import_id', 'state', 'is_disputed'] as const),
    ])
    .expression(
      tx
        .selectFrom('copies')
        .innerJoin('reports', 'reports.id', 'copies.report_id')
        .innerJoin('results', 'results.id', 'copies.result_id')
        .innerJoin('anomalies', 'anomalies.result_id', 'copies.result_id')
        .leftJoin('standings', (join) =>
          join
            .onRef('standings.agency_key', '=', 'reports.agency_key')
            .onRef('standings.year', '=', 'reports.year')
            .onRef('standings.scope', '=', 'reports.scope')
            .onRef('standings.fingerprint', '=', 'anomalies.fingerprint')
            .on(isOfDocument),
        )
        .select(['anomalies.id', 'reports.id as report_id', weight.as('weight'), 'severity', 'kind'])
        .select(['anomalies.code', 'reports.year'])
        .select([
          sql<string>`coalesce(results.form, '')`.as('form'),
          sql<string>`coalesce(reports.division_code, '')`.as('division'),
          latestImport.as('import_id'),
          sql<string>`coalesce(standings.verdict, 'open')`.as('state'),
          sql<number>`coalesce(standings.is_disputed, 0)`.as('is_disputed'),
        ])
        .where('copies.is_main', '=', 1)
        .where('copies.report_id', 'in', reports),
    )
    .execute();
}

/** What holds as seen from the document goes before what holds of the report. */
const isOfDocument = sql<boolean>`standings.sha256 = coalesce((
  select own.sha256 from standings as own
  where own.agency_key = reports.agency_key and own.year = reports.year and own.scope = reports.scope
    and own.fingerprint = anomalies.fingerprint and own.sha256 = copies.sha256), '')`;

/** The gravest first; of those the ones that are the report's own. */
const weight = sql<number>`
  case severity when 'error' then 0 when 'warning' then 10 else 20 end
  + case kind when 'source' then 0 when 'reading' then 1 else 2 end`;

/** That met the document where it stands now; 0 where it stands nowhere any more. */
const latestImport = sql<number>`coalesce((
  select max(import_id) from sources where sources.sha256 = copies.sha256 and sources.is_current = 1), 0)`;
