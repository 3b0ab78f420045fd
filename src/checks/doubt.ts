/** The finding of a doubt of our own: what the readings, the cells or the characters leave uncertain. */
import type { Field } from '#records/fields.js';
import { type CheckContext, type Finding, kindOver, placesOf } from './check.js';

export function doubt(
  code: string,
  rule: string,
  fields: readonly Field[],
  data: Record<string, unknown>,
  context: CheckContext,
): Finding {
  return {
    code,
    rule,
    severity: 'warning',
    kind: kindOver(fields, context),
    fields,
    terms: fields,
    data,
    at: placesOf(fields, context.extraction),
  };
}
