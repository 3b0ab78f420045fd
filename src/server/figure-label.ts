/** How a form calls a figure. */
import { fieldSpec, forms } from '#forms/index.js';
import { isField } from '#records/fields.js';

/** As the form prints it; the path where it does not. */
export function labelOf(field: string, form: string | null): string {
  const known = forms.find(({ id }) => id === form);
  return (known && isField(field) ? fieldSpec(known, field)?.label : undefined) ?? field;
}

/** So much of each label as tells it from the others: of one row the columns, of one column the rows. */
export function tellApart(fields: readonly string[], form: string | null): ReadonlyMap<string, string> {
  const parts = fields.map((field) => labelOf(field, form).split(between));
  const isOneRow = new Set(parts.map(([row]) => row)).size === 1;
  const isOneColumn = new Set(parts.map((part) => part.at(-1))).size === 1;
  const named = fields.map((field, index): [string, string] => {
    const part = parts[index] ?? [];
    if (part.length < 2 || isOneRow === isOneColumn) return [field, clip(part.join(between))];
    return [field, clip(isOneRow ? part.slice(1).join(between) : part.slice(0, -1).join(between))];
  });
  return new Map(named);
}

/** Row and column, in a label. */
const between = '·';

const clip = (text: string): string => (text.length <= longest ? text : `…${text.slice(-longest)}`);

const longest = 14;
