/** The tables as they were first made. What stands here is never changed: later changes are migrations of their own. */
import type { Kysely } from 'kysely';
import { runStatements } from './dialects.js';

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, statements);

const statements = [
  `create table imports (
    id integer primary key,
    started_at text not null,
    ended_at text,
    arguments text not null,
    engine_version text not null,
    counts text
  )`,
  `create table documents (
    sha256 text primary key,
    bytes integer not null,
    first_seen_at text not null
  ) without rowid`,
  `create table sources (
    id integer primary key,
    location text not null,
    kind text not null,
    sha256 text not null references documents (sha256),
    name text not null,
    stamp text,
    said text,
    charset text,
    address text,
    agency text,
    year integer,
    division_code text,
    level text,
    import_id integer not null references imports (id),
    seen_at text not null,
    is_current integer not null,
    unique (location, sha256)
  )`,
  'create index sources_by_document on sources (sha256)',
  `create table failures (
    location text primary key,
    sha256 text,
    code text not null,
    detail text,
    import_id integer not null references imports (id),
    at text not null
  )`,
  `create table results (
    id integer primary key,
    sha256 text not null references documents (sha256),
    charset text not null,
    reading text not null,
    judging text not null,
    engine_version text not null,
    outcome text not null,
    failure_code text,
    format text,
    form text,
    title text,
    agency text,
    division_code text,
    level text,
    credit_code text,
    own_agency_key text,
    year integer,
    scope text,
    published_on text,
    incomplete integer not null,
    record blob not null,
    created_at text not null,
    is_current integer not null
  )`,
  'create index results_by_document on results (sha256, charset, is_current)',
  `create table reports (
    id integer primary key,
    agency_key text not null,
    agency text not null,
    division_code text,
    level text,
    year integer not null,
    scope text not null,
    unique (agency_key, year, scope)
  )`,
  'create index reports_by_division on reports (division_code, year)',
  `create table copies (
    sha256 text not null,
    charset text not null,
    report_id integer not null references reports (id),
    result_id integer not null references results (id),
    role text not null,
    is_main integer not null,
    primary key (sha256, charset)
  ) without rowid`,
  'create index copies_by_report on copies (report_id)',
  'create index copies_by_result on copies (result_id)',
  'create table fields (id integer primary key, path text not null unique)',
  `create table figures (
    result_id integer not null references results (id),
    field_id integer not null references fields (id),
    state text not null,
    value real,
    raw text not null,
    unit text,
    at text,
    primary key (result_id, field_id)
  ) without rowid`,
  `create table anomalies (
    id integer primary key,
    result_id integer not null references results (id),
    code text not null,
    rule text not null,
    severity text not null,
    kind text not null,
    fingerprint text not null,
    fields text not null,
    data text not null,
    at text not null,
    repairs text,
    message text not null
  )`,
  'create index anomalies_by_result on anomalies (result_id)',
  'create index anomalies_by_code on anomalies (code, severity, kind)',
  `create table statements (
    id integer primary key,
    result_id integer not null references results (id),
    slot text not null,
    value real not null,
    unit text,
    year integer,
    scope text,
    approximate integer not null,
    raw text not null,
    sentence text not null,
    at text not null
  )`,
  'create index statements_by_result on statements (result_id)',
  `create table decisions (
    id integer primary key,
    agency_key text not null,
    year integer not null,
    scope text not null,
    sha256 text not null,
    fingerprint text,
    verdict text not null,
    edits text not null,
    reason text,
    by text not null,
    at text not null
  )`,
  'create index decisions_by_report on decisions (agency_key, year, scope)',
  `create view report_figures as
    select reports.id as report_id, reports.agency, reports.division_code, reports.level, reports.year,
      reports.scope, results.form, fields.path as field, figures.state, figures.value, figures.raw,
      figures.unit, figures.at, copies.sha256, figures.result_id
    from copies
    join reports on reports.id = copies.report_id
    join results on results.id = copies.result_id
    join figures on figures.result_id = copies.result_id
    join fields on fields.id = figures.field_id
    where copies.is_main = 1`,
  `create view manifest_contradictions as
    ${['year', 'level']
      .map(
        (said) => `select sources.location, sources.sha256, '${said}' as what, sources.${said} as manifest,
          results.${said} as document
        from sources
        join results on results.sha256 = sources.sha256 and results.charset = coalesce(sources.charset, '')
        where sources.is_current = 1 and results.is_current = 1 and sources.${said} <> results.${said}`,
      )
      .join(' union all ')}`,
];
