/** Which decisions hold, and what they say of figures: kept beside the decisions, in the same transactions. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const ofReport = (table: string): string =>
  ['agency_key', 'year', 'scope'].map((name) => `${table}.${name} = reports.${name}`).join(' and ');

/** What is printed is printed in one document; what would be true is so of the report. */
const editOf = (verdict: string, sha256: string): string =>
  `left join edits as ${verdict} on ${ofReport(verdict)} and ${verdict}.field = fields.path
    and ${verdict}.verdict = '${verdict}' and ${verdict}.sha256 = ${sha256}`;

/** An edit holds as long as what it changes is still there. */
const edited = (verdict: string, value: string): string =>
  `case when ${verdict}.decision_id is not null and ${value} is not distinct from ${verdict}.value_from
    then ${verdict}.value_to else ${value} end`;

const printed = edited('misread', 'figures.value');

const statements = [
  'alter table decisions add column code text',
  "alter table decisions add column fields text not null default '[]'",
  'create index decisions_by_document on decisions (sha256)',
  `create table standings (
    agency_key text not null,
    year integer not null,
    scope text not null,
    fingerprint text not null,
    decision_id integer not null references decisions (id),
    verdict text not null,
    sha256 text not null,
    is_disputed integer not null,
    primary key (agency_key, year, scope, fingerprint)
  ) without rowid`,
  `create table edits (
    agency_key text not null,
    year integer not null,
    scope text not null,
    field text not null,
    verdict text not null,
    sha256 text not null,
    decision_id integer not null references decisions (id),
    value_from real,
    value_to real,
    primary key (agency_key, year, scope, field, verdict, sha256)
  ) without rowid`,
  'drop view report_figures',
  `create view report_figures as
    select reports.id as report_id, reports.agency, reports.division_code, reports.level, reports.year,
      reports.scope, results.form, fields.path as field, figures.state, figures.value, figures.raw,
      figures.unit, figures.at, copies.sha256, figures.result_id,
      ${printed} as value_printed, ${edited('corrected', `(${printed})`)} as value_reviewed
    from copies
    join reports on reports.id = copies.report_id
    join results on results.id = copies.result_id
    join figures on figures.result_id = copies.result_id
    join fields on fields.id = figures.field_id
    ${editOf('misread', 'copies.sha256')}
    ${editOf('corrected', "''")}
    where copies.is_main = 1`,
];
