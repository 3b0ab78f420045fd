/**
 * The embedded store: one SQLite file. In WAL mode an import writes while others read; who finds the file
 * locked by another writer waits.
 */
import { dirname, join } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  Migrator,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely';
import Libsql from 'libsql';
import type { Database, Tx } from './database.js';
import { claimFile } from './file-claim.js';
import { migrations } from './migrations/index.js';
import { findFile, findOpeningFault, toOpeningError, tryFiles } from './opening-fault.js';
import { StoreError } from './store-error.js';
import type { Tables } from './tables.js';

/** How long a writer waits for another one, in milliseconds. */
const patience = 30_000;

export interface SqliteOptions {
  /** Throws where there is no store yet, and changes nothing of one. */
  readonly readOnly?: boolean;
  /** The largest the file may become, in pages of 4 KiB: what a full disk does, at a size of one's choice. */
  readonly mostPages?: number;
}

/** Throws a StoreError when the file cannot be opened or is no store. */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Database> {
  try {
    if (options.readOnly && !findFile(path)) throw new StoreError('no-store', path);
    tryFiles();
    const file = openFile(path, options);
    if (options.readOnly) return toDatabase(await openReader(path, file), path);
    const db = new Kysely<Tables>({ dialect: new WriterDialect(file) });
    await migrate(db, file);
    return toDatabase(db, path);
  } catch (error) {
    throw toOpeningError(error, path);
  }
}

function toDatabase(db: Kysely<Tables>, name: string): Database {
  const transact = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    db.transaction().execute(work);
  const claim = (of: string) => claimFile(join(dirname(name), 'claims', of));
  return { db, name, change: transact, read: transact, claim };
}

function openFile(path: string, { readOnly = false, mostPages }: SqliteOptions): Libsql.Database {
  const database = connect(path);
  database.pragma(`busy_timeout = ${patience}`);
  if (readOnly) {
    // The driver takes no notice of its own `readonly`.
    database.pragma('query_only = ON');
    return database;
  }
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  if (mostPages !== undefined) database.pragma(`max_page_count = ${mostPages}`);
  return database;
}

function connect(path: string): Libsql.Database {
  try {
    return new Libsql(path, { timeout: patience });
  } catch (error) {
    throw findOpeningFault(error, path);
  }
}

/** Of two processes that open a new store at once, one makes it and the other waits. */
async function migrate(db: Kysely<Tables>, database: Libsql.Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  database.exec(begin);
  const { error } = await migrator.migrateToLatest();
  database.exec(error ? 'rollback' : 'commit');
  if (error) throw error;
}

/** Taking the lock at once, a writer waits for others; taking it when it first writes, it would fail instead. */
const begin = 'begin immediate';

class WriterDriver extends SqliteDriver {
  constructor(private readonly database: Libsql.Database) {
    super({ database });
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /** On a full disk SQLite has rolled back by itself. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }
}

class WriterDialect extends SqliteDialect {
  constructor(private readonly database: Libsql.Database) {
    super({ database });
  }

  override createDriver(): Driver {
    return new WriterDriver(this.database);
  }
}

/** A file that SQLite opens may be anybody's, or nobody's yet. */
async function openReader(path: string, database: Libsql.Database): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const { rows } = await sql`select 1 from sqlite_master where name = 'results'`.execute(db);
  if (rows.length === 0) throw new StoreError('not-a-store', path);
  return db;
}

/** Whether the file is whole; for tests and for those who worry. */
export async function isIntact(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.length === 1 && rows[0]?.integrity_check === 'ok';
}
