/** What was wrong with the certificates of sites that have an exception. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'alter table crawl_responses add column tls_fault text',
  'alter table crawl_responses add column tls_fingerprint text',
];
