/** Counts are not negative: R-T3-NEG, R-T4-NEG, R21-T2-a; nor are stocks after their change: R19-T2-c. */
import type { FieldSpec } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOver, placesOf } from './check.js';
import { signRuleOf, suspectedFields } from './relations.js';

export const negativeCounts: Check = {
  rule: 'R-T3-NEG',
  codes: ['negative-count', 'negative-stock'],
  summary: 'a count, or a stock after its change, is below zero',
  *run(context) {
    const { form, byField } = context.extraction;
    const negative = form?.fields.some(({ field }) => (byField.get(field)?.value ?? 0) < 0);
    if (!negative) return;
    const suspected = suspectedFields(context);
    for (const spec of form?.fields ?? []) {
      const value = byField.get(spec.field)?.value ?? 0;
      if (value < 0 && spec.type !== 'signed' && !suspected.has(spec.field))
        yield negativeCount(spec, value, context);
      if (spec.type === 'signed') yield* negativeStock(spec, context);
    }
  },
};

function negativeCount({ field, table }: FieldSpec, printed: number, context: CheckContext): Finding {
  return {
    code: 'negative-count',
    rule: signRuleOf[table],
    severity: 'error',
    kind: kindOver([field], context),
    fields: [field],
    terms: [field],
    data: { printed },
    at: placesOf([field], context.extraction),
    repairs: [{ field, from: printed, to: -printed, reason: 'sign', satisfies: [signRuleOf[table]] }],
  };
}

/** Last year's items plus this year's change are this year's items. */
function* negativeStock({ field }: FieldSpec, context: CheckContext): Iterable<Finding> {
  const { byField } = context.extraction;
  const before = field.replace('items_delta', 'items_prev_year') as Field;
  const stock = byField.get(before)?.value;
  const change = byField.get(field)?.value;
  if (typeof stock !== 'number' || typeof change !== 'number' || stock + change >= 0) return;
  const fields = [field, before];
  yield {
    code: 'negative-stock',
    rule: 'R19-T2-c',
    severity: 'error',
    kind: kindOver(fields, context),
    fields,
    terms: fields,
    data: { printed: change, computed: stock + change, terms: { stock: before, change: field } },
    at: placesOf(fields, context.extraction),
  };
}
