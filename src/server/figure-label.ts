/** How a form calls a figure. */
import { fieldSpec, forms } from '#forms/index.js';
import { isField } from '#records/fields.js';

/** As the form prints it; the path where it does not. */
export function labelOf(field: string, form: string | null): string {
  const known = forms.find(({ id }) => id === form);
  return (known && isField(field) ? fieldSpec(known, field)?.label : undefined) ?? field;
}
