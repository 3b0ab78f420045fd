/** Figures that a hard relation confirms: it holds, all its terms are numbers, and not all are 0. */
import type { Extraction } from '#extract/extraction.js';
import type { Field } from '#records/fields.js';
import { assessRelation, relationsOf, valuesOf } from './relation-state.js';

const known = new WeakMap<Extraction, ReadonlySet<Field>>();

export function verifiedFields(extraction: Extraction): ReadonlySet<Field> {
  const verified = known.get(extraction) ?? findVerified(extraction);
  known.set(extraction, verified);
  return verified;
}

function findVerified({ form, figures, recognized }: Extraction): ReadonlySet<Field> {
  const verified = new Set<Field>();
  if (!form) return verified;
  const values = valuesOf(figures);
  for (const relation of relationsOf(form, recognized.onForm?.tables.undivided ?? false)) {
    const state = assessRelation(relation, values);
    if (state.outcome !== 'holds') continue;
    for (const field of [...relation.left, ...relation.right]) verified.add(field);
  }
  return verified;
}
