/** Document × forms → which form, which cell is which field, which section is where. */
import type { Form } from '#forms/form.js';
import { sixSections } from '#forms/sections.js';
import type { Document } from '#model/document.js';
import type { Field } from '#records/fields.js';
import { bindFlat, type FlatRun } from './bind-flat.js';
import { bindLines } from './bind-lines.js';
import { bindTables } from './bind-tables.js';
import { indexOf, rankForms } from './find-form.js';
import { findOrphans, findUnreadFields, type Orphan } from './find-unread.js';
import type { RecognizedSection, TableRecognition } from './recognition.js';
import { findReportHead, type ReportHead } from './report-head.js';
import { findSections } from './sections.js';

export interface Recognized {
  readonly head: ReportHead;
  readonly sections: readonly RecognizedSection[];
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

export function recognize(document: Document): Recognized {
  const head = findReportHead(document, sixSections);
  return {
    head,
    sections: findSections(document, sixSections, head.outside),
    onForm: findForm(document, head.year ?? undefined),
  };
}

function findForm(document: Document, year: number | undefined): RecognizedForm | undefined {
  const [likeliest, ...others] = rankForms(document, year);
  if (!likeliest) return undefined;
  const found = recognizeOn(document, likeliest);
  if (boundFields(found).size > 0) return found;
  return others.map((form) => recognizeOn(document, form)).find((other) => boundFields(other).size > 0);
}

function recognizeOn(document: Document, form: Form): RecognizedForm {
  const index = indexOf(form);
  const tables = withLines(bindTables(document, form, index), document, index);
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
    unread: findUnreadFields(document, index, bound),
    orphans: findOrphans(document, tables.tables),
  };
}

/** What the document's lines say of rows that its tables do not have, or have undecided. */
function withLines(tables: TableRecognition, document: Document, index: LabelIndex): TableRecognition {
  const bound = new Set(tables.bindings.map(({ field }) => field));
  const lines = bindLines(document, index, (field) => !bound.has(field));
  const decided = new Set(lines.bindings.map(({ field }) => field));
  const known = new Set([...decided, ...tables.undecided.flatMap(({ fields }) => fields)]);
  return {
    ...tables,
    bindings: [...tables.bindings, ...lines.bindings],
    undecided: [
      ...tables.undecided.filter(({ fields }) => !fields.some((field) => decided.has(field))),
      ...lines.undecided.filter(({ fields }) => !fields.some((field) => known.has(field))),
    ],
    undivided: tables.undivided || hasVariant(index, decided),
  };
}

/** Whether a row that the form divides is among the fields. */
function hasVariant(index: LabelIndex, fields: ReadonlySet<Field>): boolean {
  return index.targets.some(
    ({ row }) => row.replaces && row.fields.some((field) => field && fields.has(field)),
  );
}

function boundFields(found: RecognizedForm): ReadonlySet<Field> {
  return new Set([
    ...found.tables.bindings.map(({ field }) => field),
    ...found.tables.undecided.flatMap(({ fields }) => fields),
    ...found.runs.flatMap(({ fields }) => fields),
  ]);
}
