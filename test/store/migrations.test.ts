/** Stores that earlier versions made open, with all that is in them. */
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { migrations } from '#store/migrations/index.js';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';

async function makeFirstStore(folder: string): Promise<void> {
  const database = new Database(join(folder, 'gouji.sqlite'));
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const first = { '0001-first': migrations['0001-first']! };
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => first },
  }).migrateToLatest();
  expect(error).toBeUndefined();
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
