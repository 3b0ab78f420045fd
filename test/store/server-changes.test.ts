/** Who writes to a server finds the store as if alone, and nobody's work is for nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#store/database.js';
import { FolderDocuments } from '#store/documents.js';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';
import { newStore } from '../jobs/new-store.js';
import { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';

describe.runIf(areServersHere('postgres'))('on a server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());

  const openOn = (url: string, connections: number): Promise<Store> =>
    newStore(() => Store.connect(url, new FolderDocuments(newFolder()), { connections }));

  test('several stores change the same at once, and none begins again', async () => {
    const url = await server.makeDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openOn(url, 4)));
    const id = await stores[0]!.startImport([], '0', '2026');
    let begun = 0;
    const countOne = async (tx: Tx): Promise<void> => {
      begun++;
      const row = tx.selectFrom('imports').select('counts').where('id', '=', id);
      const { counts } = await row.executeTakeFirstOrThrow();
      const next = String(Number(counts ?? '0') + 1);
      await tx.updateTable('imports').set({ counts: next }).where('id', '=', id).execute();
    };
    const all = stores.flatMap((store) => Array.from({ length: 25 }, () => store.change(countOne)));
    await Promise.all(all);
    const { counts } = await stores[0]!.db.selectFrom('imports').select('counts').executeTakeFirstOrThrow();
    expect([counts, begun]).toEqual(['100', 100]);
  });

  test('changes that wait leave the connections to who reads', async () => {
    const url = await server.makeDatabase();
    const store = await openOn(url, 2);
    let goOn = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const changes = [1, 2, 3, 4].map(() => store.change(() => stopped));
    expect(await store.findSource('/a')).toBeUndefined();
    expect(await server.countConnections(url)).toBeLessThanOrEqual(2);
    goOn();
    await Promise.all(changes);
  });

  test('a change that fails leaves nothing, and others go on', async () => {
    const store = await openOn(await server.makeDatabase(), 2);
    const failing = store.change(async (tx) => {
      await tx.insertInto('fields').values({ path: 'of nobody' }).execute();
      throw new TypeError('a fault of the program');
    });
    const next = store.startImport([], '0', '2026');
    await expect(failing).rejects.toThrow(TypeError);
    expect(await next).toBe(1);
    const left = await store.db.selectFrom('fields').where('path', '=', 'of nobody').selectAll().execute();
    expect(left).toEqual([]);
  });
});
