/**
 * Reports as a list: the newest first, in a year by division and name. The rows of a page are found first, and only
 * for them is looked up what has to be counted.
 */
import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { matchAgency, matchDivision } from './agency-match.js';
import type { Tables } from './tables.js';

export interface ReportFilter {
  readonly id?: number | undefined;
  /** A part of the agency's name, or the beginning of its division code. */
  readonly agency?: string | undefined;
  /** The whole key. */
  readonly agencyKey?: string | undefined;
  /** The beginning of the division code. */
  readonly division?: string | undefined;
  readonly year?: number | undefined;
  /** Of the main copy; empty where none is known. */
  readonly form?: string | undefined;
  /** With an anomaly on which reviewers have decided differently. */
  readonly isDisputed?: boolean | undefined;
  /** With an error that nobody has cleared. */
  readonly hasErrors?: boolean | undefined;
}

export interface ListedReport {
  readonly id: number;
  readonly agencyKey: string;
  readonly agency: string;
  readonly divisionCode: string | null;
  readonly level: string | null;
  readonly year: number;
  /** Empty where the report does not say. */
  readonly scope: string;
  /** Of the main copy, as the following two. */
  readonly form: string | null;
  readonly format: string | null;
  readonly publishedOn: string | null;
  readonly copies: number;
  /** Of the main copy, but those that a reviewer dismissed or found misread. */
  readonly errors: number;
  /** Anomalies of the main copy on which nobody has decided. */
  readonly open: number;
  readonly isDisputed: boolean;
}

/** Where a list goes on. */
export type ReportCursor = Pick<ListedReport, 'year' | 'divisionCode' | 'agency' | 'id'>;

export interface Page<Cursor> {
  readonly most: number;
  readonly after?: Cursor | undefined;
}

/** At most so many after the cursor; the number is written out, so that the page is known to be the short side. */
export async function listReports(
  db: Kysely<Tables>,
  filter: ReportFilter,
  { most, after }: Page<ReportCursor>,
): Promise<ListedReport[]> {
  const reports = selectReports(db, filter);
  const page = (after ? reports.where(isAfter(after)) : reports)
    .selectAll('reports')
    .orderBy(order)
    .limit(sql.lit(most));
  const rows = await db
    .selectFrom(page.as('reports'))
    .innerJoin('copies', (join) =>
      join.onRef('copies.report_id', '=', 'reports.id').on('copies.is_main', '=', 1),
    )
    .innerJoin('results', 'results.id', 'copies.result_id')
    .select(['reports.id', 'reports.agency_key', 'reports.agency', 'reports.division_code', 'reports.level'])
    .select(['reports.year', 'reports.scope', 'results.form', 'results.format', 'results.published_on'])
    .select([copies.as('copies'), errors.as('errors'), open.as('open'), disputed.as('disputed')])
    .orderBy(order)
    .execute();
  return rows.map(({ agency_key, division_code, published_on, disputed: count, ...row }) => ({
    ...{ ...row, agencyKey: agency_key, divisionCode: division_code, publishedOn: published_on },
    isDisputed: count > 0,
  }));
}

export async function countReports(db: Kysely<Tables>, filter: ReportFilter): Promise<number> {
  const { count } = await selectReports(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Years and forms that there are, to choose from. */
export async function listReportChoices(
  db: Kysely<Tables>,
): Promise<{ readonly years: readonly number[]; readonly forms: readonly string[] }> {
  const years = await db.selectFrom('reports').select('year').distinct().orderBy('year', 'desc').execute();
  const forms = await db.selectFrom('results').select('form').distinct().orderBy('form').execute();
  return { years: years.map(({ year }) => year), forms: forms.flatMap(({ form }) => form ?? []) };
}

type Reports = SelectQueryBuilder<Tables, 'reports', unknown>;

function selectReports(db: Kysely<Tables>, filter: ReportFilter): Reports {
  const { id, agency, agencyKey, division, year, form, isDisputed, hasErrors } = filter;
  let reports: Reports = db.selectFrom('reports');
  if (id !== undefined) reports = reports.where('id', '=', id);
  if (agency) reports = reports.where((one) => matchAgency(one, agency));
  if (agencyKey !== undefined) reports = reports.where('agency_key', '=', agencyKey);
  if (division) reports = reports.where((one) => matchDivision(one, division));
  if (year !== undefined) reports = reports.where('year', '=', year);
  if (form !== undefined) reports = reports.where('id', 'in', selectOnForm(db, form));
  if (isDisputed) reports = reports.where('id', 'in', selectDisputed(db));
  if (hasErrors) reports = reports.where('id', 'in', selectWithErrors(db));
  return reports;
}

/** A cross join, which SQLite goes through in its order: each copy's result is then looked up in an index alone. */
const selectOnForm = (db: Kysely<Tables>, form: string) =>
  db
    .selectFrom('copies')
    .crossJoin('results')
    .select('report_id')
    .whereRef('results.id', '=', 'copies.result_id')
    .where('copies.is_main', '=', 1)
    .where('results.form', form === '' ? 'is' : '=', form === '' ? null : form);

const selectDisputed = (db: Kysely<Tables>) =>
  db.selectFrom('review_items').select('report_id').where('is_disputed', '=', 1);

/** These verdicts say that nothing is wrong with the report. */
const cleared = sql.raw("('dismissed', 'misread')");

const selectWithErrors = (db: Kysely<Tables>) =>
  db
    .selectFrom('review_items')
    .select('report_id')
    .where('severity', '=', 'error')
    .where(sql<boolean>`state not in ${cleared}`);

const order = sql`-reports.year, coalesce(reports.division_code, ''), reports.agency, reports.id`;

const isAfter = ({ year, divisionCode, agency, id }: ReportCursor) =>
  sql<boolean>`(${order}) > (${-year}, ${divisionCode ?? ''}, ${agency}, ${id})`;

const copies = sql<number>`(select count(*) from copies as each where each.report_id = reports.id)`;
/** Only the report is searched for: what else is asked is looked up in its few rows. */
const countItems = (condition: RawBuilder<unknown>) =>
  sql<number>`(select count(case when ${condition} then 1 end) from review_items where report_id = reports.id)`;
const errors = countItems(sql`severity = 'error' and state not in ${cleared}`);
const open = countItems(sql`state = 'open'`);
const disputed = countItems(sql`is_disputed = 1`);
