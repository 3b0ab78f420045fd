/** What stands in the lists of agencies and of reports, and what they are filtered by. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { AgencyFilter, ListedAgency } from '#store/browse-agencies.js';
import type { ListedReport, listReportChoices, ReportFilter } from '#store/browse-reports.js';
import { unknownValue } from './browse-address.js';
import { toPage } from './layout.js';
import type { Column, Shown } from './listing.js';
import { type BrowseWording, browseWordingOf } from './wording/browse.js';

export const addressOfAgency = (key: string): string => `/agencies/${encodeURIComponent(key)}`;

/** `isOfOne`: all of one agency, so it need not be said of each. */
export function reportColumns(language: Language, { isOfOne = false } = {}): readonly Column<ListedReport>[] {
  const wording = browseWordingOf[language];
  const [agency, division] = isOfOne ? [] : [wording.agency, wording.divisionCode];
  return [
    { key: 'reportId', value: ({ id }) => id },
    { key: 'year', heading: wording.year, value: ({ year }) => year, draw: drawYear },
    { key: 'agency', heading: agency, value: (one) => one.agency, draw: drawReport },
    { key: 'agencyKey', value: ({ agencyKey }) => agencyKey },
    { key: 'divisionCode', heading: division, value: ({ divisionCode }) => divisionCode, draw: drawCode },
    { key: 'level', value: ({ level }) => level },
    {
      key: 'scope',
      heading: wording.scope,
      value: ({ scope }) => scope,
      draw: draw(wording.scopes, 'scope'),
    },
    { key: 'form', heading: wording.form, value: ({ form }) => form },
    { key: 'format', heading: wording.format, value: ({ format }) => format },
    { key: 'publishedOn', heading: wording.publishedOn, value: ({ publishedOn }) => publishedOn },
    { key: 'copies', heading: wording.copies, value: ({ copies }) => copies },
    { key: 'errors', heading: wording.errors, value: ({ errors }) => errors, draw: drawErrors },
    { key: 'open', heading: wording.open, value: ({ open }) => open },
    {
      ...{ key: 'isDisputed', heading: wording.state, value: ({ isDisputed }) => isDisputed },
      draw: ({ isDisputed }) => markup`${isDisputed && wording.disputed}`,
    },
  ];
}

const drawYear = ({ id, year }: ListedReport): Markup => markup`<a href="/reports/${id}">${year}</a>`;
const drawReport = ({ id, agency }: ListedReport): Markup => markup`<a href="/reports/${id}">${agency}</a>`;
const drawErrors = ({ errors }: ListedReport): Markup =>
  errors === 0 ? markup`0` : markup`<b class="errors">${errors}</b>`;
/** A list of what lies in it. */
const drawCode = ({ divisionCode }: { readonly divisionCode: string | null }): Markup =>
  markup`${divisionCode !== null && markup`<a href="/agencies?division=${divisionCode}">${divisionCode}</a>`}`;

const draw =
  <Key extends string>(names: Readonly<Record<string, string>>, key: Key) =>
  (row: Readonly<Record<Key, string | null>>): Markup =>
    markup`${names[row[key] ?? ''] ?? row[key]}`;

export function agencyColumns(language: Language): readonly Column<ListedAgency>[] {
  const wording = browseWordingOf[language];
  return [
    {
      ...{ key: 'agency', heading: wording.agency, value: ({ agency }) => agency },
      draw: ({ agency, agencyKey }) => markup`<a href="${addressOfAgency(agencyKey)}">${agency}</a>`,
    },
    { key: 'agencyKey', value: ({ agencyKey }) => agencyKey },
    {
      ...{ key: 'divisionCode', heading: wording.divisionCode, value: ({ divisionCode }) => divisionCode },
      draw: drawCode,
    },
    {
      key: 'level',
      heading: wording.level,
      value: ({ level }) => level,
      draw: draw(wording.levels, 'level'),
    },
    { key: 'reports', heading: wording.reportCount, value: ({ reports }) => reports },
    { key: 'firstYear', value: ({ firstYear }) => firstYear },
    {
      ...{ key: 'lastYear', heading: wording.year, value: ({ lastYear }) => lastYear },
      draw: ({ firstYear, lastYear }) =>
        markup`${firstYear === lastYear ? lastYear : `${firstYear}–${lastYear}`}`,
    },
    { key: 'open', heading: wording.open, value: ({ open }) => open },
  ];
}

export interface ShownReports extends Shown<ListedReport> {
  readonly filter: ReportFilter;
  readonly choices: Awaited<ReturnType<typeof listReportChoices>>;
}

export function reportsToPage(shown: ShownReports, language: Language): string {
  const wording = browseWordingOf[language];
  const { filter, choices } = shown;
  const forms = [...choices.forms, unknownValue].map((form) => [form, nameOfForm(form, wording)] as const);
  const fields = markup`${drawChoice('year', wording.year, choices.years.map(String).map(toChoice), filter.year, wording)}
${drawChoice('form', wording.form, forms, filter.form === '' ? unknownValue : filter.form, wording)}
${drawTick('errors', wording.withErrors, filter.hasErrors)}${drawTick('disputed', wording.withDispute, filter.isDisputed)}`;
  return listToPage(shown, { here: 'reports', title: wording.reports, filter, fields }, language);
}

const nameOfForm = (form: string, { unknown }: BrowseWording): string =>
  form === unknownValue ? unknown : form;

const toChoice = (value: string) => [value, value] as const;

export function agenciesToPage(
  shown: Shown<ListedAgency> & { readonly filter: AgencyFilter },
  language: Language,
): string {
  const wording = browseWordingOf[language];
  const { level } = shown.filter;
  const levels = [...Object.entries(wording.levels), [unknownValue, wording.unknown] as const];
  const fields = drawChoice('level', wording.level, levels, level === '' ? unknownValue : level, wording);
  const { filter } = shown;
  return listToPage(shown, { here: 'agencies', title: wording.agencies, filter, fields }, language);
}

interface ListParts {
  readonly here: 'reports' | 'agencies';
  readonly title: string;
  readonly filter: { readonly agency?: string | undefined; readonly division?: string | undefined };
  /** Of the form that filters, besides the text. */
  readonly fields: Markup;
}

function listToPage<Row>(
  { rows, count, table, more, formats }: Shown<Row>,
  { here, title, filter, fields }: ListParts,
  language: Language,
): string {
  const wording = browseWordingOf[language];
  const body = markup`<header><h1>${title} <output>${count}</output></h1>
<form action="/${here}" role="search" class="filter"><input type="search" name="agency" value="${filter.agency}" placeholder="${wording.search}" aria-label="${wording.search}">
${filter.division !== undefined && markup`<label>${wording.division} <input name="division" value="${filter.division}" size="6" inputmode="numeric"></label>`}
${fields} <button>${wording.find}</button></form>${formats}</header>
<main class="listed">${rows.length === 0 ? markup`<p>${wording.none}</p>` : table}${more}</main>`;
  return toPage({ title, language, body, here });
}

function drawChoice(
  name: string,
  label: string,
  values: readonly (readonly [value: string, text: string])[],
  chosen: string | number | undefined,
  wording: BrowseWording,
): Markup {
  const options = values.map(
    ([value, text]) =>
      markup`<option value="${value}"${String(chosen) === value && markup` selected`}>${text}</option>`,
  );
  return markup`<label>${label} <select name="${name}"><option value="">${wording.any}</option>${options}</select></label>`;
}

const drawTick = (name: string, label: string, isTicked: boolean | undefined): Markup =>
  markup` <label><input type="checkbox" name="${name}" value="1"${isTicked === true && markup` checked`}> ${label}</label>`;

/** For what is not there, or is no more. */
export function goneToPage(here: 'reports' | 'agencies', language: Language): string {
  const wording = browseWordingOf[language];
  const body = markup`<header><h1>${wording[here]}</h1></header><main class="listed"><p>${wording.gone}</p><p><a href="/${here}">${wording[here]}</a></p></main>`;
  return toPage({ title: wording[here], language, body, here });
}
