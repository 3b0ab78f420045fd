/** The editions of the form this program knows. */
import type { Field } from '#records/fields.js';
import type { FieldSpec, Form } from './form.js';
import { form2019 } from './form-2019.js';
import { form2021 } from './form-2021.js';

export const forms: readonly Form[] = [form2019, form2021];

const specs = new Map<string, ReadonlyMap<Field, FieldSpec>>(
  forms.map((form) => [form.id, new Map(form.fields.map((spec) => [spec.field, spec]))]),
);

/** What the form says of a field. */
export function fieldSpec(form: Form, field: Field): FieldSpec | undefined {
  return specs.get(form.id)?.get(field);
}
