/**
 * What is misread in one copy and what is misread in another one hold beside each other. Reports that were decided on
 * are settled anew when they are linked next: all that is derived of decisions follows from them.
 */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create table standings_by_document (
    agency_key text not null,
    year integer not null,
    scope text not null,
    fingerprint text not null,
    decision_id integer not null references decisions (id),
    verdict text not null,
    sha256 text not null,
    is_disputed integer not null,
    primary key (agency_key, year, scope, fingerprint, sha256)
  ) without rowid`,
  `insert into standings_by_document
    select agency_key, year, scope, fingerprint, decision_id, verdict, sha256, is_disputed from standings`,
  'drop table standings',
  'alter table standings_by_document rename to standings',
  `update reports set is_linked = 0 where exists (
    select 1 from decisions where decisions.agency_key = reports.agency_key and decisions.year = reports.year
      and decisions.scope = reports.scope)
    or exists (
      select 1 from copies join decisions on decisions.sha256 = copies.sha256 where copies.report_id = reports.id)`,
];
