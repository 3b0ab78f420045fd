/** What can be said of a report by hand: that a figure is wrong, whose it is, of which year, and which copy counts. */
import { type Markup, markup } from '#inspect/markup.js';
import { labelOf } from './figure-label.js';
import type { ReportDrawing } from './report-view.js';
import { mayAs } from './site.js';
import { type HandWording, handWordingOf } from './wording/hand-forms.js';

export function drawHand(drawing: ReportDrawing): Markup {
  const { user, language, report } = drawing;
  const wording = handWordingOf[language];
  if (!mayAs(user, 'reviewer')) return markup``;
  return markup`<h2>${wording.byHand}</h2><p><a href="/log?report=${report.id}">${wording.log}</a></p>${drawReporting(drawing, wording)}${mayAs(user, 'administrator') && drawRulings(drawing, wording)}`;
}

function drawReporting({ report, figures }: ReportDrawing, wording: HandWording): Markup {
  const options = figures.map(
    ({ field }) => markup`<option value="${field}">${labelOf(field, report.form)}</option>`,
  );
  const fields = markup`<input type="hidden" name="report" value="${report.id}"><label>${wording.figure} <select name="field">${options}</select></label>`;
  return drawForm({ send: '/reported', title: wording.report, fields, isReasonNeeded: true }, wording);
}

/** The report may be another one afterwards, or none. */
function drawRulings({ main, copies, wording: { browse } }: ReportDrawing, wording: HandWording): Markup {
  const goTo = `/log?document=${main.sha256}`;
  const ruling = (what: string, form: Omit<HandForm, 'send'>): Markup => {
    const fields = markup`<input type="hidden" name="what" value="${what}">${form.fields}`;
    return drawForm({ ...form, send: '/rulings', fields }, wording);
  };
  const ofMain = markup`<input type="hidden" name="document" value="${main.sha256}">`;
  const levels = Object.entries(browse.levels).map(
    ([level, name]) => markup`<option value="${level}">${name}</option>`,
  );
  const others = copies
    .filter(({ isMain }) => !isMain)
    .map(({ sha256, format }) => markup`<option value="${sha256}">${format} ${sha256.slice(0, 12)}</option>`);
  const agency = markup`${ofMain}<label>${browse.agency} <input name="agency" required maxlength="200" autocomplete="off"></label>
<label>${browse.divisionCode} <input name="divisionCode" inputmode="numeric" pattern="\\d{6}|\\d{9}|\\d{12}" size="12" autocomplete="off"></label>
<label>${browse.level} <select name="level"><option value=""></option>${levels}</select></label>`;
  const year = markup`${ofMain}<label>${browse.year} <input name="year" required inputmode="numeric" pattern="\\d{4}" size="4" autocomplete="off"></label>`;
  const copy = markup`<label>${browse.copies} <select name="document">${others}</select></label>`;
  return markup`${ruling('agency', { title: wording.setAgency, fields: agency, goTo })}
${ruling('year', { title: wording.setYear, fields: year, goTo })}
${others.length > 0 && ruling('main', { title: wording.setMain, fields: copy })}
${ruling('withdrawn', { title: wording.withdraw, fields: ofMain, goTo, isReasonNeeded: true })}`;
}

interface HandForm {
  readonly send: string;
  /** Afterwards; the page itself again if not given. */
  readonly goTo?: string;
  readonly title: string;
  readonly fields: Markup;
  readonly isReasonNeeded?: boolean;
}

const drawForm = (
  { send, goTo, title, fields, isReasonNeeded = false }: HandForm,
  { reason }: HandWording,
): Markup =>
  markup`<details class="hand"><summary>${title}</summary><form data-send="${send}"${goTo !== undefined && markup` data-then="${goTo}"`}>${fields}
<label>${reason} <input name="reason" maxlength="1000" autocomplete="off"${isReasonNeeded && markup` required`}></label>
<button>${title}</button> <output role="status"></output></form></details>`;
