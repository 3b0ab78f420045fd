/**
 * Faults planted into a report that was right. Each says what has to be found; what a wrong number breaks, and
 * whether the relations determine the one wrong cell, is computed from the figures after all planting.
 */
import {
  type ApplicantColumn,
  applicantColumns,
  applicants,
  applicationRows,
  type FormId,
  formFields,
  outcomeRows,
  remedyColumns,
  remedyKinds,
  type TableKey,
  tableKeys,
} from './form.js';
import type { Random } from './random.js';
import { failingRelations, findSingleRepairs, formRelations, type SingleRepair } from './relations.js';
import { slipValue } from './slips.js';
import { makeWrongCount, type Slot, slotFields, slotRules } from './statements.js';

export const faultKinds = [
  ...(['outcome-cell', 'row-total', 'results-total', 'received', 'carried-in', 'carried-out'] as const),
  ...(['two-cells', 'remedies-cell', 'remedies-total', 'negative'] as const),
  ...(['blank-cell', 'blank-row', 'blank-totals', 'only-natural-persons', 'marks'] as const),
  ...(['statement-received', 'statement-handled', 'statement-carried-in', 'statement-carried-out'] as const),
  ...(['form-year', 'missing-table', 'added-row', 'added-column', 'deleted-row'] as const),
  ...(['label-typo', 'label-abbreviated', 'undivided-other'] as const),
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** The rule expected to find it; `rules` lists every one that would. */
  readonly rule: string;
  readonly rules: readonly string[];
  /** The wrong cells. Empty when the fault is in the form itself: then the rule alone is asked for. */
  readonly fields: readonly string[];
  /** The true value, and what is printed in its place. */
  readonly from: number | null;
  readonly to: number | null;
  /** The relations leave exactly one cell and one value that mends all of them. */
  readonly determined: boolean;
  /** The least severity that does it justice; with none at `error`, an error is a false one. */
  readonly severity: 'error' | 'warning' | 'notice';
  readonly detail?: string;
}

/** Departures of the printed form from the statutory one. */
export interface Shape {
  readonly undivided: boolean;
  readonly missingTables: TableKey[];
  /** Row paths of the third section's table. */
  readonly deletedRows: string[];
  /** After the row or group of this path or key: a subtotal row. */
  readonly addedRows: { readonly after: string; readonly label: string; readonly cells: string[] }[];
  /** A column 小计 after the five of 法人或其他组织. */
  addedColumn: boolean;
  /** Path → label in place of the form's. */
  readonly labels: Record<string, string>;
}

/** What planting works on. */
export interface Draft {
  readonly form: FormId;
  readonly year: number;
  readonly values: Record<string, number>;
  readonly blanks: Set<string>;
  readonly marks: Map<string, string>;
  readonly shape: Shape;
  wrong?: { slot: Slot; value: number };
}

type Planted = Omit<Fault, 'kind' | 'rule' | 'determined'> & { readonly numeric?: boolean };
type Plant = (draft: Draft, random: Random) => Planted[];

const any = applicantColumns;
const cell = (choose: (draft: Draft, random: Random) => string): Plant => {
  return (draft, random) => [slipCell(draft, choose(draft, random), random)];
};
const cellOfRow = (path: string): Plant => cell((_draft, random) => `${path}.${random.pick(any)}`);

const plants: Readonly<Record<FaultKind, Plant>> = {
  'outcome-cell': cell((draft, random) => pickOutcome(draft, random, applicants)),
  'row-total': cell((draft, random) => pickOutcome(draft, random, ['total'])),
  'results-total': cellOfRow('applications.results.total'),
  received: cellOfRow('applications.received.new'),
  'carried-in': cellOfRow('applications.received.carried_in'),
  'carried-out': cellOfRow('applications.carried_out'),
  'two-cells': plantTwoCells,
  'remedies-cell': cell((_, random) => `remedies.${random.pick(remedyKinds)}.${random.pick(remedyColumns)}`),
  'remedies-total': cell((_, random) => `remedies.${random.pick(remedyKinds)}.total`),
  negative: plantNegative,
  'blank-cell': (draft, random) => [plantBlanks(draft, [random.pick(allFields(draft))])],
  'blank-row': (draft, random) => {
    const { path } = random.pick(applicationRows(draft.form, draft.shape.undivided));
    return [plantBlanks(draft, rowFields(path))];
  },
  'blank-totals': (draft) => [
    plantBlanks(
      draft,
      outcomeRows(draft.form, draft.shape.undivided).map(({ path }) => `${path}.total`),
    ),
  ],
  'only-natural-persons': (draft) => [plantBlanks(draft, fieldsOfOrganisations(draft))],
  marks: plantMarks,
  'statement-received': plantStatement('received'),
  'statement-handled': plantStatement('handled'),
  'statement-carried-in': plantStatement('carried_in'),
  'statement-carried-out': plantStatement('carried_out'),
  'form-year': (draft) => [structural(['E-T01'], 'error', `${draft.year} on form ${draft.form}`)],
  'missing-table': (draft, random) => {
    const table = random.pick(tableKeys);
    draft.shape.missingTables.push(table);
    return [structural(['E-T02'], 'error', table)];
  },
  'added-row': plantAddedRow,
  'added-column': (draft) => {
    draft.shape.addedColumn = true;
    return [structural(['E-T03'], 'warning', '小计')];
  },
  'deleted-row': plantDeletedRow,
  'label-typo': plantLabel('warning', {
    'applications.received.carried_in': '上年结转政府信息公开数量',
    'applications.results.denied.three_securities_one_stability': '危机“三安全一稳定”',
    'applications.results.denied.enforcement_case_files': '属于行政法案卷',
    'applications.results.denied.prohibited_by_law': '其他法律行政止公开',
    'applications.results.unavailable.unclear_after_correction': '补正后申请内容任不明确',
    'applications.results.not_processed.petition_complaint': '信访举报投拆类申请',
  }),
  'label-abbreviated': plantLabel('notice', {
    'applications.received.new': '本年新收到政府信息公开申请数量',
    'applications.results.partially_granted': '部分公开',
    'applications.results.unavailable.needs_creation': '没有现成信息需另行制作',
    'applications.results.total': '合计',
    'applications.results.other.correction_overdue': '逾期不补正',
    'applications.results.other.fee_overdue': '逾期不缴费',
  }),
  'undivided-other': () => [structural(['E-T03', 'E-T04'], 'notice', '其他处理')],
};

/** Plants all kinds and says what has to be found. */
export function plantFaults(kinds: readonly FaultKind[], draft: Draft, random: Random): Fault[] {
  const planted = kinds.flatMap((kind) => plants[kind](draft, random).map((fault) => ({ kind, ...fault })));
  const relations = formRelations(draft.form, draft.shape.undivided);
  const printed = Object.fromEntries(
    Object.entries(draft.values).filter(([field]) => isPrinted(draft, field)),
  );
  const failing = failingRelations(relations, printed);
  const repairs =
    planted.filter(({ numeric }) => numeric).length === 1 ? findSingleRepairs(relations, printed) : [];
  return planted.map(({ numeric, ...fault }) => {
    const broken = failing
      .filter(({ left, right }) =>
        fault.fields.some((field) => left.includes(field) || right.includes(field)),
      )
      .map(({ rule }) => rule);
    const rules = fault.rules.length > 0 ? fault.rules : [...new Set(broken)];
    return { ...fault, rules, rule: rules[0] ?? 'none', determined: isDetermined(fault, repairs) };
  });
}

/** One sum alone, as in the fourth section, leaves the choice between its terms, whatever their sizes exclude. */
function isDetermined(
  { fields, from }: Pick<Fault, 'fields' | 'from'>,
  repairs: readonly SingleRepair[],
): boolean {
  const [repair, ...others] = repairs;
  if (repair === undefined || others.length > 0 || repair.field.startsWith('remedies.')) return false;
  return repair.field === fields[0] && repair.to === from;
}

const isPrinted = ({ blanks, marks }: Draft, field: string): boolean =>
  !blanks.has(field) && !marks.has(field);

const rowFields = (path: string): string[] => applicantColumns.map((column) => `${path}.${column}`);

const allFields = ({ form, shape }: Draft): string[] =>
  Object.values(formFields(form, shape.undivided)).flat();

function fieldsOfOrganisations({ form, shape }: Draft): string[] {
  return applicationRows(form, shape.undivided).flatMap(({ path }) =>
    applicants
      .filter((applicant) => applicant !== 'natural_person')
      .map((applicant) => `${path}.${applicant}`),
  );
}

function pickOutcome(draft: Draft, random: Random, columns: readonly ApplicantColumn[]): string {
  const fields = outcomeRows(draft.form, draft.shape.undivided).flatMap(({ path }) =>
    columns.map((column) => `${path}.${column}`),
  );
  const filled = fields.filter((field) => (draft.values[field] ?? 0) > 0);
  return random.pick(filled.length > 0 && random.chance(0.8) ? filled : fields);
}

function slipCell(draft: Draft, field: string, random: Random): Planted {
  const from = draft.values[field] ?? 0;
  const fields = allFields(draft);
  const neighbour = draft.values[fields[fields.indexOf(field) - 1] ?? ''] ?? 0;
  const to = slipValue(from, neighbour, random);
  draft.values[field] = to;
  return { rules: [], fields: [field], from, to, severity: 'error', numeric: true };
}

/** In different rows and columns, so that neither hides the other. */
function plantTwoCells(draft: Draft, random: Random): Planted[] {
  const rows = random.sample(outcomeRows(draft.form, draft.shape.undivided), 2);
  const columns = random.sample(applicantColumns, 2);
  return rows.map(({ path }, index) => slipCell(draft, `${path}.${columns[index]}`, random));
}

function plantNegative(draft: Draft, random: Random): Planted[] {
  const field = pickOutcome(draft, random, applicants);
  const from = draft.values[field] ?? 0;
  const to = -Math.max(1, from);
  draft.values[field] = to;
  const rules = ['R-T3-NEG', 'E-F03'];
  return [{ rules, fields: [field], from, to, severity: 'error', numeric: true }];
}

function plantBlanks(draft: Draft, fields: readonly string[]): Planted {
  for (const field of fields) draft.blanks.add(field);
  const from = fields.length === 1 ? (draft.values[fields[0] ?? ''] ?? null) : null;
  return { rules: ['E-F01'], fields, from, to: null, severity: 'warning' };
}

/** Marks stand where a 0 belongs, so no sum changes. */
function plantMarks(draft: Draft, random: Random): Planted[] {
  const zeros = allFields(draft).filter((field) => draft.values[field] === 0 && isPrinted(draft, field));
  const fields = random.sample(zeros, random.pick([1, 2, 5, zeros.length]));
  const mark = random.pick(['/', '—', '无', '-', '——', '／']);
  for (const field of fields) draft.marks.set(field, mark);
  return [{ rules: ['E-F02'], fields, from: 0, to: null, severity: 'notice', detail: mark }];
}

function plantStatement(slot: Slot): Plant {
  return (draft, random) => {
    const value = makeWrongCount(slot, draft.values, random);
    draft.wrong = { slot, value };
    const field = slotFields[slot];
    const rules = [slotRules[slot], 'R-X-6', 'R-N-ZERO'];
    return [{ rules, fields: [field], from: draft.values[field] ?? 0, to: value, severity: 'error' }];
  };
}

function structural(rules: readonly string[], severity: Fault['severity'], detail: string): Planted {
  return { rules, fields: [], from: null, to: null, severity, detail };
}

function plantAddedRow(draft: Draft, random: Random): Planted[] {
  const group = random.pick(['denied', 'unavailable', 'not_processed'] as const);
  const rows = outcomeRows(draft.form, draft.shape.undivided).filter((row) => row.group === group);
  const cells = applicantColumns.map(
    (column) => `${rows.reduce((sum, { path }) => sum + (draft.values[`${path}.${column}`] ?? 0), 0)}`,
  );
  draft.shape.addedRows.push({ after: rows.at(-1)?.path ?? '', label: random.pick(['小计', '合计']), cells });
  return [structural(['E-T03'], 'warning', `subtotal of ${group}`)];
}

/** A row of zeros if there is one: then nothing else changes. */
function plantDeletedRow(draft: Draft, random: Random): Planted[] {
  const rows = outcomeRows(draft.form, draft.shape.undivided).filter(({ level }) => level === 'ground');
  const idle = rows.filter(({ path }) => draft.values[`${path}.total`] === 0);
  const { path } = random.pick(idle.length > 0 ? idle : rows);
  draft.shape.deletedRows.push(path);
  return [structural(['E-T03'], 'warning', path)];
}

function plantLabel(severity: 'warning' | 'notice', labels: Readonly<Record<string, string>>): Plant {
  return (draft, random) => {
    const present = applicationRows(draft.form, draft.shape.undivided).map(({ path }) => path);
    const path = random.pick(Object.keys(labels).filter((key) => present.includes(key)));
    const label = labels[path] ?? '';
    draft.shape.labels[path] = label;
    return [structural(['E-T04'], severity, label)];
  };
}
