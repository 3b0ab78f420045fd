/** What one verdict on all of a filter would touch, before it does. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { FacetCount, ReviewFilter, ReviewItem } from '#store/review-queue.js';
import { mostAtOnce } from './bulk-decide.js';
import { toPage } from './layout.js';
import { messageIn } from './message-in.js';
import { filterToQuery } from './queue-address.js';
import { addressOf } from './queue-page.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface Bulk {
  readonly filter: ReviewFilter;
  readonly count: number;
  readonly codes: readonly FacetCount[];
  readonly states: readonly FacetCount[];
  /** The first of them. */
  readonly items: readonly ReviewItem[];
}

export function bulkToPage(bulk: Bulk, language: Language): string {
  const wording = wordingOf[language];
  const { count, filter, items } = bulk;
  const lines = items.map(
    (item) =>
      markup`<li class="${item.severity} ${item.kind}"><a href="/anomalies/${item.anomalyId}?${String(filterToQuery(filter))}"><span>${messageIn(language, item.form, item)}</span> <small>${item.agency} · ${item.year}</small></a></li>\n`,
  );
  const rest = count - items.length;
  const body = markup`<header><a href="${addressOf(filter)}" data-key="b">${wording.back}</a><h1>${wording.bulkOf(count)}</h1></header>
<main class="bulk"><p>${drawCounts(bulk.codes, wording)}</p><p>${drawCounts(bulk.states, wording)}</p>
${drawForm(bulk, wording)}<ol class="items">${lines}</ol>${rest > 0 && markup`<p>${wording.andMore(rest)}</p>`}</main>`;
  return toPage({ title: wording.bulk, language, body, here: 'anomalies' });
}

const drawCounts = (counts: readonly FacetCount[], wording: Wording): Markup =>
  markup`${counts.map(({ value, count }, index) => markup`${index > 0 && ' · '}${wording.values[value] ?? value} <data value="${count}">${count}</data>`)}`;

function drawForm({ count, filter }: Bulk, wording: Wording): Markup {
  if (count === 0) return markup`<p>${wording.none}</p>`;
  if (count > mostAtOnce) return markup`<p>${wording.tooMany(mostAtOnce)}</p>`;
  const buttons = (['confirmed', 'dismissed', 'undone'] as const).map(
    (verdict) =>
      markup`<button name="verdict" value="${verdict}">${wording.decide[verdict]} <data value="${count}">${count}</data></button> `,
  );
  return markup`<form data-send="/decisions/bulk" data-then="${addressOf(filter)}"><input type="hidden" name="filter" value="${String(filterToQuery(filter))}"><input type="hidden" name="count" value="${count}">
<label>${wording.why} <input name="reason" required maxlength="1000" autocomplete="off"></label><p>${buttons}</p><output role="status"></output></form>`;
}
