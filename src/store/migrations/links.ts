/** What is found by looking at several documents, and which reports are still to be looked at so. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'alter table imports add column linked_at text',
  "alter table anomalies add column found_by text not null default 'document'",
  'alter table reports add column is_linked integer not null default 0',
  'create index reports_to_link on reports (id) where is_linked = 0',
  'create index imports_to_link on imports (id) where linked_at is null',
];
