/**
 * The shape of a statutory form. A form is data: which fields it prints, under which words, in which
 * tables, and which relations the form itself states. Nothing outside this folder knows the wording.
 *
 * A table is a stack of blocks; a block has a header (its columns, each under a path of labels) and
 * rows (each behind a path of labels). Table two is four or five blocks under titles of their own,
 * table three one block of seven columns, table four one block of fifteen columns and a single row
 * that has no label.
 */
import type { Field } from '#records/fields.js';
import type { SectionKey } from '#records/record.js';

export type FormId = '2019' | '2021';
export type TableId = 'proactive' | 'applications' | 'remedies';

/** A label of the form with the other ways it is printed. */
export interface Label {
  readonly text: string;
  /** Local abbreviations and wordings with the same meaning. */
  readonly aliases?: readonly string[];
}

export interface FormColumn {
  /** Header labels from the top down; the last one is the column's own. */
  readonly path: readonly Label[];
}

export interface FormRow {
  /** Row labels from the left; the last one is the row's own. Empty where the form prints none. */
  readonly path: readonly Label[];
  /** By column of the block; undefined where the form has no figure. */
  readonly fields: readonly (Field | undefined)[];
  /** Printed on a variant of the form only, instead of these rows (by the last label's text). */
  readonly replaces?: readonly string[];
}

export interface FormBlock {
  readonly title?: Label;
  /** The header cell above the row labels. */
  readonly corner?: Label;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
}

export interface FormTable {
  readonly id: TableId;
  /** How a person calls it. */
  readonly name: string;
  readonly blocks: readonly FormBlock[];
}

/** What a field may hold: a count (integer ≥ 0), a signed integer, or an amount of money. */
export type FieldType = 'count' | 'signed' | 'amount';

export interface FieldSpec {
  readonly field: Field;
  readonly table: TableId;
  readonly type: FieldType;
  /** As the form prints or means it; null where the form prints none. */
  readonly unit: string | null;
  /** The labels of row and column, as one line. */
  readonly label: string;
}

/** Left terms add up to the right terms. */
export interface Relation {
  /** The id in the domain's catalogue, e.g. `R-T3-ROW`. */
  readonly rule: 'R-T3-ROW' | 'R-T3-BAL' | 'R-T3-SUM19' | 'R-T3-SUM21' | 'R-T4-SUM';
  /** Which instance: the row, the column, the kind of remedy. */
  readonly instance: string;
  readonly left: readonly Field[];
  readonly right: readonly Field[];
}

export interface FormSection {
  readonly key: SectionKey;
  readonly ordinal: string;
  readonly heading: Label;
}

export interface Form {
  readonly id: FormId;
  /** Report years it is prescribed for; `required` is the first year in which nothing else will do. */
  readonly years: { readonly from: number; readonly required: number; readonly to?: number };
  readonly tables: readonly FormTable[];
  /** In the order of the form. */
  readonly fields: readonly FieldSpec[];
  readonly relations: readonly Relation[];
  /** Holds instead where a row that the form divides is printed undivided. */
  readonly undivided?: { readonly relations: readonly Relation[] };
  /** Labels that no other form has. */
  readonly fingerprints: readonly string[];
  readonly sections: readonly FormSection[];
}

/** Every way a label is printed, the form's own first. */
export function wordingsOf({ text, aliases = [] }: Label): string[] {
  return [text, ...aliases];
}

/** What the form prints for a row or a column itself, without the labels it stands under. */
export function ownText(path: readonly Label[]): string {
  return path.at(-1)?.text ?? '';
}

/** Every field of a relation. */
export function termsOf({ left, right }: Relation): Field[] {
  return [...left, ...right];
}
