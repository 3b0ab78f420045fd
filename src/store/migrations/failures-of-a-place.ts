/** Several things may be wrong with one place: an archive with two lost entries, a manifest with ten broken rows. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  'alter table failures rename to failures_before',
  `create table failures (
    id integer primary key,
    location text not null,
    sha256 text,
    code text not null,
    detail text,
    import_id integer not null references imports (id),
    at text not null
  )`,
  `insert into failures (location, sha256, code, detail, import_id, at)
    select location, sha256, code, detail, import_id, at from failures_before order by location`,
  'drop table failures_before',
  'create index failures_by_location on failures (location)',
];
