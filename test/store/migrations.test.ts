/** Stores that earlier versions made open, with all that is in them. */
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { linkReports } from '#jobs/link-reports.js';
import { migrations } from '#store/migrations/index.js';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';

/** As the version had it whose last change of the tables was this one. */
async function makeStore(folder: string, last: string): Promise<Kysely<unknown>> {
  const database = new Database(join(folder, 'gouji.sqlite'));
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const some = Object.fromEntries(Object.entries(migrations).filter(([key]) => key <= last));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => some },
  }).migrateToLatest();
  expect(error).toBeUndefined();
  return db;
}

async function makeFirstStore(folder: string): Promise<void> {
  const db = await makeStore(folder, '0001-first');
  await sql`insert into imports (started_at, arguments, engine_version) values ('2026', '[]', '0')`.execute(
    db,
  );
  await sql`insert into failures values ('/b', null, 'no-such-file', null, 1, '2026'),
    ('/a', null, 'not-readable', 'EIO', 1, '2026')`.execute(db);
  await db.destroy();
}

test('failures of the first version', async () => {
  const folder = newFolder();
  await makeFirstStore(folder);
  const store = await Store.open(folder);
  const failures = await store.db
    .selectFrom('failures')
    .select(['location', 'code', 'detail'])
    .orderBy('id')
    .execute();
  await store.close();
  expect(failures).toEqual([
    { location: '/a', code: 'not-readable', detail: 'EIO' },
    { location: '/b', code: 'no-such-file', detail: null },
  ]);
});

test('what was decided when one copy alone could be misread: it holds, and is settled anew when reports are linked', async () => {
  const folder = newFolder();
  const db = await makeStore(folder, '0010-open-work');
  await sql`insert into reports (agency_key, agency, year, scope, is_linked) values
    ('a', 'A', 2024, '', 1), ('b', 'B', 2024, '', 1)`.execute(db);
  await sql`insert into decisions (agency_key, year, scope, sha256, fingerprint, verdict, edits, by, at) values
    ('a', 2024, '', 'one', 'f', 'misread', '[]', 'x', '2026-01-01T00:00:00.000Z'),
    ('a', 2024, '', 'two', 'f', 'misread', '[]', 'x', '2026-01-02T00:00:00.000Z')`.execute(db);
  await sql`insert into standings values ('a', 2024, '', 'f', 2, 'misread', 'two', 0)`.execute(db);
  await db.destroy();
  const store = await Store.open(folder);
  const standings = () =>
    store.db.selectFrom('standings').select(['decision_id', 'sha256']).orderBy('sha256').execute();
  expect(await standings()).toEqual([{ decision_id: 2, sha256: 'two' }]);
  expect(await linkReports({ store, language: 'en' })).toMatchObject({ reports: 1 });
  expect(await standings()).toEqual([
    { decision_id: 1, sha256: 'one' },
    { decision_id: 2, sha256: 'two' },
  ]);
  await store.close();
});
