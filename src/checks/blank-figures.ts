/**
 * E-F01: cells left blank. One anomaly a table. A blank that leaves a sum open weighs more than one that
 * would hold with 0; a blank total is offered the sum of its row.
 */
import type { Form, TableId } from '#forms/form.js';
import type { Repair } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, placesOf } from './check.js';
import { assessRelation, type RelationState, relationsOf, valuesOf } from './relation-state.js';

export const blankFigures: Check = {
  rule: 'E-F01',
  codes: ['blank-figures'],
  summary: 'cells of a statutory table are blank',
  *run(context) {
    const { form } = context.extraction;
    for (const table of form?.tables ?? []) {
      const finding = form && inTable(form, table.id, context);
      if (finding) yield finding;
    }
  },
};

function inTable(form: Form, table: TableId, context: CheckContext): Finding | undefined {
  const { extraction } = context;
  const figures = form.fields
    .filter((spec) => spec.table === table)
    .flatMap(({ field }) => extraction.byField.get(field) ?? []);
  const fields = figures.filter(({ state }) => state === 'blank').map(({ field }) => field);
  if (fields.length === 0) return undefined;
  const open = openRelations(form, fields, context);
  const whole = fields.length === figures.length;
  const repairs = open.flatMap(repairOf);
  return {
    code: 'blank-figures',
    rule: 'E-F01',
    severity: open.length > 0 || whole ? 'warning' : 'notice',
    kind: 'source',
    fields,
    terms: fields,
    data: {
      table,
      count: fields.length,
      whole,
      open: open.map(({ relation }) => `${relation.rule}[${relation.instance}]`),
    },
    at: placesOf(fields, extraction),
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

/** Relations that cannot be assessed because of these blanks. */
function openRelations(form: Form, blanks: readonly Field[], { extraction }: CheckContext): RelationState[] {
  const values = valuesOf(extraction.figures);
  const undivided = extraction.recognized.onForm?.tables.undivided ?? false;
  return relationsOf(form, undivided)
    .filter((relation) => [...relation.left, ...relation.right].some((field) => blanks.includes(field)))
    .map((relation) => assessRelation(relation, values))
    .filter(({ outcome, unknown, relation }) => {
      const known = relation.left.length + relation.right.length - unknown.length;
      return outcome === 'not-assessable' && known > 0;
    });
}

/** The one unknown term of a relation is determined by the others. */
function repairOf({ relation, left, right, unknown }: RelationState): Repair<Field>[] {
  const [field, another] = unknown;
  if (!field || another) return [];
  const to = relation.left.includes(field) ? right - left : left - right;
  return [
    { field, from: null, to, reason: 'blank-cell', satisfies: [`${relation.rule}[${relation.instance}]`] },
  ];
}
