/**
 * The compact notation of a report in a case: one directive a line, everything not said is zero.
 *
 *     form 2021                     edition of the form (2021)
 *     undivided                     其他处理 as one row on the form of 2021
 *     year 2024, agency …, title …  of the heading; `title` replaces what year and agency make
 *     text overview …               a paragraph of a section
 *     heading problems …            another heading for a section
 *     row received.new 3            a row of table three: natural persons and total, or all seven values
 *     row proactive.regulations 1 0 5, row remedies.review 0 0 0 0 0
 *     fill applications _ total     what cells hold that no row names: a table, perhaps only columns of it
 *     label results.granted …       another label of a row, a group (`label denied …`) or a block (`label block1 …`)
 *     head total …                  another label of a column: of table three by its applicant, of table four as
 *                                   `remedies.upheld`, of table two by the label itself
 *     numbering 、 | none           how the rows below a group are numbered
 *     without table|row|header|section …
 *     extra row after PATH LABEL VALUES; extra column before COLUMN LABEL
 *     again PATH VALUES             the row a second time
 *     columns total natural_person … in another order
 *     merge PATH FROM TO VALUE      value cells of one row merged
 *     cut applications after PATH again|blank|halved [header]
 *     unmerge heads|vertical|all    fillers where merged cells were
 *     as html|converter|pipes|flat  the carrier
 *
 * In values `_` is a blank cell, `␣` a space and `\n` a line break.
 */
import type { FormId, SectionKey, TableKey } from '../generator/form.js';
import type { CutLabel, Unmerging } from '../generator/grid.js';

export type Carrier = 'html' | 'converter' | 'pipes' | 'flat';

export interface Cut {
  readonly after: string;
  readonly label: CutLabel;
  readonly header: boolean;
}

export interface ExtraRow {
  readonly after: string;
  readonly label: string;
  readonly values: readonly string[];
}

export interface Plan {
  form: FormId;
  undivided: boolean;
  year: string;
  agency: string;
  title: string | undefined;
  carrier: Carrier;
  numbering: string;
  unmerging: Unmerging;
  columns: readonly string[] | undefined;
  readonly texts: [SectionKey, string][];
  readonly headings: Map<string, string>;
  readonly values: Map<string, readonly string[]>;
  readonly fills: { readonly table: TableKey; readonly token: string; readonly columns: readonly string[] }[];
  readonly labels: Map<string, string>;
  readonly heads: Map<string, string>;
  readonly without: Set<string>;
  readonly extraRows: ExtraRow[];
  readonly extraColumns: { readonly before: string; readonly label: string }[];
  readonly merges: Map<string, { readonly from: string; readonly to: string; readonly token: string }>;
  readonly cuts: Map<string, Cut[]>;
}

const emptyPlan = (): Plan => ({
  ...{ form: '2021', undivided: false, year: '2024', agency: '青禾市人民政府', title: undefined },
  ...{ carrier: 'html', numbering: '.', unmerging: 'none', columns: undefined },
  ...{ texts: [], headings: new Map(), values: new Map(), fills: [], labels: new Map(), heads: new Map() },
  ...{ without: new Set(), extraRows: [], extraColumns: [], merges: new Map(), cuts: new Map() },
});

type Directive = (plan: Plan, words: readonly string[], rest: string) => void;

const directives: Readonly<Record<string, Directive>> = {
  form: (plan, [form]) => {
    plan.form = form as FormId;
  },
  undivided: (plan) => {
    plan.undivided = true;
  },
  year: (plan, [year = '']) => {
    plan.year = year;
  },
  agency: (plan, _, rest) => {
    plan.agency = rest;
  },
  title: (plan, _, rest) => {
    plan.title = rest;
  },
  text: (plan, [section], rest) => void plan.texts.push([section as SectionKey, rest.replace(/^\S+\s*/, '')]),
  heading: (plan, [section = ''], rest) =>
    void plan.headings.set(section, unescapeToken(rest.replace(/^\S+\s*/, ''))),
  row: (plan, [path = '', ...tokens]) => void plan.values.set(fullPath(path), toValues(tokens)),
  fill: (plan, [table, token = '', ...columns]) =>
    void plan.fills.push({ table: table as TableKey, token: unescapeToken(token), columns }),
  label: (plan, [path = '', ...words]) => void plan.labels.set(path, unescapeToken(words.join(' '))),
  head: (plan, [column = '', ...words]) => void plan.heads.set(column, unescapeToken(words.join(' '))),
  numbering: (plan, [style = '']) => {
    plan.numbering = style;
  },
  without: (plan, [what, name]) => void plan.without.add(`${what} ${name}`),
  extra: (plan, [what, where, place = '', label = '', ...tokens]) => {
    if (what === 'row' && where === 'after')
      plan.extraRows.push({ after: fullPath(place), label: unescapeToken(label), values: toValues(tokens) });
    else if (what === 'column' && where === 'before') plan.extraColumns.push({ before: place, label });
    else throw new Error(`extra ${what} ${where}`);
  },
  again: (plan, [path = '', ...tokens]) =>
    void plan.extraRows.push({ after: fullPath(path), label: '=', values: toValues(tokens) }),
  columns: (plan, words) => {
    plan.columns = words;
  },
  merge: (plan, [path = '', from = '', to = '', token = '']) =>
    void plan.merges.set(fullPath(path), { from, to, token: unescapeToken(token) }),
  cut: (plan, [table = '', , after = '', label, header]) => {
    const cut: Cut = { after: fullPath(after), label: label as CutLabel, header: header === 'header' };
    plan.cuts.set(table, [...(plan.cuts.get(table) ?? []), cut]);
  },
  unmerge: (plan, [mode]) => {
    plan.unmerging = mode as Unmerging;
  },
  as: (plan, [carrier]) => {
    plan.carrier = carrier as Carrier;
  },
};

/** Reads a block of directives; one that is not known fails. */
export function parseReport(text: string): Plan {
  const plan = emptyPlan();
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line === '') continue;
    const [name = '', ...words] = line.split(/\s+/);
    const directive = Object.hasOwn(directives, name) ? directives[name] : undefined;
    if (!directive) throw new Error(`unknown directive: ${line}`);
    directive(plan, words, line.slice(name.length).trim());
  }
  return plan;
}

/** Rows of table three are named without their table. */
export function fullPath(path: string): string {
  return /^(?:proactive|remedies)\b/.test(path) ? path : `applications.${path}`;
}

/** One value alone is that of natural persons, and so the total. */
function toValues(tokens: readonly string[]): string[] {
  const values = tokens.map(unescapeToken);
  const [only = ''] = values;
  return values.length === 1 ? [only, '0', '0', '0', '0', '0', only] : values;
}

function unescapeToken(token: string): string {
  return token === '_' ? '' : token.replaceAll('␣', ' ').replaceAll('\\n', '\n');
}
