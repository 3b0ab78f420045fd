/** Agencies of which there are reports, by division and name; called as in their latest report. */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { matchAgency, matchDivision } from './agency-match.js';
import type { Page } from './browse-reports.js';
import type { Tables } from './tables.js';

export interface AgencyFilter {
  /** A part of a name that it has had, or the beginning of its division code. */
  readonly agency?: string | undefined;
  /** The beginning of the division code. */
  readonly division?: string | undefined;
  /** The whole key. */
  readonly agencyKey?: string | undefined;
  readonly level?: string | undefined;
}

export interface ListedAgency {
  readonly agencyKey: string;
  readonly agency: string;
  readonly divisionCode: string | null;
  readonly level: string | null;
  readonly reports: number;
  readonly firstYear: number;
  readonly lastYear: number;
  /** Anomalies of main copies on which nobody has decided. */
  readonly open: number;
}

/** Where a list goes on. */
export type AgencyCursor = Pick<ListedAgency, 'divisionCode' | 'agency' | 'agencyKey'>;

/** At most so many after the cursor. */
export async function listAgencies(
  db: Kysely<Tables>,
  filter: AgencyFilter,
  { most, after }: Page<AgencyCursor>,
): Promise<ListedAgency[]> {
  const latest = selectLatest(db, filter);
  const page = (after ? latest.where(isAfter(after)) : latest)
    .selectAll('reports')
    .orderBy(order)
    .limit(sql.lit(most));
  const rows = await db
    .selectFrom(page.as('reports'))
    .select(['agency_key', 'agency', 'division_code', 'level', 'year'])
    .select([reports.as('reports'), first.as('first'), open.as('open')])
    .orderBy(order)
    .execute();
  return rows.map(({ agency_key, division_code, year, first: firstYear, ...row }) => ({
    ...{ ...row, agencyKey: agency_key, divisionCode: division_code, firstYear, lastYear: year },
  }));
}

export async function countAgencies(db: Kysely<Tables>, filter: AgencyFilter): Promise<number> {
  const { count } = await selectLatest(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

type Reports = SelectQueryBuilder<Tables, 'reports', unknown>;

/** One report of each agency. */
function selectLatest(db: Kysely<Tables>, { agency, division, agencyKey, level }: AgencyFilter): Reports {
  let reports: Reports = db.selectFrom('reports').where(isLatest);
  if (agency)
    reports = reports.where('agency_key', 'in', (one) =>
      one
        .selectFrom('reports')
        .select('reports.agency_key')
        .where((each) => matchAgency(each, agency)),
    );
  if (division) reports = reports.where((one) => matchDivision(one, division));
  if (agencyKey !== undefined) reports = reports.where('agency_key', '=', agencyKey);
  if (level !== undefined) reports = reports.where('level', level === '' ? 'is' : '=', level || null);
  return reports;
}

const isLatest = sql<boolean>`not exists (
  select 1 from reports as later where later.agency_key = reports.agency_key
    and (later.year, later.scope) > (reports.year, reports.scope))`;

const order = sql`coalesce(reports.division_code, ''), reports.agency, reports.agency_key`;

const isAfter = ({ divisionCode, agency, agencyKey }: AgencyCursor) =>
  sql<boolean>`(${order}) > (${divisionCode ?? ''}, ${agency}, ${agencyKey})`;

const reports = sql<number>`(select count(*) from reports as each where each.agency_key = reports.agency_key)`;
const first = sql<number>`(select min(each.year) from reports as each
  where each.agency_key = reports.agency_key)`;
/** Counted, not searched for by the state: most anomalies of a store are open. */
const open = sql<number>`(select count(case review_items.state when 'open' then 1 end) from reports as each
  join review_items on review_items.report_id = each.id where each.agency_key = reports.agency_key)`;
