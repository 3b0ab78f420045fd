/** The queue of anomalies: facets with their counts on the left, the weightiest first on the right. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { NamedFilter } from '#store/named-filters.js';
import type { ReviewClaim } from '#store/review-claims.js';
import type { AgencyCount, Facet, FacetCount, ReviewFilter, ReviewItem } from '#store/review-queue.js';
import { toPage } from './layout.js';
import type { Column, Shown } from './listing.js';
import { messageIn } from './message-in.js';
import { filterToQuery } from './queue-address.js';
import { type Wording, wordingOf } from './wording/review.js';

export const queueColumns = (language: Language): readonly Column<ReviewItem>[] => [
  ...(
    [
      ...['anomalyId', 'severity', 'kind', 'code', 'rule', 'state', 'isDisputed', 'reportId', 'agency'],
      ...['divisionCode', 'year', 'form'],
    ] as const satisfies readonly (keyof ReviewItem)[]
  ).map((key): Column<ReviewItem> => ({ key, value: (item) => item[key] })),
  { key: 'message', value: (item) => messageIn(language, item.form, item) },
];

export interface Queue extends Shown<ReviewItem> {
  readonly filter: ReviewFilter;
  readonly counts: readonly (readonly [Facet, readonly FacetCount[]])[];
  /** Within the one that is filtered by. */
  readonly divisions: readonly FacetCount[];
  /** By the beginnings of their codes. */
  readonly names: ReadonlyMap<string, string>;
  readonly agencies: readonly AgencyCount[];
  readonly filters: readonly NamedFilter[];
  /** Of those shown: those that somebody else is looking at. */
  readonly claims: readonly ReviewClaim[];
  readonly mayDecide: boolean;
}

export function queueToPage(queue: Queue, language: Language): string {
  const wording = wordingOf[language];
  const { filter, rows } = queue;
  const bulk = markup`<a href="/anomalies/bulk?${String(filterToQuery(filter))}" data-key="a">${wording.bulk}</a>`;
  const body = markup`<header><h1>${isOfOpen(filter) ? wording.queue : wording.anomalies} <output>${queue.count}</output></h1>${drawSearch(queue, wording)}
<a href="/anomalies/next?${String(filterToQuery(filter))}" data-key="n">${wording.begin}</a> ${queue.mayDecide && bulk} ${queue.formats}</header>
<main class="queue"><aside aria-label="${wording.filter}">${drawFilters(queue, wording)}${drawDivisions(queue, wording)}${queue.counts.map(([facet, counts]) => drawFacet(facet, counts, filter, wording))}${drawDisputed(filter, wording)}</aside>
<section>${rows.length === 0 ? markup`<p>${wording.none}</p>` : drawItems(queue, language)}</section></main>`;
  return toPage({ title: wording.queue, language, body, here: 'anomalies', hasKeys: true });
}

/** Those that wait, and no others. */
const isOfOpen = ({ state }: ReviewFilter): boolean => state?.length === 1 && state[0] === 'open';

export const addressOf = (filter: ReviewFilter): string => `/anomalies?${filterToQuery(filter)}`;

/** The rest of the filter goes along. */
function drawSearch({ filter }: Queue, wording: Wording): Markup {
  const hidden = [...filterToQuery({ ...filter, agency: undefined })].map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form action="/anomalies" role="search"><input type="search" name="agency" value="${filter.agency ?? ''}" placeholder="${wording.search}" aria-label="${wording.search}">${hidden}</form>`;
}

/** A count that leads to what it counts. */
const drawCount = (
  name: string,
  count: number | undefined,
  filter: ReviewFilter,
  isChosen: boolean,
): Markup =>
  markup`<li><a href="${addressOf(filter)}"${isChosen && markup` aria-current="true"`}>${name}${count !== undefined && markup` <data value="${count}">${count}</data>`}</a></li>`;

function drawFacet(
  facet: Facet,
  counts: readonly FacetCount[],
  filter: ReviewFilter,
  wording: Wording,
): Markup {
  const chosen = filter[facet] ?? [];
  const isOfTime = facet === 'year' || facet === 'import';
  const ordered = isOfTime ? [...counts].sort((a, b) => Number(b.value) - Number(a.value)) : counts;
  const values = ordered.map(({ value, count }) => {
    const isChosen = chosen.includes(value);
    const others = chosen.filter((one) => one !== value);
    const then = isChosen ? others : [...chosen, value];
    const name = facet === 'import' ? `#${value}` : (wording.values[value] ?? String(value));
    return drawCount(name, count, { ...filter, [facet]: then.length > 0 ? then : undefined }, isChosen);
  });
  return drawGroup(wording.facets[facet], values, counts.length < fewValues || chosen.length > 0);
}

/** So many are shown at once, unasked. */
const fewValues = 12;

const drawGroup = (title: string, values: readonly Markup[], isOpen: boolean): Markup =>
  markup`<details${isOpen && markup` open`}><summary>${title}</summary><ul>${values}</ul></details>`;

/** The beginnings of the code that it lies within, itself last. */
export const pathOf = ({ division = '' }: ReviewFilter): readonly string[] =>
  [2, 4, 6].filter((digits) => digits <= division.length).map((digits) => division.slice(0, digits));

/** The way down to where the filter is, what is there, and of few agencies each. */
function drawDivisions({ filter, divisions, names, agencies }: Queue, wording: Wording): Markup {
  const { division, agencyKey, ...others } = filter;
  const isChosen = division !== undefined || agencyKey !== undefined;
  const nameOf = (prefix: string): string => names.get(prefix) ?? (prefix || wording.unknown);
  const above = isChosen ? [drawCount(wording.everywhere, undefined, others, false)] : [];
  const path = pathOf(filter).map((prefix) =>
    drawCount(nameOf(prefix), undefined, { ...others, division: prefix }, prefix === division && !agencyKey),
  );
  const isDeepest = division?.length === 6 || division === '';
  const within = (isDeepest ? [] : divisions).map(({ value, count }) =>
    drawCount(nameOf(String(value)), count, { ...others, division: String(value) }, false),
  );
  const own = agencies.map(({ value, agency, count }) => {
    const isOwn = value === agencyKey;
    const then = { ...others, division, agencyKey: isOwn ? undefined : String(value) };
    return drawCount(agency, count, then, isOwn);
  });
  return markup`${drawGroup(wording.division, [...above, ...path, ...within], isChosen || within.length < fewValues)}${own.length > 0 && drawGroup(wording.agencies, own, true)}`;
}

const drawDisputed = ({ isDisputed, ...filter }: ReviewFilter, wording: Wording): Markup =>
  markup`<ul>${drawCount(wording.disputed, undefined, { ...filter, isDisputed: isDisputed ? undefined : true }, isDisputed === true)}</ul><p><a href="/reports?disputed=1">${wording.disputedReports}</a></p>`;

/** Those that have a name, and a name for the one that is shown. */
function drawFilters({ filter, filters, mayDecide }: Queue, wording: Wording): Markup {
  const query = String(filterToQuery(filter));
  const known = filters.map(
    (one) =>
      markup`<li><a href="/anomalies?${one.filter}"${one.filter === query && markup` aria-current="true"`}>${one.name} <small>${one.reviewer}</small></a>${
        mayDecide &&
        one.filter === query &&
        markup`<form data-send="/filters"><input type="hidden" name="name" value="${one.name}"><input type="hidden" name="filter" value=""><input type="hidden" name="remove" value="1"><button>${wording.forget}</button><output role="status"></output></form>`
      }</li>`,
  );
  const add = markup`<form data-send="/filters"><input name="name" required maxlength="100" placeholder="${wording.nameIt}" aria-label="${wording.nameIt}"><input type="hidden" name="filter" value="${query}"> <button>${wording.keep}</button><output role="status"></output></form>`;
  if (known.length === 0 && !mayDecide) return markup``;
  return markup`<details${known.length > 0 && markup` open`}><summary>${wording.named}</summary><ul>${known}</ul>${mayDecide && add}</details>`;
}

function drawItems({ rows, filter, more, claims }: Queue, language: Language): Markup {
  const query = String(filterToQuery(filter));
  const lookers = new Map(claims.map(({ anomalyId, reviewer }) => [anomalyId, reviewer]));
  const items = rows.map((item) => drawItem(item, query, lookers.get(item.anomalyId), language));
  return markup`<ol class="items">${items}</ol>${more}`;
}

function drawItem(
  item: ReviewItem,
  query: string,
  claimedBy: string | undefined,
  language: Language,
): Markup {
  const wording = wordingOf[language];
  const { anomalyId, severity, kind, agency, year, state, isDisputed } = item;
  const more = [
    agency,
    wording.years(year),
    state !== 'open' && wording.values[state],
    isDisputed && wording.disputed,
    claimedBy && wording.claimed(claimedBy),
  ];
  return markup`<li class="${severity} ${kind}"><a href="/anomalies/${anomalyId}?${query}"><b>${wording.values[severity]} · ${wording.values[kind]}</b> <span>${messageIn(language, item.form, item)}</span> <small>${more.filter(Boolean).join(' · ')}</small></a></li>\n`;
}
