/** READ-5: digits of the carrier that reached no block, or the other way round. */
import type { Check } from './check.js';
import { doubt } from './doubt.js';

export const coverageGap: Check = {
  rule: 'READ-5',
  codes: ['coverage-gap'],
  summary: 'more or fewer digits were printed than were read',
  *run(context) {
    const { lostDigits } = context.extraction;
    if (lostDigits === 0) return;
    yield { ...doubt('coverage-gap', 'READ-5', [], { lostDigits }, context), kind: 'reading' };
  },
};
