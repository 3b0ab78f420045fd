/**
 * A store as large as that of the site's targets: reports of made-up bodies in the divisions there are, each with the
 * figures of one sample and four anomalies, which are those of samples under many codes. Laid out by the database itself:
 * importing so many would take an hour.
 */
import { type Kysely, sql } from 'kysely';
import { loadDivisions } from '#agencies/books.js';
import { checks } from '#checks/index.js';
import { refreshReviewItems } from '#store/review-items.js';
import type { Store } from '#store/store.js';
import type { Tables } from '#store/tables.js';

const years = 18;
const firstYear = 2007;
/** Of one transaction. */
const slice = 5000;

/** `samples`: results of the store from which the rows are taken; those with anomalies. */
export async function growStore(store: Store, reports: number): Promise<void> {
  const divisions = [...(await loadDivisions()).byCode.keys()].sort();
  const codes = checks.flatMap((check) => check.codes);
  await store.change(async (tx) => {
    await sql`create temp table wide (n integer primary key)`.execute(tx);
    await sql`insert into wide select value from (
      with recursive up (value) as (select 1 union all select value + 1 from up where value < ${reports})
      select value from up)`.execute(tx);
    await sql`create temp table places (number integer primary key, code text)`.execute(tx);
    await sql`insert into places select key, value from json_each(${JSON.stringify(divisions)})`.execute(tx);
    await sql`create temp table kinds (number integer primary key, code text)`.execute(tx);
    await sql`insert into kinds select key, value from json_each(${JSON.stringify(codes)})`.execute(tx);
    await addReports(tx, divisions.length, codes.length);
  });
  const added = await store.db.selectFrom('reports').select('id').orderBy('id').execute();
  for (let from = 0; from < added.length; from += slice)
    await store.change((tx) =>
      refreshReviewItems(
        tx,
        added.slice(from, from + slice).map(({ id }) => id),
      ),
    );
  await sql`analyze`.execute(store.db);
}

async function addReports(tx: Kysely<Tables>, divisions: number, codes: number): Promise<void> {
  const { result } = await tx
    .selectFrom('figures')
    .select(({ fn }) => fn.min('result_id').as('result'))
    .executeTakeFirstOrThrow();
  const sha256 = sql`printf('%064x', n)`;
  const ids = sql`1000000 + n`;
  await sql`insert into documents select ${sha256}, 40000, '2026-01-01T00:00:00.000Z' from wide`.execute(tx);
  await sql`insert into sources (location, kind, sha256, name, import_id, seen_at, is_current)
    select '/archive/' || n || '.html', 'file', ${sha256}, n || '.html', 1, '2026-01-01T00:00:00.000Z', 1 from wide`.execute(
    tx,
  );
  await sql`insert into results (id, sha256, charset, reading, judging, engine_version, outcome, format, form, title,
      agency, own_agency_key, year, scope, incomplete, record, created_at, is_current)
    select ${ids}, ${sha256}, '', reading, judging, engine_version, 'report', format, form, title,
      agency, own_agency_key, ${firstYear} + n % ${years}, '', 0, record, created_at, 1
    from wide join results on results.id = ${result}`.execute(tx);
  await sql`insert into reports (id, agency_key, agency, division_code, level, year, scope)
    select ${ids}, places.code || ' 局' || (n / ${years}), '第' || (n / ${years}) || '局', places.code, 'county',
      ${firstYear} + n % ${years}, ''
    from wide join places on places.number = (n / ${years}) % ${divisions}`.execute(tx);
  await sql`insert into copies (sha256, charset, report_id, result_id, role, is_main)
    select ${sha256}, '', ${ids}, ${ids}, 'copy', 1 from wide`.execute(tx);
  await sql`insert into figures (result_id, field_id, state, value, raw, unit, at)
    select ${ids}, field_id, state, value, raw, unit, at from wide cross join figures where result_id = ${result}`.execute(
    tx,
  );
  await sql`insert into anomalies (result_id, code, rule, severity, kind, fingerprint, fields, data, at, repairs, message)
    select ${ids}, kinds.code, rule,
      case (n + which) % 4 when 0 then 'error' when 3 then 'notice' else 'warning' end,
      case (n * 3 + which) % 5 when 0 then 'reading' when 1 then 'undecided' else 'source' end,
      n || '-' || which, fields, data, at, repairs, message
    from wide
    join (select 0 as which union select 1 union select 2 union select 3)
    join kinds on kinds.number = (n * 7 + which * 13) % ${codes}
    join (select * from anomalies where code = 'row-sum-mismatch' limit 1) as sample`.execute(tx);
}
