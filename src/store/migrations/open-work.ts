/** Work that waits is found without going through what is done; what goes first, and which of two rows is the later one. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'create index work_open on work (id) where outcome is null',
  'alter table sources add column import_row integer not null default 0',
  'alter table imports add column priority integer',
];
