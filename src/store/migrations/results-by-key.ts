/** All that is asked of a result when its source is looked up stands in the index: the row, wide as it is, is not read. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create index results_by_key on results
    (sha256, charset, is_current, format, reading, judging, failure_code)`,
  'drop index results_by_document',
];
