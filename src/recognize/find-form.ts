/** Which edition of the form a document is on, by its rows and columns; the year only breaks a tie. */
import type { Form } from '#forms/form.js';
import { forms } from '#forms/index.js';
import { type Document, findTables } from '#model/document.js';
import { labelKey, parseLabel } from '#text/label.js';

const keysOfFingerprints = new Map(forms.map((form) => [form, form.fingerprints.map(labelKey)]));

/** What the cells say, one after the other. */
function keyOfTables(document: Document): string {
  let key = '';
  for (const table of findTables(document.blocks))
    for (const { text } of table.cells) if (text.length > 3) key += parseLabel(text).key;
  return key;
}

/** How many of each edition's own labels are there. */
const countFingerprints = (key: string): number[] =>
  forms.map((form) => (keysOfFingerprints.get(form) ?? []).filter((own) => key.includes(own)).length);

/** The editions, the likeliest first; the running text speaks where the tables, perhaps torn, do not. */
export function rankForms(document: Document, year: number | undefined): readonly Form[] {
  const inTables = countFingerprints(keyOfTables(document));
  const hits = new Set(inTables).size > 1 ? inTables : countFingerprints(labelKey(document.stream));
  const scored = forms.map((form, index) => ({
    form,
    hits: hits[index] ?? 0,
    prescribed: year !== undefined && year >= form.years.from && year <= (form.years.to ?? year) ? 1 : 0,
  }));
  scored.sort(
    (a, b) => b.hits - a.hits || b.prescribed - a.prescribed || b.form.years.from - a.form.years.from,
  );
  return scored.map(({ form }) => form);
}
