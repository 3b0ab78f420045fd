/** One figure of an agency through the years, and a choice of the others. */
import { forms } from '#forms/index.js';
import { type Markup, markup } from '#inspect/markup.js';
import { type Field, isField } from '#records/fields.js';
import {
  type AgencyScopes,
  type FigureYear,
  findAgencyScopes,
  listFigureYears,
} from '#store/figure-years.js';
import { addressOfAgency } from './browse-lists.js';
import { parseKey } from './coverage-page.js';
import { addressOfFigure, yearsToValues } from './figure-address.js';
import { labelOf } from './figure-label.js';
import { toPage } from './layout.js';
import { answerList, type Column, type Shown } from './listing.js';
import { toFigure } from './plots/figure.js';
import { drawYears } from './plots/years.js';
import type { Asked, Site } from './site.js';
import { wholeList } from './whole-list.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

interface FigureView {
  readonly agencyKey: string;
  readonly agency: AgencyScopes;
  readonly scope: string;
  readonly field: Field;
  readonly years: readonly FigureYear[];
}

export async function showFigure(context: Asked, { store, language }: Site): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  const agencyKey = parseKey(query.get('agency')) ?? '';
  const wording = overviewWordingOf[language];
  const agency = await store.ask((db) => findAgencyScopes(db, agencyKey));
  const field = findField(query.get('field'));
  if (!agency || !field) {
    const missing = agency ? wording.noSuchFigure : wording.noAgency;
    const body = markup`<main class="plots"><h1>${wording.figures}</h1><p>${missing}</p></main>`;
    return context.html(toPage({ title: wording.figures, language, body, here: 'overview' }), 404);
  }
  const scope = findScope(query.get('scope'), agency);
  const years = await store.ask((db) => listFigureYears(db, { agencyKey, scope }, field));
  const listing = {
    ...{ name: 'figures', columns: figureColumns(wording), ...wholeList(years) },
    page: async ({ formats }: Shown<FigureYear>) =>
      toPage({
        ...{ title: `${agency.agency} · ${newestLabelOf(field)}`, language, here: 'agencies' },
        body: await drawFigurePage({ agencyKey, agency, scope, field, years }, formats, wording),
      }),
  };
  return answerList(context, listing, language);
}

/** The first one of the newest form where none is asked for. */
function findField(given: string | null): Field | undefined {
  if (given === null) return newest.fields[0]?.field;
  return isField(given) && newestLabelOf(given) !== given ? given : undefined;
}

const newest = forms.at(-1)!;
const byAge = [...forms].reverse();

/** The one most reports have, where the given one has none. */
const findScope = (given: string | null, { scopes }: AgencyScopes): string =>
  scopes.find((scope) => scope === given) ?? scopes[0] ?? '';

/** As the newest form that has it prints it. */
const newestLabelOf = (field: Field): string =>
  byAge.map(({ id }) => labelOf(field, id)).find((label) => label !== field) ?? field;

async function drawFigurePage(view: FigureView, formats: Markup, wording: OverviewWording): Promise<Markup> {
  const { agencyKey, agency, years, field } = view;
  const title = newestLabelOf(field);
  const values = yearsToValues(years, wording);
  return markup`<header><h1><a href="${addressOfAgency(agencyKey)}">${agency.agency}</a> · ${wording.figures}</h1>${formats}</header>
<main class="plots">${drawChoice(view, wording)}${drawScopes(view, wording)}${
    years.length === 0
      ? markup`<p>${wording.noFigure}</p>`
      : toFigure({
          ...{ title, rows: years, columns: figureColumns(wording), numbers: wording.numbers },
          ...{ plot: await drawYears(title, values), note: wording.figureNote },
        })
  }</main>`;
}

function drawChoice({ agencyKey, scope, field }: FigureView, wording: OverviewWording): Markup {
  const option = (one: Field): Markup =>
    markup`<option value="${one}"${one === field && markup` selected`}>${newestLabelOf(one)}</option>`;
  const older = forms.slice(0, -1).flatMap((form) => form.fields);
  const groups = newest.tables.map(({ id, name }) => {
    const own = [...newest.fields, ...older].filter(({ table }) => table === id);
    return markup`<optgroup label="${name}">${[...new Set(own.map((spec) => spec.field))].map(option)}</optgroup>`;
  });
  return markup`<form action="/figures" class="choice"><input type="hidden" name="agency" value="${agencyKey}"><input type="hidden" name="scope" value="${scope}">
<label>${wording.field} <select name="field">${groups}</select></label> <button>${wording.show}</button></form>`;
}

function drawScopes(
  { agencyKey, agency, scope, field }: FigureView,
  { scopes }: OverviewWording,
): Markup | false {
  const links = agency.scopes.map(
    (one) =>
      markup`<a href="${addressOfFigure(agencyKey, field, one)}"${one === scope && markup` aria-current="true"`}>${scopes[one] ?? one}</a> `,
  );
  return agency.scopes.length > 1 && markup`<p>${links}</p>`;
}

function figureColumns({ columns, doubts }: OverviewWording): Column<FigureYear>[] {
  return [
    { key: 'year', heading: columns.year, value: ({ year }) => year },
    { key: 'state', value: ({ state }) => state },
    { key: 'raw', value: ({ raw }) => raw },
    { key: 'value', value: ({ value }) => value },
    {
      key: 'printed',
      heading: columns.printed,
      value: ({ valuePrinted }) => valuePrinted,
      draw: drawPrinted,
    },
    { key: 'reviewed', heading: columns.reviewed, value: ({ valueReviewed }) => valueReviewed },
    {
      ...{ key: 'doubt', heading: columns.doubt, value: ({ anomaly }) => anomaly?.kind ?? null },
      draw: ({ anomaly }) =>
        markup`${anomaly && markup`<a href="/anomalies/${anomaly.id}">${doubts[anomaly.kind]}</a>`}`,
    },
    {
      ...{ key: 'report', heading: columns.report, value: ({ reportId }) => reportId },
      draw: ({ reportId }) => markup`<a href="/reports/${reportId}">${reportId}</a>`,
    },
    { key: 'form', value: ({ form }) => form },
  ];
}

/** A number, or what stands where one should. */
const drawPrinted = ({ valuePrinted, state, raw }: FigureYear): Markup =>
  markup`${valuePrinted ?? (state === 'blank' ? '▢' : raw || '—')}`;
