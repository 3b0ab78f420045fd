/**
 * Lines with more numbers than their block has columns: a column that the report added, or numbers whose
 * thousands stand apart. The sums of the rows must leave one way.
 */
import type { Form, FormRow } from '#forms/form.js';
import { checkRowSums } from './row-sums.js';

export interface ValuesOfRow {
  readonly row: FormRow;
  readonly values: readonly string[];
}

/** So many rows show that a column was added. */
const FEWEST_ROWS = 3;

/** The one column without which every row of a block adds up, if all have one more than the form. */
export function findAddedColumn(lines: readonly ValuesOfRow[], form: Form): number | undefined {
  const wide = lines.filter(({ row, values }) => values.length === row.fields.length + 1);
  if (wide.length < FEWEST_ROWS || wide.length < lines.length) return undefined;
  const ways = wide[0]?.values.flatMap((_, added) => {
    const sums = wide.map(({ row, values }) => checkRowSums(row.fields, values.toSpliced(added, 1), form));
    return sums.includes('hold') && sums.every((sum) => sum === 'hold' || sum === 'even') ? [added] : [];
  });
  return ways?.length === 1 ? ways[0] : undefined;
}

/** The values with thousands put together, where one way of doing so adds up. */
export function joinThousands({ row, values }: ValuesOfRow, form: Form): readonly string[] | undefined {
  const surplus = values.length - row.fields.length;
  if (surplus <= 0) return undefined;
  const ways = waysToJoin(values, surplus).filter((way) => checkRowSums(row.fields, way, form) === 'hold');
  return ways.length === 1 ? ways[0] : undefined;
}

function waysToJoin(values: readonly string[], surplus: number): string[][] {
  if (surplus === 0) return [[...values]];
  const [first, second, ...rest] = values;
  if (first === undefined || second === undefined) return [];
  const apart = waysToJoin([second, ...rest], surplus).map((way) => [first, ...way]);
  const isThousands = /^[1-9]\d{0,2}(?:\d{3})*$/.test(first) && /^\d{3}$/.test(second);
  return isThousands ? [...waysToJoin([first + second, ...rest], surplus - 1), ...apart] : apart;
}
