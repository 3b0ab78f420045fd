/** Lists of agencies and of reports, each also as data. */
import { type AgencyFilter, countAgencies, type ListedAgency, listAgencies } from '#store/browse-agencies.js';
import {
  countReports,
  type ListedReport,
  listReportChoices,
  listReports,
  type ReportFilter,
} from '#store/browse-reports.js';
import { agencyToPage } from './agency-page.js';
import {
  agencyCursorToText,
  parseAgencyCursor,
  parseAgencyFilter,
  parseReportCursor,
  parseReportFilter,
  reportCursorToText,
} from './browse-address.js';
import { agenciesToPage, agencyColumns, goneToPage, reportColumns, reportsToPage } from './browse-lists.js';
import { findDivisionPath } from './division-path.js';
import { answerList, type Listing } from './listing.js';
import type { Asked, Site, SiteApp } from './site.js';

export function addBrowsePages(app: SiteApp, site: Site): void {
  app.get('/reports', (context) => showReports(context, site));
  app.get('/agencies', (context) => showAgencies(context, site));
  app.get('/agencies/:key', (context) => showAgency(context, site));
}

const queryOf = (context: Asked): URLSearchParams => new URL(context.req.url).searchParams;

function showReports(context: Asked, { store, language }: Site): Promise<Response> {
  const filter = parseReportFilter(queryOf(context));
  const listing: Listing<ListedReport> = {
    ...listingOf({ store }, filter),
    ...{ name: 'reports', columns: reportColumns(language) },
    page: async (shown) => {
      const choices = await store.ask((db) => listReportChoices(db));
      return reportsToPage({ ...shown, filter, choices }, language);
    },
  };
  return answerList(context, listing, language);
}

const listingOf = ({ store }: Pick<Site, 'store'>, filter: ReportFilter) => ({
  read: (most: number, after: string | undefined) =>
    store.ask((db) => listReports(db, filter, { most, after: parseReportCursor(after) })),
  cursorOf: reportCursorToText,
  count: () => store.ask((db) => countReports(db, filter)),
});

function showAgencies(context: Asked, { store, language }: Site): Promise<Response> {
  const filter: AgencyFilter = parseAgencyFilter(queryOf(context));
  const listing: Listing<ListedAgency> = {
    ...{ name: 'agencies', columns: agencyColumns(language) },
    read: (most, after) =>
      store.ask((db) => listAgencies(db, filter, { most, after: parseAgencyCursor(after) })),
    cursorOf: agencyCursorToText,
    count: () => store.ask((db) => countAgencies(db, filter)),
    page: (shown) => agenciesToPage({ ...shown, filter }, language),
  };
  return answerList(context, listing, language);
}

/** Its years are a list as well. */
async function showAgency(context: Asked, { store, language }: Site): Promise<Response> {
  const agencyKey = (context.req.param('key') ?? '').replaceAll('\0', '');
  const [agency] = await store.ask((db) => listAgencies(db, { agencyKey }, { most: 1 }));
  if (!agency) return context.html(goneToPage('agencies', language), 404);
  const divisions = await findDivisionPath(agency.divisionCode, agency.lastYear);
  const listing: Listing<ListedReport> = {
    ...listingOf({ store }, { agencyKey }),
    ...{ name: 'reports', columns: reportColumns(language, { isOfOne: true }) },
    page: (shown) => agencyToPage({ ...shown, agency, divisions }, language),
  };
  return answerList(context, listing, language);
}
