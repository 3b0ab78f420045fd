/** Who has reported of which year: the parts of a place, and its own agencies; why a report is missing. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import { type AgencyYears, listAgencyYears, readAgencyYears } from '#store/agency-years.js';
import { listCoverage, type Place, type PlaceCoverage } from '#store/coverage.js';
import { explainGaps } from '#store/coverage-gaps.js';
import type { Store } from '#store/store.js';
import { addressOfAgency } from './browse-lists.js';
import {
  agenciesToLines,
  coverageAddress,
  coverageToFigure,
  gapToText,
  placeName,
  placesToLines,
  yearsOf,
} from './coverage-figure.js';
import { type CoverageRow, coverageColumns, listCoverageRows } from './coverage-rows.js';
import { findDivisionPath } from './division-path.js';
import { toPage } from './layout.js';
import { answerList, type Shown } from './listing.js';
import type { Asked, Site } from './site.js';
import { wholeList } from './whole-list.js';
import { listWordingOf } from './wording/listing.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

/** Of agencies in one map. */
const mostAgencies = 100;

export async function showCoverage(context: Asked, site: Site): Promise<Response> {
  const { store, language } = site;
  const query = new URL(context.req.url).searchParams;
  const place = parsePlace(query.get('division'));
  const parts = await store.ask((db) => listCoverage(db, place));
  const today = site.now().slice(0, 10);
  const covered = { place, parts, today, wording: overviewWordingOf[language] };
  const listing = {
    ...{ name: 'coverage', columns: coverageColumns },
    ...wholeList(query.has('format') ? await listCoverageRows(store, covered) : []),
    page: (shown: Shown<CoverageRow>) => coverageToPage(shown, { query, place, parts, today }, site),
  };
  return answerList(context, listing, language);
}

/** A text that a store takes. */
export const parseKey = (given: string | null): string | undefined =>
  given?.replaceAll('\0', '') || undefined;

/** The country where it is none. */
function parsePlace(given: string | null): Place {
  return given === 'unknown' || /^\d{6}$/.test(given ?? '') ? String(given) : 'country';
}

interface CoverageView {
  readonly query: URLSearchParams;
  readonly place: Place;
  readonly parts: readonly PlaceCoverage[];
  readonly today: string;
}

async function coverageToPage(
  { formats }: Shown<CoverageRow>,
  { query, place, parts, today }: CoverageView,
  { store, language }: Site,
): Promise<string> {
  const wording = overviewWordingOf[language];
  const after = parseKey(query.get('from'));
  const found = await store.ask((db) => listAgencyYears(db, place, { most: mostAgencies + 1, after }));
  const agencies = found.slice(0, mostAgencies);
  const asked = await findAsked(query, store);
  const explain = await store.ask((db) => explainGaps(db, [...agencies, ...asked.agencies], today));
  const lines = placesToLines(parts, yearsOf(parts, today), wording);
  const years = yearsOf(
    agencies.map(({ reports }) => ({ years: reports })),
    today,
  );
  const own = agenciesToLines(place, agencies, { years, explain, wording });
  const notes = asked.agencies.map((agency) =>
    gapNote(agency, gapToText(explain(agency, asked.year), wording), asked.year, wording),
  );
  const body = markup`<header><h1>${wording.coverage}</h1>${await drawPath(place, today, language)}${formats}</header>
<main class="plots">${notes}${
    lines.length > 0 &&
    (await coverageToFigure(wording.parts, lines, {
      years: yearsOf(parts, today),
      of: 'place',
      wording,
    }))
  }${own.length > 0 && (await coverageToFigure(wording.own, own, { years, of: 'agency', wording }))}${
    lines.length + own.length === 0 && markup`<p>${wording.none}</p>`
  }${
    found.length > mostAgencies &&
    markup`<p><a rel="next" href="${coverageAddress(place, { from: agencies.at(-1)?.key ?? '' })}">${listWordingOf[language].more}</a></p>`
  }</main>`;
  return toPage({ title: wording.coverage, language, body, here: 'overview' });
}

/** Of whom it is asked why there is no report of a year. */
async function findAsked(
  query: URLSearchParams,
  store: Store,
): Promise<{ readonly agencies: readonly AgencyYears[]; readonly year: number }> {
  const [key, year] = [parseKey(query.get('agency')), Number(query.get('year'))];
  if (key === undefined || !Number.isInteger(year)) return { agencies: [], year };
  const agencies = await store.ask((db) => readAgencyYears(db, [key]));
  return { agencies: agencies.filter(({ reports }) => reports.every((one) => one.year !== year)), year };
}

const gapNote = ({ key, agency }: AgencyYears, why: string, year: number, wording: OverviewWording): Markup =>
  markup`<p class="gap" role="status"><a href="${addressOfAgency(key)}">${agency}</a> ${wording.gap('', year, why)}</p>`;

/** From the country down to the place. */
async function drawPath(place: Place, today: string, language: Language): Promise<Markup> {
  const wording = overviewWordingOf[language];
  const path = await findDivisionPath(place, Number(today.slice(0, 4)));
  const above = [{ place: 'country', name: null }, ...path.map(({ code, name }) => ({ place: code, name }))];
  const isOnPath = above.some((one) => one.place === place);
  const names = isOnPath ? above : [...above, { place, name: null }];
  const links = names.map(
    (one) =>
      markup`<li><a href="${coverageAddress(one.place)}"${one.place === place && markup` aria-current="page"`}>${placeName(one, wording)}</a></li>`,
  );
  return markup`<nav class="path" aria-label="${wording.columns.place}"><ol>${links}</ol></nav>`;
}
