/**
 * READ-4: the reader was not sure of a cell, and no sum confirms it. Only where a number stands on a
 * ruling do two readings tell more than one: under the other doubts both see the same characters on the
 * same spot. Numbers over numbers are not even settled by a sum: where all old figures show under the new
 * ones, the mixtures may add up.
 */
import type { CellDoubt } from '#model/document.js';
import type { Field } from '#records/fields.js';
import type { Check } from './check.js';
import { doubt } from './doubt.js';
import { verifiedFields } from './verified-fields.js';

export const doubtfulCells: Check = {
  rule: 'READ-4',
  codes: ['cell-doubtful'],
  summary: 'a figure stands over a ruling, under another one, or in a column without rulings',
  *run(context) {
    const verified = verifiedFields(context.extraction);
    const byDoubt = new Map<CellDoubt, Field[]>();
    for (const [field, { doubts }] of context.extraction.evidence) {
      const agreed = context.second.state === 'given' && !context.second.differing.has(field);
      for (const cause of doubts) {
        const settled = cause !== 'overprinted' && (verified.has(field) || (cause === 'straddles' && agreed));
        if (!settled) byDoubt.set(cause, [...(byDoubt.get(cause) ?? []), field]);
      }
    }
    for (const [cause, fields] of byDoubt)
      yield { ...doubt('cell-doubtful', 'READ-4', fields, { cause }, context), kind: 'reading' };
  },
};
