/** The queue of anomalies: facets with their counts on the left, the weightiest first on the right. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { Facet, FacetCount, ReviewFilter, ReviewItem } from '#store/review-queue.js';
import { toPage } from './layout.js';
import { cursorToText, filterToQuery } from './queue-address.js';
import { type Wording, wordingOf } from './wording.js';

export interface Queue {
  readonly filter: ReviewFilter;
  readonly count: number;
  readonly counts: readonly (readonly [Facet, readonly FacetCount[]])[];
  readonly items: readonly ReviewItem[];
  /** Whether there are more after them. */
  readonly hasMore: boolean;
}

export function queueToPage(queue: Queue, language: Language): string {
  const wording = wordingOf[language];
  const body = markup`<header><h1>${wording.queue} <output>${queue.count}</output></h1>${drawSearch(queue, wording)}
<nav>${wording.formats} <a href="${addressOf(queue.filter, 'csv')}">CSV</a> <a href="${addressOf(queue.filter, 'json')}">JSON</a></nav></header>
<main class="queue"><aside>${queue.counts.map(([facet, counts]) => drawFacet(facet, counts, queue.filter, wording))}</aside>
<section>${queue.items.length === 0 ? markup`<p>${wording.none}</p>` : drawItems(queue, wording)}</section></main>`;
  return toPage({ title: wording.queue, language, body });
}

export const addressOf = (filter: ReviewFilter, format?: 'csv' | 'json'): string => {
  const query = filterToQuery(filter);
  if (format) query.set('format', format);
  return `/anomalies?${query}`;
};

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

function drawItems({ items, filter, hasMore }: Queue, wording: Wording): Markup {
  const last = items.at(-1);
  const query = filterToQuery(filter);
  if (last) query.set('after', cursorToText(last));
  return markup`<ol class="items">${items.map((item) => drawItem(item, filter, wording))}</ol>${
    hasMore && markup`<p><a rel="next" href="/anomalies?${String(query)}">${wording.more}</a></p>`
  }`;
}

function drawItem(item: ReviewItem, filter: ReviewFilter, wording: Wording): Markup {
  const { anomalyId, severity, kind, message, agency, year, state, isDisputed } = item;
  return markup`<li class="${severity} ${kind}"><a href="/anomalies/${anomalyId}?${String(filterToQuery(filter))}"><b>${wording.values[severity]} · ${wording.values[kind]}</b> <span>${message}</span> <small>${agency} · ${year}${state !== 'open' && ` · ${wording.values[state]}`}${isDisputed && ` · ${wording.disputed}`}</small></a></li>\n`;
}
