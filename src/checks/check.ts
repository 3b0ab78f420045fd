/**
 * A check looks at one extraction and yields findings. One file, one check; it names its rule and the
 * codes it can yield. Checks are pure and know no wording: messages take labels from the form.
 */
import type { Extraction } from '#extract/extraction.js';
import type { TableId } from '#forms/form.js';
import { fieldSpec } from '#forms/index.js';
import type { Anomaly, AnomalyKind } from '#model/anomaly.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import type { NumberNote } from '#text/printed-number.js';
import { rememberOf } from '#text/remember.js';

/** What the second reading said. */
export interface SecondOpinion {
  /** `none`: this carrier has no second reading; `not-asked`: there was no cause for one. */
  readonly state: 'none' | 'not-asked' | 'given';
  /** Fields that the second reading reads otherwise, as each reads them. */
  readonly differing: ReadonlyMap<Field, { readonly first: string; readonly second: string }>;
}

export interface CheckContext {
  readonly extraction: Extraction;
  readonly second: SecondOpinion;
}

/** An anomaly before it has its fingerprint. */
export interface Finding extends Omit<Anomaly<Field>, 'fingerprint'> {
  /** What the rule is about: the fields that its fingerprint is taken from. */
  readonly terms: readonly Field[];
  readonly sentence?: string;
}

export interface Check {
  /** Id in the catalogue, e.g. `E-F01`. */
  readonly rule: string;
  readonly codes: readonly string[];
  readonly summary: string;
  run(context: CheckContext): Iterable<Finding>;
}

/** Whose fault a contradiction over these fields is. */
export function kindOver(fields: readonly Field[], { second, extraction }: CheckContext): AnomalyKind {
  if (fields.some((field) => second.differing.has(field) || isDoubtful(field, extraction))) return 'reading';
  return second.state === 'none' ? 'undecided' : 'source';
}

/** What both readings would get wrong alike. */
function isDoubtful(field: Field, extraction: Extraction): boolean {
  const { notes = [], doubts = [] } = extraction.evidence.get(field) ?? {};
  return (
    notes.some((note) => digitsPutTogether.has(note)) ||
    doubts.includes('overprinted') ||
    doubts.includes('clipped') ||
    isOfUnsureTable(field, extraction)
  );
}

/** Notes under which a number may be two: a relation that fails over it proves nothing. */
const digitsPutTogether: ReadonlySet<NumberNote> = new Set<NumberNote>(['inner-space', 'wrapped']);

/** Whether the field stands in a table that all readings would get wrong alike. */
function isOfUnsureTable(field: Field, { form, recognized }: Extraction): boolean {
  const unsure = recognized.onForm?.tables.unsure ?? [];
  const table = form && unsure.length > 0 ? fieldSpec(form, field)?.table : undefined;
  return table !== undefined && unsure.includes(table);
}

/** Whether rows or figures of the table are printed that nobody could place: what is not found may be among them. */
export function isTableInDoubt(
  table: TableId,
  { form, recognized, undecided, conflicts }: Extraction,
): boolean {
  const { onForm } = recognized;
  if (!form || !onForm) return false;
  if (onForm.tables.unsure.includes(table)) return true;
  if (onForm.tables.foreignRows.some((row) => row.table === table && row.texts.length > 0)) return true;
  const open = [
    ...onForm.unread,
    ...undecided.flatMap(({ fields }) => fields),
    ...conflicts.map(({ field }) => field),
  ];
  return open.some((field) => fieldSpec(form, field)?.table === table);
}

/** Of a doubt that only another reading could settle. */
export function kindOfDoubt({ second }: CheckContext): AnomalyKind {
  return second.state === 'none' ? 'undecided' : 'reading';
}

/** The figures of one table, in the form's order. */
export const figuresOf = (table: TableId, extraction: Extraction): readonly Figure[] =>
  figuresByTable(extraction).get(table) ?? [];

/** Several checks ask; an extraction never changes. */
const figuresByTable = rememberOf(({ form, byField }: Extraction) => {
  const tables = new Map<TableId, Figure[]>(form?.tables.map(({ id }) => [id, []]));
  for (const { field, table } of form?.fields ?? []) {
    const figure = byField.get(field);
    if (figure) tables.get(table)?.push(figure);
  }
  return tables;
});

/** At most one finding for each table of the form. */
export function* findByTable(
  context: CheckContext,
  find: (table: TableId, context: CheckContext) => Finding | undefined,
): Iterable<Finding> {
  for (const { id } of context.extraction.form?.tables ?? []) {
    const finding = find(id, context);
    if (finding) yield finding;
  }
}

/** The places of the fields that have one. */
export function placesOf(fields: readonly Field[], { byField }: Extraction): Place[] {
  return fields.flatMap((field) => {
    const at = byField.get(field)?.at;
    return at ? [at] : [];
  });
}
