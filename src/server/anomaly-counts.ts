/** What waits for a reviewer, by what it is and by where it is; each bar leads into the queue. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import { countOpenAnomalies } from '#store/open-anomalies.js';
import { toPage } from './layout.js';
import { answerList, type Column, type Shown } from './listing.js';
import { type Count, drawCounts } from './plots/counts.js';
import { toFigure } from './plots/figure.js';
import { filterToQuery } from './queue-address.js';
import type { Asked, Site } from './site.js';
import { wholeList } from './whole-list.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

interface CountRow extends Count {
  readonly by: 'code' | 'division';
}

export async function showCounts(context: Asked, { store, language }: Site): Promise<Response> {
  const wording = overviewWordingOf[language];
  const { codes, provinces } = await store.ask((db) => countOpenAnomalies(db));
  const rows: CountRow[] = [
    ...codes.map(({ code, count }) => toRow('code', code, code, count)),
    ...provinces.map(({ province, name, count }) =>
      toRow('division', province, name ?? (province || wording.unknown), count),
    ),
  ];
  const listing = {
    ...{ name: 'anomalies-by', columns: countColumns, ...wholeList(rows) },
    page: ({ formats }: Shown<CountRow>) => countsToPage(rows, formats, language),
  };
  return answerList(context, listing, language);
}

const toRow = (by: CountRow['by'], id: string, name: string, count: number): CountRow => ({
  ...{
    by,
    id,
    name,
    count,
    href: `/anomalies?${filterToQuery({ state: ['open'], ...(by === 'code' ? { code: [id] } : { division: id }) })}`,
  },
});

const countColumns: readonly Column<CountRow>[] = (['by', 'id', 'name', 'count'] as const).map((key) => ({
  ...{ key, value: (row) => row[key] },
}));

/** Bars that a person can compare; the table has all. */
const mostBars = 40;

async function countsToPage(rows: readonly CountRow[], formats: Markup, language: Language): Promise<string> {
  const wording = overviewWordingOf[language];
  const figures = await Promise.all(
    (['code', 'division'] as const).map((by) =>
      countsToFigure(
        rows.filter((row) => row.by === by),
        by,
        wording,
      ),
    ),
  );
  const title = wording.waits.anomalies;
  const body = markup`<header><h1>${title}</h1>${formats}</header>
<main class="plots beside">${rows.length === 0 ? markup`<p>${wording.none}</p>` : figures}</main>`;
  return toPage({ title, language, body, here: 'overview' });
}

async function countsToFigure(
  rows: readonly CountRow[],
  by: CountRow['by'],
  { codes, regions, columns, numbers, otherRegions }: OverviewWording,
): Promise<Markup> {
  const title = by === 'code' ? codes : regions;
  const shown: readonly Column<CountRow>[] = [
    {
      ...{ key: 'name', heading: by === 'code' ? columns.code : columns.region, value: ({ name }) => name },
      draw: ({ name, href }) => markup`<a href="${href}">${name}</a>`,
    },
    { key: 'count', heading: columns.count, value: ({ count }) => count },
  ];
  return toFigure({
    ...{ title, rows, columns: shown, numbers, note: rows.length > mostBars ? otherRegions : undefined },
    plot: await drawCounts(title, rows.slice(0, mostBars)),
  });
}
