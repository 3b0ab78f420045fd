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
  let started: Promise<Started> | undefined;
  return {
    name: 'on a server',
    async open() {
      started ??= start();
      const { server, empty } = await started;
      return connect(await server.makeDatabase(empty));
    },
    stop: async () => (await started)?.server.stop(),
  };
}

interface Started {
  readonly server: PostgresServer;
  /** A store with nothing in it: a new one is a copy of it. */
  readonly empty: string;
}

async function start(): Promise<Started> {
  const server = await PostgresServer.start();
  const empty = await server.makeDatabase();
  await (await connect(empty)).close();
  return { server, empty };
}

const connect = (url: string): Promise<Store> =>
  Store.connect(url, new FolderDocuments(join(newFolder(), 'documents')));

export const storeKinds: readonly StoreKind[] = [
  embedded,
  ...(areServersHere('postgres') ? [onServer()] : []),
];
