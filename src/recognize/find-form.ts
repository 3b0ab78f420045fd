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

/** An edition of the form, and what speaks for it. */
export interface FormRank {
  readonly form: Form;
  /** How many of its own labels are printed, of `form.fingerprints`. */
  readonly hits: number;
  /** Whether they were looked for in the tables or, where these say nothing, in the whole text. */
  readonly among: 'tables' | 'text';
  /** Whether it is a form for the report's year. */
  readonly prescribed: boolean;
}

/** The editions, the likeliest first; the running text speaks where the tables, perhaps torn, do not. */
export function rankForms(document: Document, year: number | undefined): readonly FormRank[] {
  const inTables = countFingerprints(keyOfTables(document));
  const among = new Set(inTables).size > 1 ? 'tables' : 'text';
  const hits = among === 'tables' ? inTables : countFingerprints(labelKey(document.stream));
  return forms
    .map((form, index) => ({
      ...({ form, among, hits: hits[index] ?? 0 } as const),
      prescribed: year !== undefined && year >= form.years.from && year <= (form.years.to ?? year),
    }))
    .sort(
      (a, b) =>
        b.hits - a.hits ||
        Number(b.prescribed) - Number(a.prescribed) ||
        b.form.years.from - a.form.years.from,
    );
}
