/** A server that takes what is asked and says nothing is one that cannot be reached; what takes long is none. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FolderDocuments } from '#store/documents.js';
import { Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
import { newFolder } from '../jobs/import-cases.js';
import { newStore } from '../jobs/new-store.js';
import { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';
import { SilentProxy } from '../servers/silent-proxy.js';

const patience = 1500;

describe.runIf(areServersHere('postgres'))('Postgres', () => {
  let server: PostgresServer;
  let proxy: SilentProxy;
  beforeAll(async () => {
    server = await PostgresServer.start();
    proxy = await SilentProxy.start(server.port);
  });
  afterAll(async () => {
    proxy.stop();
    await server.stop();
  });

  async function openStore(): Promise<Store> {
    const url = new URL(await server.makeDatabase());
    url.port = String(proxy.port);
    return newStore(() => Store.connect(url.href, new FolderDocuments(newFolder()), { patience }));
  }

  const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : String(error));

  test('that falls silent between two questions', async () => {
    const store = await openStore();
    proxy.isSilent = true;
    await expect(store.findSource('/a').catch(codeOf)).resolves.toBe('not-reachable');
    proxy.isSilent = false;
    expect(await store.findSource('/a')).toBeUndefined();
  });

  test('that falls silent in the middle of a change', async () => {
    const store = await openStore();
    const falling = store.change(async (tx) => {
      await tx.insertInto('fields').values({ path: 'of nobody' }).execute();
      proxy.isSilent = true;
    });
    await expect(falling.catch(codeOf)).resolves.toBe('not-reachable');
    proxy.isSilent = false;
    expect(await store.startImport([], '0', '2026')).toBe(1);
  });

  test('that sorts for longer than a statement may take, for a stream', async () => {
    const store = await openStore();
    const slow = sql<string>`pg_sleep(${(2 * patience) / 1000})::text`.as('slow');
    const rows = [];
    for await (const row of store.db.selectFrom('fields').select(slow).limit(1).stream()) rows.push(row);
    expect(rows).toEqual([{ slow: '' }]);
    const asked = store.ask((db) => db.selectFrom('fields').select(slow).limit(1).execute());
    await expect(asked.catch(codeOf)).resolves.toBe('not-reachable');
  });
});
