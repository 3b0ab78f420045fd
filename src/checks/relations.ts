/** The hard relations of the form: rows, columns, balances of table three, sums of table four. */
import type { Extraction } from '#extract/extraction.js';
import { type Relation, termsOf } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOver, placesOf } from './check.js';
import { type Cause, findCauses } from './find-causes.js';
import { type RelationState, relationsIn, valuesOf } from './relation-state.js';

/** The rule that counts of a table are not negative. */
export const signRuleOf = { proactive: 'R21-T2-a', applications: 'R-T3-NEG', remedies: 'R-T4-NEG' } as const;

const codes: Readonly<Record<Relation['rule'], string>> = {
  'R-T3-ROW': 'row-sum-mismatch',
  'R-T3-SUM19': 'results-sum-mismatch',
  'R-T3-SUM21': 'results-sum-mismatch',
  'R-T3-BAL': 'balance-mismatch',
  'R-T4-SUM': 'remedies-sum-mismatch',
};

export const relationsCheck: Check = {
  rule: 'R-T3-*, R-T4-SUM',
  codes: [...new Set(Object.values(codes))],
  summary: 'a sum or balance printed on the form does not hold',
  *run(context) {
    for (const cause of causesIn(context.extraction)) yield toFinding(cause, context);
  },
};

/** Fields that a failing relation already suspects: what else is wrong with them has the same cause. */
export function suspectedFields({ extraction }: CheckContext): ReadonlySet<Field> {
  const likeliest = causesIn(extraction).flatMap(({ repairs }) => repairs.slice(0, 1));
  return new Set(likeliest.map(({ field }) => field));
}

function causesIn(extraction: Extraction): Cause[] {
  return findCauses(relationsIn(extraction), valuesOf(extraction.figures));
}

function toFinding(cause: Cause, context: CheckContext): Finding {
  const first = cause.relations[0] as RelationState;
  const suspects = cause.repairs.flatMap(({ field, also }) => [
    field,
    ...(also ?? []).map((edit) => edit.field),
  ]);
  const terms = cause.relations.flatMap(({ relation }) => termsOf(relation));
  const fields = [...new Set<Field>([...suspects, ...terms])];
  const kind = kindOver(fields, context);
  return {
    code: codes[first.relation.rule],
    rule: first.relation.rule,
    // What we may have misread proves nothing against the report.
    severity: kind === 'reading' ? 'warning' : 'error',
    kind,
    fields,
    terms: termsOf(first.relation),
    data: {
      ...describe(first),
      relations: [...cause.relations.map(describe), ...signRules(suspects.slice(0, 1), context)],
      ...differences(fields, context),
    },
    at: placesOf(fields, context.extraction),
    ...(cause.repairs.length > 0 ? { repairs: cause.repairs } : {}),
  };
}

/** A suspected cell below zero breaks the rule of its sign as well. */
function signRules(suspects: readonly Field[], { extraction }: CheckContext): Record<string, unknown>[] {
  return suspects.flatMap((field) => {
    const printed = extraction.byField.get(field)?.value ?? 0;
    const table = extraction.form?.fields.find((spec) => spec.field === field)?.table;
    return printed < 0 && table ? [{ rule: signRuleOf[table], instance: field, printed }] : [];
  });
}

/** Printed is the side that the form calls the total; computed is what the other side adds up to. */
function describe({ relation, left, right, unknown }: RelationState): Record<string, unknown> {
  return {
    rule: relation.rule,
    instance: relation.instance,
    printed: right,
    computed: left,
    difference: left - right,
    terms: { left: relation.left, right: relation.right },
    missing: unknown,
  };
}

/** What each reading reads, where they differ. */
function differences(fields: readonly Field[], { second }: CheckContext): Record<string, unknown> {
  const readings = fields.flatMap((field) => {
    const differing = second.differing.get(field);
    return differing ? [{ field, ...differing }] : [];
  });
  return readings.length > 0 ? { readings } : {};
}
