/** An anomaly's code and data to a sentence. Rendered on the way out, never stored. */
import type { Form } from '#forms/form.js';
import { fieldSpec } from '#forms/index.js';
import type { Anomaly, Language } from '#model/anomaly.js';
import { isField } from '#records/fields.js';
import { english } from './en.js';
import { chinese } from './zh.js';

/** What a message needs beside the data: names of fields as the form prints them. */
export interface Wording {
  field(path: string): string;
  /** The first few, and how many there are. */
  fields(paths: readonly string[]): string;
}

type Message = (anomaly: Anomaly, wording: Wording) => string;
export type Messages = Readonly<Record<string, Message>>;

const languages: Readonly<Record<Language, Messages>> = { zh: chinese, en: english };

export function messageOf(anomaly: Anomaly, form: Form | undefined, language: Language): string {
  const message = languages[language][anomaly.code];
  return message ? message(anomaly, makeWording(form)) : anomaly.code;
}

/** How many fields a message names before it only counts. */
const namedFields = 3;

function makeWording(form: Form | undefined): Wording {
  const field = (path: string): string =>
    (form && isField(path) ? fieldSpec(form, path)?.label : undefined) ?? path;
  return {
    field,
    fields: (paths) => {
      const named = paths.slice(0, namedFields).map(field).join('、');
      return paths.length > namedFields ? `${named}… (${paths.length})` : named;
    },
  };
}
