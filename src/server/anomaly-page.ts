/** One anomaly: the paper on the left, what does not work on the right, and the keys to decide. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language, Repair } from '#model/anomaly.js';
import type { Decision } from '#records/decision.js';
import type { ReviewedAnomaly, ReviewedFigure } from '#store/review-anomaly.js';
import type { ReviewFilter } from '#store/review-queue.js';
import { labelOf } from './figure-label.js';
import { toPage } from './layout.js';
import { filterToQuery } from './queue-address.js';
import { addressOf } from './queue-page.js';
import { drawAddress } from './web-address.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface AnomalyView {
  readonly anomaly: ReviewedAnomaly;
  /** Of its fields, in its year and the years beside it. */
  readonly figures: readonly ReviewedFigure[];
  readonly history: readonly Decision[];
  /** From which it was opened. */
  readonly filter: ReviewFilter;
}

export function anomalyToPage(view: AnomalyView, language: Language): string {
  const wording = wordingOf[language];
  const { id, report, document, severity, kind, message, state, isDisputed } = view.anomaly;
  const query = String(filterToQuery(view.filter));
  const label = [wording.values[severity], wording.values[kind]].join(' · ');
  const body = markup`<header><a href="${addressOf(view.filter)}" data-key="b">${wording.back}</a>
<h1>${report.agency} · ${wording.years(report.year)}</h1><a href="/anomalies/${id}/next?${query}" rel="next" data-key="n">${wording.next}</a></header>
<main class="anomaly" data-anomaly="${id}" data-next="/anomalies/${id}/next?${query}">
<iframe sandbox title="${wording.source}" src="/anomalies/${id}/source#suspect"></iframe>
<section class="${severity} ${kind}"><h2><b>${label}</b> ${message}</h2>
<p class="state">${wording.values[state]}${isDisputed && ` · ${wording.disputed}`}</p>
${drawSums(view, wording)}${drawRepairs(view, wording)}${drawForm(wording)}${drawHistory(view, wording)}${drawFigures(view, wording)}
<p class="document">${document.format} · ${document.sha256.slice(0, 12)} · ${document.location} ${drawAddress(document.address, wording.original)}</p></section></main>`;
  return toPage({ title: report.agency, language, body, hasKeys: true });
}

export function goneToPage(language: Language): string {
  const { gone, back, title } = wordingOf[language];
  return toPage({
    ...{ title, language, here: 'anomalies' },
    body: markup`<main><p>${gone}</p><p><a href="/anomalies">${back}</a></p></main>`,
  });
}

interface Sum {
  readonly rule: string;
  readonly printed: number;
  readonly computed?: number;
  readonly difference?: number;
  readonly terms?: { readonly left: readonly string[]; readonly right: readonly string[] };
}

/** The relations that fail, with what stands in them. */
function drawSums({ anomaly, figures }: AnomalyView, wording: Wording): Markup {
  const data = JSON.parse(anomaly.data) as {
    readonly relations?: readonly Sum[];
    readonly sentence?: unknown;
  };
  const { year, form } = anomaly.report;
  const suspect = (JSON.parse(anomaly.fields) as string[])[0];
  const chip = (field: string): Markup => {
    const figure = figures.find((one) => one.field === field && one.year === year);
    return markup`<span class="chip${field === suspect && ' suspect'}" title="${labelOf(field, form)}">${figure ? shownValue(figure) : '·'}</span>`;
  };
  const side = (fields: readonly string[]): Markup =>
    markup`${fields.map((field, index) => markup`${index > 0 && ' + '}${chip(field)}`)}`;
  const sums = (data.relations ?? []).filter(({ terms }) => terms).slice(0, mostSums);
  return markup`${sums.map(
    ({ rule, terms, computed, printed, difference }) =>
      markup`<p class="sum"><small>${rule}</small> ${side(terms?.left ?? [])} = <b>${computed}</b>　${wording.printed} ${side(terms?.right ?? [])} = <b>${printed}</b>　${wording.difference} <b>${difference}</b></p>`,
  )}${typeof data.sentence === 'string' && markup`<blockquote>${data.sentence}</blockquote>`}`;
}

const mostSums = 6;

function drawFigures({ anomaly, figures }: AnomalyView, wording: Wording): Markup {
  const { year, form } = anomaly.report;
  const fields = (JSON.parse(anomaly.fields) as string[]).slice(0, mostFigures);
  const years = [year - 1, year, year + 1];
  const valueIn = (field: string, of: number): Markup => {
    const figure = figures.find((one) => one.field === field && one.year === of);
    return markup`<td class="${figure?.state ?? 'missing'}">${figure && shownValue(figure)}</td>`;
  };
  return markup`<table class="figures"><caption>${wording.figures}</caption><thead><tr><td></td>${years.map((each) => markup`<th scope="col">${wording.years(each)}</th>`)}</tr></thead>
<tbody>${fields.map((field) => markup`<tr data-field="${field}"><th scope="row">${labelOf(field, form)}</th>${years.map((each) => valueIn(field, each))}</tr>\n`)}</tbody></table>`;
}

const mostFigures = 40;

/** What was read; struck through where a reviewer has said otherwise. */
function shownValue({ state, value, raw, valueReviewed }: ReviewedFigure): Markup {
  const read = state === 'number' ? String(value) : state === 'blank' ? '▢' : raw || '—';
  return valueReviewed === value
    ? markup`${read}`
    : markup`<del>${read}</del> <ins>${valueReviewed === null ? '▢' : valueReviewed}</ins>`;
}

function drawRepairs({ anomaly }: AnomalyView, wording: Wording): Markup {
  const repairs = JSON.parse(anomaly.repairs ?? '[]') as readonly Repair[];
  const shown = repairs.slice(0, 9).map(({ field, from, to, also = [], satisfies }, index) => {
    const edits = JSON.stringify([{ field, from, to }, ...also]);
    const text = [{ field, from, to }, ...also]
      .map((edit) => `${labelOf(edit.field, anomaly.report.form)} ${edit.from ?? '▢'} → ${edit.to}`)
      .join('；');
    return markup`<li><button type="button" data-decide="corrected" data-edits="${edits}" data-key="${index + 1}"><kbd>${index + 1}</kbd> ${text} <small>${wording.satisfies(satisfies.length)}</small></button></li>`;
  });
  return markup`${shown.length > 0 && markup`<h3>${wording.repairs}</h3><ol class="repairs">${shown}</ol>`}`;
}

const keys = { confirmed: 'c', corrected: 'e', misread: 'm', dismissed: 'x', undone: 'u' } as const;

function drawForm(wording: Wording): Markup {
  const buttons = Object.entries(keys).map(
    ([verdict, key]) =>
      markup`<button type="button" data-decide="${verdict}" data-key="${key}"><kbd>${key.toUpperCase()}</kbd> ${wording.decide[verdict as keyof typeof keys]}</button> `,
  );
  return markup`<form class="decide"><label>${wording.reason} <input name="reason" maxlength="1000" autocomplete="off"></label>
<label class="value">${wording.newValue} <input name="value" inputmode="numeric" size="8" autocomplete="off"></label><p>${buttons}</p><output role="status"></output></form>`;
}

function drawHistory({ history }: AnomalyView, wording: Wording): Markup {
  const lines = history.map(
    ({ verdict, by, at, reason, edits }) =>
      markup`<li>${at.slice(0, 16).replace('T', ' ')} ${by}: ${wording.decide[verdict]}${edits.map(({ from, to }) => ` ${from ?? '▢'} → ${to ?? '▢'}`)}${reason && ` · ${reason}`}</li>`,
  );
  return markup`${lines.length > 0 && markup`<h3>${wording.history}</h3><ul class="history">${lines}</ul>`}`;
}
