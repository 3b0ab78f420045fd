/** Which edition of the form a document is on, by its rows and columns; the year only breaks a tie. */
import type { Form } from '#forms/form.js';
import { forms } from '#forms/index.js';
import { labelKey } from '#text/label.js';
import { type LabelIndex, makeLabelIndex } from './label-index.js';

const indexes = new Map<Form, LabelIndex>();

/** The index of a form's labels; made once. */
export function indexOf(form: Form): LabelIndex {
  const known = indexes.get(form);
  if (known) return known;
  const index = makeLabelIndex(form);
  indexes.set(form, index);
  return index;
}

const keysOfFingerprints = new Map(forms.map((form) => [form, form.fingerprints.map(labelKey)]));

/** The editions, the likeliest first. */
export function rankForms(stream: string, year: number | undefined): readonly Form[] {
  const key = labelKey(stream);
  const scored = forms.map((form) => ({
    form,
    hits: (keysOfFingerprints.get(form) ?? []).filter((fingerprint) => key.includes(fingerprint)).length,
    prescribed: year !== undefined && year >= form.years.from && year <= (form.years.to ?? year) ? 1 : 0,
  }));
  scored.sort(
    (a, b) => b.hits - a.hits || b.prescribed - a.prescribed || b.form.years.from - a.form.years.from,
  );
  return scored.map(({ form }) => form);
}
