/**
 * How many agencies reported, how many reports are wrong and what is to be reviewed, counted while somebody waits. The
 * indexes on what is reviewed are partial: they serve these counts alone, and the queue is not led astray by them.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'create index reports_by_province on reports (substr(division_code, 1, 2), year, agency_key)',
  `create index review_items_of_errors on review_items (province, year, report_id)
    where severity = 'error' and state not in ('dismissed', 'misread')`,
  `create index review_items_open on review_items (code, province) where state = 'open'`,
];
