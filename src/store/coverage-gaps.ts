/**
 * Why there is no report of an agency and a year. What is certain goes first: a document that failed; a deadline that
 * has not passed; a site that was gone through since the deadline and has none; an agency that reported of a year or
 * two before and is late. Else nothing of it was ever imported, and that is all that is known.
 */
import type { Kysely } from 'kysely';
import { findDeadline } from '#agencies/deadlines.js';
import type { AgencyYears } from './agency-years.js';
import { yearsBack } from './missing-reports.js';
import type { Tables } from './tables.js';

export type Gap =
  | { readonly why: 'failed'; readonly code: string; readonly location: string }
  | { readonly why: 'not-due'; readonly deadline: string }
  /** `at`: when its site was last gone through. */
  | { readonly why: 'not-on-site'; readonly at: string; readonly site: string }
  | { readonly why: 'overdue'; readonly deadline: string }
  | { readonly why: 'not-imported' };

/** Explains any year of these agencies of which they have no report; `today`: 2026-03-31. */
export type ExplainGap = (agency: AgencyYears, year: number) => Gap;

export async function explainGaps(
  db: Kysely<Tables>,
  agencies: readonly AgencyYears[],
  today: string,
): Promise<ExplainGap> {
  const failures = await listFailures(db, agencies);
  const crawls = await listCrawls(db, agencies);
  return (agency, year) => {
    const { key, agency: name, divisionCode, reports } = agency;
    const failure = failures.find((one) => one.year === year && isOf(one, name, divisionCode));
    if (failure) return { why: 'failed', code: failure.code, location: failure.location };
    const deadline = findDeadline(agency, year);
    if (today <= deadline) return { why: 'not-due', deadline };
    const isExpected = reports.some((one) => one.year < year && year - one.year <= yearsBack);
    if (!isExpected) return { why: 'not-imported' };
    const crawl = crawls.find((one) => one.key === key && one.at.slice(0, 10) > deadline);
    return crawl ? { why: 'not-on-site', at: crawl.at, site: crawl.site } : { why: 'overdue', deadline };
  };
}

interface KnownFailure {
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly year: number | null;
  readonly code: string;
  readonly location: string;
}

/** Of documents of which a manifest says whose they are. */
function listFailures(db: Kysely<Tables>, agencies: readonly AgencyYears[]): Promise<KnownFailure[]> {
  if (agencies.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('failures')
    .innerJoin('sources', 'sources.location', 'failures.location')
    .select(['agency', 'division_code', 'year', 'code', 'failures.location'])
    .where('is_current', '=', 1)
    .where(
      'agency',
      'in',
      agencies.map(({ agency }) => agency),
    )
    .orderBy('failures.id')
    .execute();
}

/** A manifest may leave the place open. */
const isOf = (failure: KnownFailure, agency: string, divisionCode: string | null): boolean =>
  failure.agency === agency && (failure.division_code === null || failure.division_code === divisionCode);

interface PassedSite {
  readonly key: string;
  readonly site: string;
  readonly at: string;
}

/** Sites that gave an agency's reports before, and when a run of them last came to its end undisturbed. */
async function listCrawls(db: Kysely<Tables>, agencies: readonly AgencyYears[]): Promise<PassedSite[]> {
  const site = await db
    .selectFrom('crawl_sites')
    .select('id')
    .where('succeeded_at', 'is not', null)
    .executeTakeFirst();
  if (!site || agencies.length === 0) return [];
  const rows = await db
    .selectFrom('reports')
    .innerJoin('copies', 'copies.report_id', 'reports.id')
    .innerJoin('sources', 'sources.sha256', 'copies.sha256')
    .innerJoin('crawl_responses', 'crawl_responses.address', 'sources.location')
    .innerJoin('crawl_sites', 'crawl_sites.id', 'crawl_responses.site_id')
    .select(['agency_key as key', 'crawl_sites.address as site', 'succeeded_at as at'])
    .distinct()
    .where(
      'agency_key',
      'in',
      agencies.map(({ key }) => key),
    )
    .where('succeeded_at', 'is not', null)
    .execute();
  return rows.flatMap(({ key, site, at }) => (at === null ? [] : { key, site, at }));
}
