/** How many agencies reported and how many reports are wrong, by province and year, counted while somebody waits. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'create index reports_by_province on reports (substr(division_code, 1, 2), year, agency_key)',
  `create index review_items_of_errors on review_items (province, year, report_id)
    where severity = 'error' and state not in ('dismissed', 'misread')`,
  'create index review_items_by_code on review_items (state, code, province)',
];
