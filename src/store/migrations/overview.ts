/**
 * How many agencies reported and how many reports are wrong, by province and year, counted while somebody waits. The
 * index on what is reviewed is partial: it serves these counts alone, and the queue is not led astray by it.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'create index reports_by_province on reports (substr(division_code, 1, 2), year, agency_key)',
  `create index review_items_of_errors on review_items (substr(division, 1, 2), year, report_id)
    where severity = 'error' and state not in ('dismissed', 'misread')`,
];
