/** READ-1: both readings read a field, and not the same. */
import type { Check } from './check.js';
import { doubt } from './doubt.js';

export const differingReadings: Check = {
  rule: 'READ-1',
  codes: ['readings-differ'],
  summary: 'the two readings read a figure differently',
  *run(context) {
    const fields = [...context.second.differing.keys()];
    if (fields.length === 0) return;
    const readings = fields.map((field) => ({ field, ...context.second.differing.get(field) }));
    yield { ...doubt('readings-differ', 'READ-1', fields, { readings }, context), kind: 'reading' };
  },
};
