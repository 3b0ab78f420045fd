/** Counts are not negative: R-T3-NEG, R-T4-NEG, R21-T2-a; nor are stocks after their change: R19-T2-c. */
import type { Extraction } from '#extract/extraction.js';
import type { FieldSpec } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOver, placesOf } from './check.js';
import { signRuleOf, suspectedFields } from './relations.js';

export const negativeCounts: Check = {
  rule: 'R-T3-NEG',
  codes: ['negative-count', 'negative-stock'],
  summary: 'a count, or a stock after its change, is below zero',
  *run(context) {
    const below = findBelowZero(context.extraction);
    if (below.length === 0) return;
    const suspected = suspectedFields(context);
    for (const { spec, value } of below) {
      if (spec.type === 'signed') yield negativeStock(spec, value, context);
      else if (!suspected.has(spec.field)) yield negativeCount(spec, value, context);
    }
  },
};

interface BelowZero {
  readonly spec: FieldSpec;
  /** The count; of a change, the stock after it. */
  readonly value: number;
}

/** The counts, and the stocks after their change, that are below zero. */
export function findBelowZero({ form, byField }: Extraction): BelowZero[] {
  return (form?.fields ?? []).flatMap((spec) => {
    const printed = byField.get(spec.field)?.value;
    const before = spec.type === 'signed' ? byField.get(stockBefore(spec.field))?.value : 0;
    if (typeof printed !== 'number' || typeof before !== 'number') return [];
    return before + printed < 0 ? [{ spec, value: before + printed }] : [];
  });
}

const stockBefore = (change: Field): Field => change.replace('items_delta', 'items_prev_year') as Field;

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
function negativeStock({ field }: FieldSpec, computed: number, context: CheckContext): Finding {
  const before = stockBefore(field);
  const printed = context.extraction.byField.get(field)?.value ?? null;
  const fields = [field, before];
  return {
    code: 'negative-stock',
    rule: 'R19-T2-c',
    severity: 'error',
    kind: kindOver(fields, context),
    fields,
    terms: fields,
    data: { printed, computed, terms: { stock: before, change: field } },
    at: placesOf(fields, context.extraction),
  };
}
