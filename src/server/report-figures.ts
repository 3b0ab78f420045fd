/** Figures of a report as they show: what was read, what is said of it by hand, and what is doubted. */
import { type Markup, markup, names } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { BrowsedFigure } from '#store/browse-report.js';
import { addressOfFigure } from './figure-address.js';
import { labelOf } from './figure-label.js';
import { toPage } from './layout.js';
import type { Column, Shown } from './listing.js';
import { addressOfPlace } from './report-places.js';
import type { ReportDrawing, ToldAnomaly } from './report-view.js';
import { type ReportWording, reportWordingOf } from './wording/report.js';

/** The classes of the cell that holds it: what it is, and the gravest that is said of it. */
export function classesOf(field: string, { byField, flags }: ReportDrawing): string {
  const flag = findFlag(field, flags);
  const flagged = flag && ['flagged', flag.isSuspected ? 'suspect' : 'term', flag.severity, flag.kind];
  return names(byField.get(field)?.state ?? 'missing', ...(flagged ?? []));
}

interface Flag extends ToldAnomaly {
  readonly isSuspected: boolean;
}

/** The anomaly that suspects it; else the first that names it. */
function findFlag(field: string, flags: ReportDrawing['flags']): Flag | undefined {
  const all = flags.get(field) ?? [];
  const suspecting = all.find(({ fields }) => fields[0] === field);
  const flag = suspecting ?? all[0];
  return flag && { ...flag, isSuspected: suspecting !== undefined };
}

/** Leads to its place, where it has one. */
export function drawFigure(field: string, drawing: ReportDrawing): Markup {
  const { byField, report, wording } = drawing;
  const figure = byField.get(field);
  if (!figure) return markup`<span class="unseen">${wording.states['missing']}</span>`;
  const shown = drawValue(figure, wording);
  const title = titleOf(figure, report.form, wording);
  const placed = figure.at
    ? markup`<a href="${addressOfPlace(report.id, field)}" target="paper" title="${title}">${shown}</a>`
    : markup`<span title="${title}">${shown}</span>`;
  return markup`${placed}${drawFlag(field, drawing)}`;
}

const titleOf = (figure: BrowsedFigure, form: string | null, { states }: ReportWording): string =>
  [labelOf(figure.field, form), states[figure.state], figure.raw && `«${figure.raw}»`, figure.unit]
    .filter(Boolean)
    .join(' · ');

/** What was read is struck out where it was misread, and what is printed where it was corrected. */
function drawValue(
  { state, value, raw, valuePrinted, valueReviewed }: BrowsedFigure,
  wording: ReportWording,
): Markup {
  const read = state === 'number' ? markup`${value}` : drawState(state, raw, wording);
  const printed = valuePrinted === value ? read : drawNumber(valuePrinted, wording);
  const out = [
    ...(valuePrinted === value ? [] : [markup`<del title="${wording.misread}">${read}</del> `]),
    ...(valueReviewed === valuePrinted ? [] : [markup`<del title="${wording.corrected}">${printed}</del> `]),
  ];
  const last = valueReviewed === valuePrinted ? printed : drawNumber(valueReviewed, wording);
  return out.length === 0 ? last : markup`${out}<ins>${last}</ins>`;
}

const drawNumber = (value: number | null, wording: ReportWording): Markup =>
  value === null ? drawState('blank', '', wording) : markup`${value}`;

function drawState(state: string, raw: string, { states }: ReportWording): Markup {
  if (state === 'blank' || (state === 'mark' && raw === ''))
    return markup`<span role="img" aria-label="${states['blank']}">▢</span>`;
  if (state === 'missing') return markup`<span class="unseen">${states['missing']}</span>`;
  return markup`${raw}`;
}

function drawFlag(field: string, { flags, wording }: ReportDrawing): Markup {
  const flag = findFlag(field, flags);
  if (!flag) return markup``;
  const { id, severity, kind, message, isSuspected } = flag;
  const label = `${wording.review.values[severity]}: ${message}`;
  return markup` <a class="flag ${severity} ${kind}" href="/anomalies/${id}" title="${label}" aria-label="${label}">${isSuspected ? '⚑' : '⚐'}</a>`;
}

/** A plain list of some of them. */
export function drawFigureList(figures: readonly BrowsedFigure[], drawing: ReportDrawing): Markup {
  const { report, wording } = drawing;
  const rows = figures.map(
    ({ field, unit }) =>
      markup`<tr><th scope="row"><a href="${addressOfFigure(report.agencyKey, field)}">${labelOf(field, report.form)}</a></th><td class="${classesOf(field, drawing)}">${drawFigure(field, drawing)}</td><td>${unit}</td></tr>\n`,
  );
  return markup`<table class="figures"><thead><tr><th scope="col">${wording.label}</th><th scope="col">${wording.value}</th><th scope="col">${wording.unit}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Of the list of all its figures. */
export function figureColumns(
  { id, agencyKey, form }: { readonly id: number; readonly agencyKey: string; readonly form: string | null },
  wording: ReportWording,
): readonly Column<BrowsedFigure>[] {
  return [
    { key: 'field', value: ({ field }) => field },
    {
      ...{ key: 'label', heading: wording.label, value: ({ field }) => labelOf(field, form) },
      draw: ({ field }) => markup`<a href="${addressOfFigure(agencyKey, field)}">${labelOf(field, form)}</a>`,
    },
    {
      ...{ key: 'state', heading: wording.state, value: ({ state }) => state },
      draw: ({ state }) => markup`${wording.states[state] ?? state}`,
    },
    { key: 'value', heading: wording.value, value: ({ value }) => value },
    {
      ...{ key: 'raw', heading: wording.raw, value: ({ raw }) => raw },
      draw: ({ raw, at, field }) =>
        at ? markup`<a href="${addressOfPlace(id, field)}">${raw || '▢'}</a>` : markup`${raw}`,
    },
    { key: 'unit', heading: wording.unit, value: ({ unit }) => unit },
    { key: 'valuePrinted', heading: wording.printed, value: ({ valuePrinted }) => valuePrinted },
    { key: 'valueReviewed', heading: wording.reviewed, value: ({ valueReviewed }) => valueReviewed },
  ];
}

export function figuresToPage(
  { count, table, more, formats }: Shown<BrowsedFigure>,
  { id, agency, year }: { readonly id: number; readonly agency: string; readonly year: number },
  language: Language,
): string {
  const { allFigures } = reportWordingOf[language];
  const title = `${agency} · ${year}`;
  const body = markup`<header><h1><a href="/reports/${id}">${title}</a> · ${allFigures} <output>${count}</output></h1>${formats}</header>
<main class="listed">${table}${more}</main>`;
  return toPage({ title: `${title} · ${allFigures}`, language, body, here: 'reports' });
}
