/** The queue of anomalies: facets with their counts on the left, the weightiest first on the right. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { Facet, FacetCount, ReviewFilter, ReviewItem } from '#store/review-queue.js';
import { toPage } from './layout.js';
import type { Column, Shown } from './listing.js';
import { filterToQuery } from './queue-address.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface Queue extends Shown<ReviewItem> {
  readonly filter: ReviewFilter;
  readonly counts: readonly (readonly [Facet, readonly FacetCount[]])[];
}

export const queueColumns: readonly Column<ReviewItem>[] = (
  [
    ...['anomalyId', 'severity', 'kind', 'code', 'rule', 'state', 'isDisputed', 'reportId', 'agency'],
    ...['divisionCode', 'year', 'form', 'message'],
  ] as const satisfies readonly (keyof ReviewItem)[]
).map((key) => ({ key, value: (item) => item[key] }));

export function queueToPage(queue: Queue, language: Language): string {
  const wording = wordingOf[language];
  const body = markup`<header><h1>${wording.queue} <output>${queue.count}</output></h1>${drawSearch(queue, wording)}${queue.formats}</header>
<main class="queue"><aside>${queue.counts.map(([facet, counts]) => drawFacet(facet, counts, queue.filter, wording))}</aside>
<section>${queue.rows.length === 0 ? markup`<p>${wording.none}</p>` : drawItems(queue, wording)}</section></main>`;
  return toPage({ title: wording.queue, language, body, here: 'anomalies', hasKeys: true });
}

export const addressOf = (filter: ReviewFilter): string => `/anomalies?${filterToQuery(filter)}`;

/** The rest of the filter goes along. */
function drawSearch({ filter }: Queue, wording: Wording): Markup {
  const hidden = [...filterToQuery({ ...filter, agency: undefined })].map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form action="/anomalies" role="search"><input type="search" name="agency" value="${filter.agency ?? ''}" placeholder="${wording.search}" aria-label="${wording.search}">${hidden}</form>`;
}

function drawFacet(
  facet: Facet,
  counts: readonly FacetCount[],
  filter: ReviewFilter,
  wording: Wording,
): Markup {
  const chosen = filter[facet] ?? [];
  const values = counts.map(({ value, count }) => {
    const isChosen = chosen.includes(value);
    const others = chosen.filter((one) => one !== value);
    const then = isChosen ? others : [...chosen, value];
    const href = addressOf({ ...filter, [facet]: then.length > 0 ? then : undefined });
    return markup`<li><a href="${href}"${isChosen && markup` aria-current="true"`}>${wording.values[value] ?? value} <data value="${count}">${count}</data></a></li>`;
  });
  return markup`<details${(counts.length < 12 || chosen.length > 0) && markup` open`}><summary>${wording.facets[facet]}</summary><ul>${values}</ul></details>`;
}

const drawItems = ({ rows, filter, more }: Queue, wording: Wording): Markup =>
  markup`<ol class="items">${rows.map((item) => drawItem(item, filter, wording))}</ol>${more}`;

function drawItem(item: ReviewItem, filter: ReviewFilter, wording: Wording): Markup {
  const { anomalyId, severity, kind, message, agency, year, state, isDisputed } = item;
  return markup`<li class="${severity} ${kind}"><a href="/anomalies/${anomalyId}?${String(filterToQuery(filter))}"><b>${wording.values[severity]} · ${wording.values[kind]}</b> <span>${message}</span> <small>${agency} · ${year}${state !== 'open' && ` · ${wording.values[state]}`}${isDisputed && ` · ${wording.disputed}`}</small></a></li>\n`;
}
