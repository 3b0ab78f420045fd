/** One anomaly: the paper on the left, what does not work on the right, and the keys to decide. */
import { type Markup, markup } from '#inspect/markup.js';
import type { AnomalyKind, Edit, Language, Repair } from '#model/anomaly.js';
import type { Decision } from '#records/decision.js';
import type { ReviewedAnomaly, ReviewedFigure } from '#store/review-anomaly.js';
import type { ReviewFilter } from '#store/review-queue.js';
import { drawSums, shownValue } from './anomaly-sums.js';
import { addressOfFigure } from './figure-address.js';
import { labelOf } from './figure-label.js';
import { toPage } from './layout.js';
import { drawZooms } from './paper.js';
import { drawSpark } from './plots/spark.js';
import { filterToQuery } from './queue-address.js';
import { addressOf } from './queue-page.js';
import { drawAddress } from './web-address.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface AnomalyView {
  readonly anomaly: ReviewedAnomaly;
  /** In the language of the site. */
  readonly message: string;
  /** Of its fields, in its year and the years beside it. */
  readonly figures: readonly ReviewedFigure[];
  /** On this; and on the same figures when they were others. */
  readonly history: readonly Decision[];
  readonly earlier: readonly Decision[];
  /** From which it was opened. */
  readonly filter: ReviewFilter;
  /** How many there are in it. */
  readonly count: number;
  /** Per cent of the frame. */
  readonly zoom: number;
  /** Who else is looking at it. */
  readonly claimedBy: string | undefined;
  /** Whether who looks has a decision on it that he can take back. */
  readonly hasOwn: boolean;
  /** Whether who looks may decide. */
  readonly mayDecide: boolean;
}

export function anomalyToPage(view: AnomalyView, language: Language): string {
  const wording = wordingOf[language];
  const { id, report, severity, kind, code, state, isDisputed } = view.anomaly;
  const next = `/anomalies/${id}/next?${filterToQuery(view.filter)}`;
  const label = [wording.values[severity], wording.values[kind]].join(' · ');
  const body = markup`<header><a href="${addressOf(view.filter)}" data-key="b">${wording.back} <data value="${view.count}">${view.count}</data></a>
<h1><a href="/reports/${report.id}">${report.agency} · ${wording.years(report.year)}</a></h1><a href="${next}" rel="next" data-key="n">${wording.next}</a></header>
<main class="anomaly" data-anomaly="${id}" data-fingerprint="${view.anomaly.fingerprint}" data-document="${view.anomaly.document.sha256}" data-next="${next}"${view.mayDecide && markup` data-claim="1"`}${view.hasOwn && markup` data-own="1"`}>
<div class="paper">${drawZooms((zoom) => `/anomalies/${id}/source?zoom=${zoom}#suspect`, view.zoom, wording)}<iframe sandbox name="paper" title="${wording.source}" src="${sourceOf(view)}#suspect"></iframe></div>
<section class="${severity} ${kind}"><div class="told"><h2><b>${label}</b> ${view.message} <small>${code}</small></h2>
<p class="state">${wording.values[state]}${isDisputed && ` · ${wording.disputed}`}${view.claimedBy && ` · ${wording.claimed(view.claimedBy)}`}</p>
${drawSums({ ...view, pan: toPan(view) }, wording)}${drawHistory(view, wording)}${drawFigures(view, wording)}
${drawDocument(view.anomaly, wording)}</div>${view.mayDecide && markup`<div class="judge">${drawRepairs(view, wording)}${drawForm(view.anomaly, wording)}</div>`}</section></main>`;
  return toPage({ title: report.agency, language, body, hasKeys: true });
}

const sourceOf = ({ anomaly: { id }, zoom }: AnomalyView): string => `/anomalies/${id}/source?zoom=${zoom}`;

/** To what is suspected, or to the figure of a field. */
function toPan(view: AnomalyView): (field: string) => string | undefined {
  const { anomaly, figures } = view;
  const fields = JSON.parse(anomaly.fields) as string[];
  const placed = new Set(
    figures.filter(({ year, at }) => year === anomaly.report.year && at !== null).map(({ field }) => field),
  );
  return (field) => {
    if (field === '') return `${sourceOf(view)}#suspect`;
    return placed.has(field) ? `${sourceOf(view)}#${nameOfPlace(fields.indexOf(field))}` : undefined;
  };
}

/** On its paper: the place of the field with this index. */
export const nameOfPlace = (index: number): string => `n${index}`;

function drawDocument({ id, document, state, report }: ReviewedAnomaly, wording: Wording): Markup {
  const { format, sha256, location, address } = document;
  const ofCase = state === 'misread' && markup` · <a href="/anomalies/${id}/case.md">${wording.asCase}</a>`;
  return markup`<p class="document">${format} · ${sha256.slice(0, 12)} · ${location} ${drawAddress(address, wording.original)} · <a href="/reports/${report.id}">${wording.report}</a>${ofCase}</p>`;
}

export function goneToPage(language: Language): string {
  const { gone, back, title } = wordingOf[language];
  return toPage({
    ...{ title, language, here: 'anomalies' },
    body: markup`<main class="listed"><h1>${gone}</h1><p><a href="/anomalies">${back}</a></p></main>`,
  });
}

function drawFigures(view: AnomalyView, wording: Wording): Markup {
  const { anomaly, figures } = view;
  const { year, form, agencyKey } = anomaly.report;
  const pan = toPan(view);
  const all = JSON.parse(anomaly.fields) as string[];
  const fields = all.slice(0, mostFigures);
  const others = differencesOf(anomaly);
  const rest = all.length - fields.length;
  const years = [year - 1, year, year + 1];
  const valueIn = (field: string, of: number): Markup => {
    const figure = figures.find((one) => one.field === field && one.year === of);
    const shown = figure && shownValue(figure);
    const href = of === year ? pan(field) : undefined;
    return markup`<td class="${figure?.state ?? 'missing'}">${href && shown ? markup`<a href="${href}" target="paper">${shown}</a>` : shown}</td>`;
  };
  return markup`${drawYearsOf(view)}<table class="figures"><caption>${wording.figures}</caption><thead><tr><td></td>${years.map((each) => markup`<th scope="col">${wording.years(each)}</th>`)}${others && markup`<th scope="col">${wording.otherCopy}</th>`}</tr></thead>
<tbody>${fields.map((field) => markup`<tr data-field="${field}"><th scope="row"><a href="${addressOfFigure(agencyKey, field)}">${labelOf(field, form)}</a></th>${years.map((each) => valueIn(field, each))}${others && markup`<td>${others.get(field)}</td>`}</tr>\n`)}</tbody></table>${rest > 0 && markup`<p><a href="/reports/${anomaly.report.id}">${wording.andOthers(rest)}</a></p>`}`;
}

const mostFigures = 200;

/** What another copy says of each figure, where that is what is wrong. */
function differencesOf({ data }: ReviewedAnomaly): ReadonlyMap<string, string> | undefined {
  const { differences } = JSON.parse(data) as {
    readonly differences?: readonly { readonly field: string; readonly copy: unknown }[];
  };
  return differences && new Map(differences.map(({ field, copy }) => [field, String(copy ?? '—')]));
}

/** What is suspected, beside the years before and after. */
function drawYearsOf({ anomaly, figures }: AnomalyView): Markup {
  const [suspect] = JSON.parse(anomaly.fields) as string[];
  const own = figures.filter(({ field, state }) => field === suspect && state === 'number');
  if (own.length < 2) return markup``;
  return drawSpark(
    own.map(({ year, valuePrinted, valueReviewed, reportId }) => ({
      ...{ year, printed: valuePrinted, reviewed: valueReviewed, text: '', href: `/reports/${reportId}` },
      doubt: year === anomaly.report.year ? (anomaly.kind as AnomalyKind) : null,
    })),
  );
}

function drawRepairs({ anomaly }: AnomalyView, wording: Wording): Markup {
  const { form } = anomaly.report;
  const repairs = JSON.parse(anomaly.repairs ?? '[]') as readonly Repair[];
  const shown = repairs.slice(0, 9).map((repair, index) => {
    const { reason, satisfies } = repair;
    const text = editsOf(repair)
      .map((edit) => `${labelOf(edit.field, form)} ${edit.from ?? '▢'} → ${edit.to}`)
      .join('；');
    const why = reason !== 'meets-failing-relations' && `${wording.repairReasons[reason]} · `;
    const said = markup`${text} <small>${why}${wording.satisfies(satisfies.length)}</small>`;
    return drawRepair(index + 1, editsOf(repair), wording.repairReasons[reason], said);
  });
  const whole = areTogether(repairs)
    ? [
        drawRepair(
          0,
          repairs.flatMap(editsOf),
          wording.repairReasons['blank-cell'],
          markup`${wording.allRepairs(repairs.length)}`,
        ),
      ]
    : [];
  return markup`${shown.length > 0 && markup`<h3>${wording.repairs}</h3><ol class="repairs">${[...whole, ...shown]}</ol>`}`;
}

const editsOf = ({ field, from, to, also = [] }: Repair): Edit[] => [{ field, from, to }, ...also];

/** Others are one or another; each of these is of a cell of its own. */
function areTogether(repairs: readonly Repair[]): boolean {
  const fields = repairs.flatMap(editsOf).map(({ field }) => field);
  const areBlanks = repairs.every(({ reason }) => reason === 'blank-cell');
  return repairs.length > 1 && areBlanks && new Set(fields).size === fields.length;
}

const drawRepair = (key: number, edits: readonly Edit[], reason: string, said: Markup): Markup =>
  markup`<li><button type="button" data-decide="corrected" data-edits="${JSON.stringify(edits)}" data-reason="${reason}" data-key="${key}"><kbd>${key}</kbd> ${said}</button></li>`;

const keys = { confirmed: 'c', corrected: 'e', misread: 'm', dismissed: 'x', undone: 'u' } as const;

function drawForm(anomaly: ReviewedAnomaly, wording: Wording): Markup {
  const buttons = Object.entries(keys).map(
    ([verdict, key]) =>
      markup`<button type="button" data-decide="${verdict}" data-key="${key}"><kbd>${key.toUpperCase()}</kbd> ${wording.decide[verdict as keyof typeof keys]}</button> `,
  );
  return markup`<form class="decide" data-which="${wording.which}" data-failed="${wording.failed}"><label>${wording.reason} <input name="reason" maxlength="1000" autocomplete="off"></label>
${drawChoice(anomaly, wording)}<label class="value">${wording.newValue} <input name="value" inputmode="numeric" size="8" autocomplete="off"></label><p>${buttons}</p><output role="status"></output></form>`;
}

/** Of which figure a value is typed: of the one that a failing sum suspects, else of the one that is chosen. */
function drawChoice(anomaly: ReviewedAnomaly, wording: Wording): Markup {
  const fields = JSON.parse(anomaly.fields) as string[];
  if (fields.length < 2) return markup``;
  const hasSuspect = 'relations' in (JSON.parse(anomaly.data) as object);
  const options = fields.map(
    (field) => markup`<option value="${field}">${labelOf(field, anomaly.report.form)}</option>`,
  );
  return markup`<label class="field">${wording.figure} <select name="field">${!hasSuspect && markup`<option value="">—</option>`}${options}</select></label> `;
}

function drawHistory({ history, earlier }: AnomalyView, wording: Wording): Markup {
  return markup`${drawDecisions(wording.history, history, wording)}${drawDecisions(wording.earlier, earlier, wording)}`;
}

function drawDecisions(title: string, decisions: readonly Decision[], wording: Wording): Markup {
  const lines = decisions.map(
    ({ verdict, by, at, reason, edits }) =>
      markup`<li>${at.slice(0, 16).replace('T', ' ')} ${by}: ${wording.decide[verdict]}${edits.map(({ from, to }) => ` ${from ?? '▢'} → ${to ?? '▢'}`)}${reason && ` · ${reason}`}</li>`,
  );
  return markup`${lines.length > 0 && markup`<h3>${title}</h3><ul class="history">${lines}</ul>`}`;
}
