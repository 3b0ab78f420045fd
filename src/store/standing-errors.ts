/** Errors that stand: nobody has found that we misread them, or that nothing is wrong. */
import { sql } from 'kysely';

/** As the index `review_items_of_errors` has it, word for word: else no database would use it. */
export const isStandingError = sql<boolean>`severity = 'error' and state not in ('dismissed', 'misread')`;

export const provinceOfItem = sql<string>`substr(division, 1, 2)`;
