/** Whether the sums of the form that lie within one row bear out a reading of its figures. */
import { type Form, type Relation, termsOf } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import { parsePrintedNumber } from '#text/printed-number.js';

/** `even`: they hold, but of noughts alone; `open`: there are none, or a term is no number. */
export type RowSums = 'hold' | 'even' | 'fail' | 'open';

export function checkRowSums(
  fields: readonly (Field | undefined)[],
  texts: readonly string[],
  form: Form,
): RowSums {
  const values = new Map(fields.map((field, column) => [field, numberOf(texts[column] ?? '')]));
  const sum = (terms: readonly Field[]): number =>
    terms.reduce((total, field) => total + (values.get(field) ?? Number.NaN), 0);
  const isInner = (relation: Relation): boolean => termsOf(relation).every((field) => values.has(field));
  const sums = form.relations.filter(isInner).map(({ left, right }) => [sum(left), sum(right)]);
  if (sums.length === 0 || sums.flat().some(Number.isNaN)) return 'open';
  if (sums.some(([left, right]) => left !== right)) return 'fail';
  return sums.every(([left]) => left === 0) ? 'even' : 'hold';
}

function numberOf(text: string): number {
  const parsed = parsePrintedNumber(text);
  return parsed.state === 'number' ? parsed.value : Number.NaN;
}
