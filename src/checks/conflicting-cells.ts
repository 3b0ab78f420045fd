/** READ-2: two cells claim one field and say different things. */
import type { Check } from './check.js';
import { doubt } from './doubt.js';

export const conflictingCells: Check = {
  rule: 'READ-2',
  codes: ['cells-conflict'],
  summary: 'two cells claim one figure and differ',
  *run(context) {
    for (const { field, texts, at } of context.extraction.conflicts)
      yield { ...doubt('cells-conflict', 'READ-2', [field], { printed: texts }, context), at };
  },
};
