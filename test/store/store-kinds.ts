/** The stores there are: what holds of one holds of each. */
import { join } from 'node:path';
import { FolderDocuments } from '#store/documents.js';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';
import { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';

export interface StoreKind {
  readonly name: string;
  /** A new one each time. */
  open(): Promise<Store>;
  stop(): Promise<void>;
}

const embedded: StoreKind = {
  name: 'in a file',
  open: () => Store.open(newFolder()),
  stop: async () => undefined,
};

function onServer(): StoreKind {
  let server: Promise<PostgresServer> | undefined;
  return {
    name: 'on a server',
    async open() {
      server ??= PostgresServer.start();
      const url = await (await server).makeDatabase();
      return Store.connect(url, new FolderDocuments(join(newFolder(), 'documents')));
    },
    stop: async () => (await server)?.stop(),
  };
}

export const storeKinds: readonly StoreKind[] = [
  embedded,
  ...(areServersHere('postgres') ? [onServer()] : []),
];
