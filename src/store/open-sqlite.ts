/**
 * The embedded store: one SQLite file. In WAL mode an import writes while others read; who finds the file
 * locked by another writer waits.
 */
import { existsSync } from 'node:fs';
import { Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { migrations } from './migrations/index.js';
import { StoreError, toStoreError } from './store-error.js';
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
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Kysely<Tables>> {
  if (options.readOnly && !existsSync(path)) throw new StoreError('no-store', path);
  try {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openDatabase(path, options) }) });
    if (options.readOnly) await expectStore(db, path);
    else await migrate(db);
    return db;
  } catch (error) {
    throw toStoreError(error, path);
  }
}

function openDatabase(path: string, { readOnly = false, mostPages }: SqliteOptions): Database.Database {
  const database = new Database(path, { timeout: patience });
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

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** A file that SQLite opens may be anybody's, or nobody's yet. */
async function expectStore(db: Kysely<Tables>, path: string): Promise<void> {
  const { rows } = await sql`select 1 from sqlite_master where name = 'results'`.execute(db);
  if (rows.length === 0) throw new StoreError('not-a-store', path);
}

/** Whether the file is whole; for tests and for those who worry. */
export async function isIntact(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.length === 1 && rows[0]?.integrity_check === 'ok';
}
