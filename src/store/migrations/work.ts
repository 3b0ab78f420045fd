/** What is to be done by whoever has time, and how far imports are that are done so. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'alter table imports add column listed_at text',
  `create table work (
    id integer primary key,
    import_id integer not null references imports (id),
    location text not null,
    input text not null,
    outcome text
  )`,
  'create index work_by_import on work (import_id, outcome)',
];
