/**
 * Relations over figures, three-valued: a blank is not a 0. A relation with an unknown term fails only
 * where no value ≥ 0 of the unknown terms could make it hold.
 */
import type { Extraction } from '#extract/extraction.js';
import { type Form, type Relation, termsOf } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import { rememberOf } from '#text/remember.js';

export type RelationOutcome = 'holds' | 'holds-if-blank-is-zero' | 'fails' | 'not-assessable';

export interface RelationState {
  readonly relation: Relation;
  readonly outcome: RelationOutcome;
  /** Sums over the known terms. */
  readonly left: number;
  readonly right: number;
  readonly unknown: readonly Field[];
}

export type Values = ReadonlyMap<Field, number>;

/** The values of the figures that are numbers. */
export function valuesOf(figures: readonly Figure[]): Map<Field, number> {
  const values = new Map<Field, number>();
  for (const { field, value } of figures) if (value !== null) values.set(field, value);
  return values;
}

export function assessRelation(relation: Relation, values: Values): RelationState {
  const left = sum(relation.left, values);
  const right = sum(relation.right, values);
  const unknown = termsOf(relation).filter((field) => !values.has(field));
  return { relation, outcome: outcomeOf(relation, values, left, right, unknown), left, right, unknown };
}

function outcomeOf(
  relation: Relation,
  values: Values,
  left: number,
  right: number,
  unknown: readonly Field[],
): RelationOutcome {
  if (unknown.length === 0) return left === right ? 'holds' : 'fails';
  if (unknown.length === relation.left.length + relation.right.length) return 'not-assessable';
  if (left === right) return 'holds-if-blank-is-zero';
  const openLeft = relation.left.some((field) => !values.has(field));
  const openRight = relation.right.some((field) => !values.has(field));
  const canHold = left > right ? openRight : openLeft;
  return canHold ? 'not-assessable' : 'fails';
}

function sum(fields: readonly Field[], values: Values): number {
  return fields.reduce((total, field) => total + (values.get(field) ?? 0), 0);
}

/** The relations of the form, with its one row divided or not. */
export function relationsOf(
  form: Pick<Form, 'relations' | 'undivided'>,
  undivided: boolean,
): readonly Relation[] {
  return undivided && form.undivided ? form.undivided.relations : form.relations;
}

/** The relations of the form as this report prints it. */
export function relationsIn({ form, recognized }: Extraction): readonly Relation[] {
  return form ? relationsOf(form, recognized.onForm?.tables.undivided ?? false) : [];
}

/** All of them over the figures of this report. Several checks ask; an extraction never changes. */
export const assessRelations = rememberOf((extraction: Extraction): readonly RelationState[] => {
  const values = valuesOf(extraction.figures);
  return relationsIn(extraction).map((relation) => assessRelation(relation, values));
});

/** By how much a term must change for the relation to hold. */
export function differenceFor({ relation, left, right }: RelationState, field: Field): number {
  return relation.left.includes(field) ? right - left : left - right;
}

/** How a relation is named: its rule, and which instance. */
export function nameOf({ rule, instance }: Relation): string {
  return `${rule}[${instance}]`;
}
