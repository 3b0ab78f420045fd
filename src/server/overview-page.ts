/** One screen: who has reported, how often reports are wrong, what was done last, what waits. */
import { type Markup, markup } from '#inspect/markup.js';
import { listCoverage } from '#store/coverage.js';
import { listErrorRates, type YearErrors } from '#store/error-rates.js';
import { type ImportState, listImportStates } from '#store/import-states.js';
import { countWaiting, type WaitingCounts } from '#store/waiting-counts.js';
import { coverageAddress, coverageToFigure, placesToLines, yearsOf } from './coverage-figure.js';
import { type CrawlState, listCrawlStates } from './crawl-list.js';
import { drawOutcomes, shortTime } from './import-list.js';
import { toPage } from './layout.js';
import { answerList, type Column, type Shown } from './listing.js';
import { toFigure } from './plots/figure.js';
import { drawRates } from './plots/rates.js';
import { filterToQuery } from './queue-address.js';
import type { Asked, Site } from './site.js';
import { wholeList } from './whole-list.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

/** Of imports and of crawls. */
const mostLatest = 4;

/** As data: the years, with their reports and errors. Coverage is data at its own address. */
export async function showOverview(context: Asked, site: Site): Promise<Response> {
  const { store, language } = site;
  const wording = overviewWordingOf[language];
  const rates = await store.ask((db) => listErrorRates(db));
  const listing = {
    ...{ name: 'years', columns: rateColumns(wording), ...wholeList(rates) },
    page: async ({ formats }: Shown<YearErrors>) =>
      toPage({
        ...{ title: wording.overview, language, here: 'overview' },
        body: await drawOverview(rates, formats, site),
      }),
  };
  return answerList(context, listing, language);
}

async function drawOverview(rates: readonly YearErrors[], formats: Markup, site: Site): Promise<Markup> {
  const { store, language, now } = site;
  const wording = overviewWordingOf[language];
  const [coverage, imports, waiting] = await store.ask(async (db) => [
    await listCoverage(db, 'country'),
    await listImportStates(db, { most: mostLatest }),
    await countWaiting(db),
  ]);
  const crawls = (await listCrawlStates(store)).slice(0, mostLatest);
  const years = yearsOf(coverage, now().slice(0, 10));
  const lines = placesToLines(coverage, years, wording);
  return markup`<header><h1>${wording.overview}</h1>${formats}</header>
<main class="plots overview"><section>${
    lines.length === 0
      ? markup`<p>${wording.none}</p>`
      : await coverageToFigure(wording.coverage, lines, { years, of: 'place', wording })
  }<p><a href="${coverageAddress('country')}">${wording.parts}</a></p></section>
<section>${rates.length > 0 && (await ratesToFigure(rates, wording))}${drawWaiting(waiting, wording)}
${drawImports(imports, wording)}${drawCrawls(crawls, wording)}</section></main>`;
}

/** Those that are counted: not what was dismissed or misread. */
const errorsOf = (year: number): string =>
  `/anomalies?${filterToQuery({ severity: ['error'], state: standingStates, year: [year] })}`;

const standingStates = ['open', 'confirmed', 'corrected'] as const;

async function ratesToFigure(rates: readonly YearErrors[], wording: OverviewWording): Promise<Markup> {
  const shown = rates.map(({ year, reports, faulty }) => ({
    ...{ year, reports, faulty, href: errorsOf(year), text: wording.rate(year, faulty, reports) },
  }));
  return toFigure({
    ...{ title: wording.rates, rows: rates, columns: rateColumns(wording), numbers: wording.numbers },
    ...{ plot: await drawRates(wording.rates, shown), note: wording.rateNote },
  });
}

const rateColumns = ({ columns }: OverviewWording): Column<YearErrors>[] => [
  {
    ...{ key: 'year', heading: columns.year, value: ({ year }) => year },
    draw: ({ year }) => markup`<a href="${errorsOf(year)}">${year}</a>`,
  },
  { key: 'reports', heading: columns.reports, value: ({ reports }) => reports },
  { key: 'faulty', heading: columns.faulty, value: ({ faulty }) => faulty },
  { key: 'errors', heading: columns.errors, value: ({ errors }) => errors },
];

function drawWaiting(counts: WaitingCounts, { waiting, waits }: OverviewWording): Markup {
  const links: Readonly<Record<keyof WaitingCounts, string>> = {
    ...{
      inputs: '/imports',
      reports: '/imports',
      anomalies: '/anomalies-by',
      disputed: '/anomalies?disputed=1',
    },
  };
  const lines = (Object.keys(links) as (keyof WaitingCounts)[]).map(
    (what) => markup`<dt><a href="${links[what]}">${waits[what]}</a></dt><dd>${counts[what]}</dd>`,
  );
  return markup`<h2>${waiting}</h2><dl class="waiting">${lines}</dl>`;
}

function drawImports(imports: readonly ImportState[], wording: OverviewWording): Markup {
  const lines = imports.map(
    (one) =>
      markup`<li>${shortTime(one.startedAt)} ${wording.states[one.state]} <small>${drawOutcomes(one, wording.outcomes)}${one.pending > 0 && ` · ${wording.columns.pending} ${one.pending}`}</small></li>`,
  );
  return drawLatest(wording.imports, '/imports', lines, wording);
}

function drawCrawls(crawls: readonly CrawlState[], wording: OverviewWording): Markup {
  const lines = crawls.map(
    ({ site, state, found, code }) =>
      markup`<li>${shortTime(site.started_at)} ${site.name}: ${wording.states[state] ?? state}${code !== null && ` ${code}`} <small>${found !== null && `${wording.columns.found} ${found}`}</small></li>`,
  );
  return drawLatest(wording.crawls, '/crawls', lines, wording);
}

const drawLatest = (
  title: string,
  href: string,
  lines: readonly Markup[],
  { none, all }: OverviewWording,
): Markup =>
  markup`<h2>${title} <a href="${href}">${all}</a></h2>${lines.length > 0 ? markup`<ul class="latest">${lines}</ul>` : markup`<p>${none}</p>`}`;
