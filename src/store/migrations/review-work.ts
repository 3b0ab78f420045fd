/** Several reviewers at once: who they are, what each is looking at, filters they have named. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create table users (
    name text primary key,
    role text not null,
    token_hash text not null,
    added_at text not null
  )`,
  `create table review_claims (
    anomaly_id integer primary key,
    reviewer text not null,
    until text not null
  )`,
  'create index review_claims_by_reviewer on review_claims (reviewer)',
  `create table named_filters (
    name text primary key,
    filter text not null,
    reviewer text not null,
    at text not null
  )`,
];
