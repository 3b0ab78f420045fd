/** Among a million of works that are done the few that wait are found without looking at the others. */
import { join } from 'node:path';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { listWork } from '#store/pending-work.js';
import { Store } from '#store/store.js';
import type { Tables } from '#store/tables.js';
import { newFolder } from '../jobs/import-cases.js';

test('by an index of what waits', async () => {
  const folder = newFolder();
  await (await Store.open(folder)).close();
  const asked: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: new Database(join(folder, 'gouji.sqlite')) }),
    log: ({ query }) => void asked.push(query),
  });
  await listWork(db, 0, 10);
  const { sql, parameters } = asked[0]!;
  const { rows } = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  );
  expect(rows[0]?.detail).toBe('SEARCH work USING INDEX work_open (id>?)');
  await db.destroy();
});
