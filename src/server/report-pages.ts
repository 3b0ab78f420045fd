/** A report whole, the list of its figures, and the paper of each of its copies. */
import { type BrowsedFigure, type BrowsedReport, findBrowsedReport, findCopy } from '#store/browse-report.js';
import { listVersions, type ResultVersion } from '#store/browse-versions.js';
import type { Snapshot } from '#store/database.js';
import { goneToPage } from './browse-lists.js';
import { findDivisionPath } from './division-path.js';
import { answerList, type Listing } from './listing.js';
import { answerPaper, wholeZoom, zoomOf } from './paper.js';
import { figureColumns, figuresToPage } from './report-figures.js';
import { reportToPage } from './report-page.js';
import { placesOf } from './report-places.js';
import type { Asked, Site, SiteApp } from './site.js';
import { wholeList } from './whole-list.js';
import { reportWordingOf } from './wording/report.js';

export function addReportPages(app: SiteApp, site: Site): void {
  app.get('/reports/:id', (context) => showReport(context, site));
  app.get('/reports/:id/figures', (context) => showFigures(context, site));
  app.get('/reports/:id/source', (context) => showSource(context, site));
}

const idOf = (context: Asked): number | undefined => {
  const id = context.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
};

interface Found {
  readonly found: BrowsedReport;
  readonly versions: readonly (readonly ResultVersion[])[];
}

/** All of one moment. */
async function findWhole(snapshot: Snapshot, id: number): Promise<Found | undefined> {
  const found = await findBrowsedReport(snapshot, id);
  if (!found) return undefined;
  const versions: ResultVersion[][] = [];
  for (const copy of found.copies) versions.push(await listVersions(snapshot, copy));
  return { found, versions };
}

async function showReport(context: Asked, { store, language }: Site): Promise<Response> {
  const id = idOf(context);
  const whole = id === undefined ? undefined : await store.read((snapshot) => findWhole(snapshot, id));
  if (!whole) return context.html(goneToPage('reports', language), 404);
  const { found, versions } = whole;
  const divisions = await findDivisionPath(found.report.divisionCode, found.report.year);
  const { user } = context.var;
  const zoom = zoomOf(context, wholeZoom);
  return context.html(reportToPage({ ...found, divisions, versions, user, language, zoom }));
}

async function showFigures(context: Asked, { store, language }: Site): Promise<Response> {
  const id = idOf(context);
  const found =
    id === undefined ? undefined : await store.read((snapshot) => findBrowsedReport(snapshot, id));
  if (!found) return context.html(goneToPage('reports', language), 404);
  const { report, figures } = found;
  const wording = reportWordingOf[language];
  const listing: Listing<BrowsedFigure> = {
    ...{ name: `figures-${report.id}`, columns: figureColumns(report, wording) },
    ...wholeList(figures),
    page: (shown) => figuresToPage(shown, report, language),
  };
  return answerList(context, listing, language);
}

/** `copy`: of which document; the main one if not given. */
async function showSource(context: Asked, site: Site): Promise<Response> {
  const { store } = site;
  const id = idOf(context);
  const asked = new URL(context.req.url).searchParams.get('copy') ?? undefined;
  const found = id === undefined ? undefined : await store.read((snapshot) => findCopy(snapshot, id, asked));
  if (!found) return context.notFound();
  const { resultId } = found.copy;
  const places = placesOf(found.record);
  return answerPaper(
    context,
    { key: `result ${resultId}`, document: found.copy, places, zoom: wholeZoom },
    site,
  );
}
