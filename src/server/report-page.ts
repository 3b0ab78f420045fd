/** A report as a page: the paper on the left, and all that was made of it on the right. */
import { type Markup, markup } from '#inspect/markup.js';
import { drawDivisions } from './agency-page.js';
import { addressOfAgency } from './browse-lists.js';
import { toPage } from './layout.js';
import { drawZooms } from './paper.js';
import { drawCopies, drawPlaces } from './report-copies.js';
import { drawHand } from './report-hand.js';
import { addressOfPlace } from './report-places.js';
import { drawIndicators, drawSections } from './report-sections.js';
import { drawTables } from './report-tables.js';
import { type ReportDrawing, type ReportView, toDrawing } from './report-view.js';

export function reportToPage(view: ReportView): string {
  const { report, record, language } = view;
  const drawing = toDrawing(view);
  const { wording } = drawing;
  const title = `${report.agency} · ${wording.review.years(report.year)}`;
  const body = markup`<header><h1>${record.report.title ?? title}</h1><a class="formats" href="/reports/${report.id}/figures">${wording.allFigures}</a></header>
<main class="report"><div class="paper">${drawZooms((zoom) => `${addressOfPlace(report.id)}?zoom=${zoom}`, view.zoom, wording.review)}<iframe name="paper" sandbox title="${wording.source}" src="${addressOfPlace(report.id)}"></iframe></div>
<section>${drawFacts(drawing)}${drawAnomalies(drawing)}${drawTables(drawing)}${drawIndicators(drawing)}${drawSections(drawing)}${drawCopies(drawing)}${drawHand(drawing)}</section></main>`;
  return toPage({ title, language, body, here: 'reports' });
}

function drawFacts({ report, record, main, divisions, wording }: ReportDrawing): Markup {
  const { browse } = wording;
  const facts: readonly (readonly [string, Markup | string | number | null])[] = [
    [wording.agency, markup`<a href="${addressOfAgency(report.agencyKey)}">${report.agency}</a>`],
    [wording.divisions, divisions.length > 0 ? drawDivisions(divisions) : report.divisionCode],
    [wording.year, report.year],
    [wording.scope, browse.scopes[report.scope] ?? report.scope],
    [wording.form, report.form ? wording.formName(report.form) : wording.unknown],
    [wording.format, report.format],
    [wording.publishedOn, report.publishedOn],
    [wording.signedOn, record.report.signedOn],
    [wording.found, drawPlaces(main, wording)],
  ];
  return markup`<dl class="facts">${facts.map(
    ([name, value]) => value !== null && value !== '' && markup`<dt>${name}</dt><dd>${value}</dd>\n`,
  )}</dl>`;
}

function drawAnomalies({ anomalies, wording }: ReportDrawing): Markup {
  const { review } = wording;
  const items = anomalies.map(
    ({ id, severity, kind, message, state, isDisputed, at }) =>
      markup`<li class="${severity} ${kind}"><a href="/anomalies/${id}"><b>${review.values[severity]} · ${review.values[kind]}</b> <span>${message}</span> <small>${state !== 'open' && review.values[state]}${isDisputed && ` · ${review.disputed}`}</small></a>${
        at !== '[]' &&
        markup` <a class="place" href="/anomalies/${id}/source#suspect" target="paper">${wording.onPaper}</a>`
      }</li>\n`,
  );
  if (items.length === 0) return markup`<p>${wording.noAnomalies}</p>`;
  return markup`<h2>${wording.anomalies(anomalies.length)}</h2><ol class="items">${items}</ol>`;
}
