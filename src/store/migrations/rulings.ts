/** What people say of documents as wholes, and which of it holds; and what lists of failures and of all that was said ask. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create table rulings (
    id integer primary key,
    sha256 text not null,
    what text not null,
    field text not null,
    value text not null,
    is_undone integer not null,
    reason text,
    by text not null,
    at text not null,
    unique (sha256, what, field, by, at, value, is_undone)
  )`,
  'create index rulings_by_time on rulings (at, id)',
  'create index decisions_by_time on decisions (at, id)',
  `create table ruled (
    sha256 text not null,
    what text not null,
    field text not null,
    ruling_id integer not null references rulings (id),
    value text not null,
    reason text,
    by text not null,
    at text not null,
    is_disputed integer not null,
    primary key (sha256, what, field)
  ) without rowid`,
  'create index failures_by_code on failures (code)',
  `create index results_of_nobody on results (id)
    where is_current = 1 and outcome = 'report' and (agency is null or year is null)`,
];
