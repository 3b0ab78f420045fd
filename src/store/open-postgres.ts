/** The store on a server, for many machines at once: all read at once, one after the other writes (`server-changes.ts`). */
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  Migrator,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  sql,
} from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { Database, Snapshot } from './database.js';
import { migrations } from './migrations/index.js';
import { ServerChanges } from './server-changes.js';
import { claimOnServer } from './server-claim.js';
import { type Patience, ServerClient } from './server-client.js';
import { StoreError, toStoreError } from './store-error.js';
import type { Tables } from './tables.js';

export interface PostgresOptions {
  /** Throws where there is no store yet, and changes nothing of one. */
  readonly readOnly?: boolean;
  /** Connections at once. */
  readonly connections?: number;
  /** How long one statement may take, in milliseconds. */
  readonly patience?: number;
}

/** `url`: `postgres://user:password@host:port/database`. Throws a StoreError. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const name = nameOf(url);
  const settings = {
    ...{ connectionString: url, connectionTimeoutMillis: connecting, application_name: 'gouji' },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: quiet },
  };
  const pool = new pg.Pool({
    ...settings,
    max: options.connections ?? 8,
    types: { getTypeParser: findParser },
  });
  // A connection that nobody uses was cut: the next one who needs one makes a new one, or is told.
  pool.on('error', () => undefined);
  // One that somebody uses was cut: its query is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const over = (statement: number) =>
    new Kysely<Tables>({ dialect: new ServerDialect(pool, name, { statement, rows: long }) });
  const db = over(options.patience ?? usual);
  try {
    if (options.readOnly) await expectStore(db, name);
    else await migrate(over(long));
  } catch (error) {
    await db.destroy();
    throw toStoreError(error, name);
  }
  const changes = new ServerChanges(db);
  return {
    ...{ db, name },
    change: (work) => changes.change(work),
    read: (work) => readMoment(db, work),
    claim: (of) => orUnreachable(name, () => claimOnServer({ ...settings, query_timeout: connecting }, of)),
  };
}

/** How long is waited for a connection, in milliseconds. */
const connecting = 15_000;
/** Whether the other machine is still there is asked when nothing came from it for so long. */
const quiet = 15_000;
/** How long is waited for a server that is there and says nothing; other writers may be before us. */
const usual = 600_000;
/** What goes through all of a large store: a migration, or what an export must sort. */
const long = 6 * 3_600_000;

/** What keeps a connection from being made has many forms, some without a code. */
async function orUnreachable<Result>(name: string, connect: () => Promise<Result>): Promise<Result> {
  try {
    return await connect();
  } catch (error) {
    const known = toStoreError(error, name);
    throw known instanceof StoreError ? known : new StoreError('not-reachable', name, { cause: error });
  }
}

class ServerDialect extends PostgresDialect {
  private readonly config: PostgresDialectConfig;

  constructor(pool: pg.Pool, name: string, patience: Patience) {
    const connect = async (): Promise<ServerClient> =>
      new ServerClient(await orUnreachable(name, () => pool.connect()), name, patience);
    const config = { pool: { connect, end: () => pool.end() }, cursor: Cursor };
    super(config);
    this.config = config;
  }

  override createDriver(): Driver {
    return new ServerDriver(this.config);
  }
}

class ServerDriver extends PostgresDriver {
  /** Where the connection is gone the server has rolled back by itself. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection as never).catch(() => undefined);
  }
}

/** Without the password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/** Counts come as numbers: none of ours is beyond 2^53. */
const findParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.INT8 || type === pg.types.builtins.NUMERIC
    ? Number
    : pg.types.getTypeParser(type, format as 'text');

/** Of processes that open a new store at once, one makes it and the others wait. */
async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function expectStore(db: Kysely<Tables>, name: string): Promise<void> {
  const { rows } = await sql<{ found: string | null }>`select to_regclass('results') as found`.execute(db);
  if (!rows[0]?.found) throw new StoreError('no-store', name);
}

const readMoment = <Result>(
  db: Kysely<Tables>,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
