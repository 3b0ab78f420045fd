/** What one verdict on all of a filter would touch, before it does. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { ReviewFilter, ReviewItem } from '#store/review-queue.js';
import { type BulkSubjects, mostAtOnce } from './bulk-decide.js';
import { toPage } from './layout.js';
import { messageIn } from './message-in.js';
import { filterToQuery } from './queue-address.js';
import { addressOf } from './queue-page.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface Bulk extends Pick<BulkSubjects, 'count' | 'items' | 'digest'> {
  readonly filter: ReviewFilter;
}

export function bulkToPage(bulk: Bulk, language: Language): string {
  const wording = wordingOf[language];
  const { count, filter, items } = bulk;
  const shown = items.slice(0, mostShown);
  const lines = shown.map(
    (item) =>
      markup`<li class="${item.severity} ${item.kind}"><a href="/anomalies/${item.anomalyId}?${String(filterToQuery(filter))}"><span>${messageIn(language, item.form, item)}</span> <small>${item.agency} · ${item.year}</small></a></li>\n`,
  );
  const rest = count - shown.length;
  const body = markup`<header><a href="${addressOf(filter)}" data-key="b">${wording.back}</a><h1>${wording.bulkOf(count)}</h1></header>
<main class="bulk"><p>${drawCounts(items, 'code', wording)}</p><p>${drawCounts(items, 'state', wording)}</p>
${drawForm(bulk, wording)}<ol class="items">${lines}</ol>${rest > 0 && markup`<p>${wording.andMore(rest)}</p>`}</main>`;
  return toPage({ title: wording.bulk, language, body, here: 'anomalies' });
}

const mostShown = 20;

function drawCounts(items: readonly ReviewItem[], by: 'code' | 'state', wording: Wording): Markup {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item[by], (counts.get(item[by]) ?? 0) + 1);
  const texts = [...counts].map(
    ([value, count]) => markup`${wording.values[value] ?? value} <data value="${count}">${count}</data>`,
  );
  return markup`${texts.map((text, index) => markup`${index > 0 && ' · '}${text}`)}`;
}

function drawForm({ count, digest, filter }: Bulk, wording: Wording): Markup {
  if (count === 0) return markup`<p>${wording.none}</p>`;
  if (count > mostAtOnce) return markup`<p>${wording.tooMany(mostAtOnce)}</p>`;
  const buttons = (['confirmed', 'dismissed', 'undone'] as const).map(
    (verdict) =>
      markup`<button name="verdict" value="${verdict}">${wording.decide[verdict]} <data value="${count}">${count}</data></button> `,
  );
  return markup`<form data-send="/decisions/bulk" data-then="${addressOf(filter)}"><input type="hidden" name="filter" value="${String(filterToQuery(filter))}"><input type="hidden" name="digest" value="${digest}">
<label>${wording.why} <input name="reason" required maxlength="1000" autocomplete="off"></label><p>${buttons}</p><output role="status"></output></form>`;
}
