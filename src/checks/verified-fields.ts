/** Figures that a hard relation confirms: it holds, all its terms are numbers, and not all are 0. */
import type { Extraction } from '#extract/extraction.js';
import { termsOf } from '#forms/form.js';
import type { Field } from '#records/fields.js';
import { rememberOf } from '#text/remember.js';
import { assessRelations } from './relation-state.js';

export const verifiedFields = rememberOf((extraction: Extraction): ReadonlySet<Field> => {
  const holding = assessRelations(extraction).filter(
    ({ outcome, left }) => outcome === 'holds' && left !== 0,
  );
  return new Set(holding.flatMap(({ relation }) => termsOf(relation)));
});
