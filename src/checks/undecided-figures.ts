/** READ-3: numbers that are there, but not which is whose. */
import type { Field } from '#records/fields.js';
import { type Check, type Finding, kindOfDoubt } from './check.js';
import { doubt } from './doubt.js';

export const undecidedFigures: Check = {
  rule: 'READ-3',
  codes: ['figures-undecided'],
  summary: 'numbers are printed, but which cell each belongs to cannot be told',
  *run(context) {
    const reasons = new Map<string, { fields: Field[]; printed: string[]; at: Finding['at'][number][] }>();
    for (const { reason, fields, texts, at } of context.extraction.undecided) {
      const group = reasons.get(reason) ?? { fields: [], printed: [], at: [] };
      group.fields.push(...fields);
      group.printed.push(texts.join(' '));
      group.at.push(at);
      reasons.set(reason, group);
    }
    for (const [reason, { fields, printed, at }] of reasons)
      yield {
        ...doubt('figures-undecided', 'READ-3', [...new Set(fields)], { reason, printed }, context),
        kind: kindOfDoubt(context),
        at,
      };
  },
};
