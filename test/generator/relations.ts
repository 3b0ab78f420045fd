/** The hard relations of the forms as sums, used to make figures, to plant faults and to say what they break. */
import {
  applicantColumns,
  applicants,
  applicationRows,
  type FormId,
  outcomeRows,
  remedyKinds,
  remedyResults,
} from './form.js';

/** The figures of a report; a blank cell or a mark has no entry. */
export type Values = Readonly<Record<string, number>>;

/** Σ left = Σ right. */
export interface Relation {
  readonly rule: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
}

export interface SingleRepair {
  readonly field: string;
  readonly to: number;
}

export function formRelations(form: FormId, undivided = form === '2019'): Relation[] {
  const sumRule = form === '2019' ? 'R-T3-SUM19' : 'R-T3-SUM21';
  const rows = applicationRows(form, undivided).map(({ path }) => ({
    rule: 'R-T3-ROW',
    left: [`${path}.total`],
    right: applicants.map((applicant) => `${path}.${applicant}`),
  }));
  const sums = applicantColumns.map((column) => ({
    rule: sumRule,
    left: [`applications.results.total.${column}`],
    right: outcomeRows(form, undivided).map(({ path }) => `${path}.${column}`),
  }));
  const balances = applicantColumns.map((column) => ({
    rule: 'R-T3-BAL',
    left: [`applications.received.new.${column}`, `applications.received.carried_in.${column}`],
    right: [`applications.results.total.${column}`, `applications.carried_out.${column}`],
  }));
  const remedies = remedyKinds.map((kind) => ({
    rule: 'R-T4-SUM',
    left: [`remedies.${kind}.total`],
    right: remedyResults.map((result) => `remedies.${kind}.${result}`),
  }));
  return [...rows, ...sums, ...balances, ...remedies];
}

/** Left minus right; undefined when a term has no value. */
function findDifference(relation: Relation, values: Values): number | undefined {
  let difference = 0;
  for (const [fields, sign] of [[relation.left, 1] as const, [relation.right, -1] as const])
    for (const field of fields) {
      const value = values[field];
      if (value === undefined) return undefined;
      difference += sign * value;
    }
  return difference;
}

export function failingRelations(relations: readonly Relation[], values: Values): Relation[] {
  return relations.filter((relation) => (findDifference(relation, values) ?? 0) !== 0);
}

/** All changes of one cell to a count ≥ 0 after which no relation fails. */
export function findSingleRepairs(relations: readonly Relation[], values: Values): SingleRepair[] {
  const failing = failingRelations(relations, values);
  const first = failing[0];
  if (first === undefined) return [];
  return [...first.left, ...first.right].flatMap((field) => {
    const to = valueThatMends(first, field, values);
    if (to === undefined || to < 0) return [];
    return failingRelations(relations, { ...values, [field]: to }).length === 0 ? [{ field, to }] : [];
  });
}

function valueThatMends(relation: Relation, field: string, values: Values): number | undefined {
  const difference = findDifference(relation, values);
  const value = values[field];
  if (difference === undefined || value === undefined) return undefined;
  return relation.left.includes(field) ? value - difference : value + difference;
}
