/** Document × forms → which form, which cell is which field, which section is where. */
import type { Form } from '#forms/form.js';
import { sixSections } from '#forms/sections.js';
import type { Document } from '#model/document.js';
import type { Field } from '#records/fields.js';
import type { Section } from '#records/record.js';
import { addLines } from './add-lines.js';
import { bindFlat, type FlatRun } from './bind-flat.js';
import { bindTables } from './bind-tables.js';
import { type FormRank, rankForms } from './find-form.js';
import { findOrphans, findUnreadFields, type Orphan } from './find-unread.js';
import { labelIndexOf } from './label-index.js';
import type { TableRecognition } from './recognition.js';
import { findReportHead, type ReportHead } from './report-head.js';
import { findSections } from './sections.js';
import { unwrapBoxes } from './unwrap-boxes.js';

export interface Recognized {
  readonly head: ReportHead;
  readonly sections: readonly Section[];
  /** The editions of the form, the likeliest first. */
  readonly ranks: readonly FormRank[];
  /** Undefined where no table of a known form was found. */
  readonly onForm: RecognizedForm | undefined;
}

export interface RecognizedForm {
  readonly form: Form;
  readonly tables: TableRecognition;
  /** Figures of fields that no table has, found in running text. */
  readonly runs: readonly FlatRun[];
  /** Fields of rows that are printed though none of their cells was found. */
  readonly unread: readonly Field[];
  readonly orphans: readonly Orphan[];
}

export function recognize(read: Document): Recognized {
  const document = unwrapBoxes(read);
  const head = findReportHead(document, sixSections);
  const ranks = rankForms(document, head.year ?? undefined);
  return {
    head,
    sections: findSections(document, sixSections, head.outside),
    ranks,
    onForm: findForm(document, ranks),
  };
}

/** So many fields of rows that are printed make a form, though none of their figures could be read. */
const tellingUnread = 35;

function findForm(document: Document, ranks: readonly FormRank[]): RecognizedForm | undefined {
  const [likeliest, ...others] = ranks;
  if (!likeliest) return undefined;
  const found = recognizeOn(document, likeliest.form);
  if (boundFields(found).size > 0) return found;
  const other = others
    .map(({ form }) => recognizeOn(document, form))
    .find((candidate) => boundFields(candidate).size > 0);
  return other ?? (found.unread.length >= tellingUnread ? found : undefined);
}

function recognizeOn(document: Document, form: Form): RecognizedForm {
  const index = labelIndexOf(form);
  const tables = addLines(bindTables(document, form, index), document, form, index);
  const bound = new Set<Field>([
    ...tables.bindings.map(({ field }) => field),
    ...tables.undecided.flatMap(({ fields }) => fields),
  ]);
  const runs = bindFlat(document, form, index, (field) => !bound.has(field));
  const variants = index.targets.filter(({ row }) => row.replaces);
  const undivided = runs.some((run) => variants.some(({ row }) => row.fields[0] === run.fields[0]));
  for (const { fields } of runs) for (const field of fields) bound.add(field);
  return {
    form,
    tables: { ...tables, undivided: tables.undivided || undivided },
    runs,
    unread: [
      ...new Set([
        ...findUnreadFields(document, index, bound),
        ...tables.turned.filter((field) => !bound.has(field)),
      ]),
    ],
    orphans: findOrphans(document, tables.tables),
  };
}

/** Fields of which anything was found. */
function boundFields(found: RecognizedForm): ReadonlySet<Field> {
  return new Set([
    ...found.tables.bindings.map(({ field }) => field),
    ...found.tables.undecided.flatMap(({ fields }) => fields),
    ...found.runs.flatMap(({ fields }) => fields),
    ...found.tables.turned,
  ]);
}
