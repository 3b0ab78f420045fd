/** Sites that are crawled, and what they answered. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create table crawl_sites (
    id integer primary key,
    address text not null unique,
    name text not null,
    schedule text,
    time_zone text not null,
    scope text not null,
    pause_ms integer not null,
    most_pages integer not null,
    is_paused integer not null,
    tls_exception text,
    created_at text not null,
    next_at text,
    run integer references imports (id),
    started_at text,
    ended_at text,
    succeeded_at text,
    found_at text,
    remark text
  )`,
  `create table crawl_responses (
    id integer primary key,
    site_id integer not null references crawl_sites (id),
    run integer not null references imports (id),
    address text not null,
    final_address text not null,
    asked_at text not null,
    status integer,
    code text,
    headers text not null,
    sha256 text,
    charset text,
    kind text not null,
    news text,
    etag text,
    last_modified text
  )`,
  'create index crawl_responses_by_run on crawl_responses (run, id)',
  'create index crawl_responses_by_address on crawl_responses (address, id)',
];
