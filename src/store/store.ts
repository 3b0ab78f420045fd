/**
 * The store: what was found where, what was made of it, and which reports that makes. One transaction saves a
 * number of documents whole or not at all. Every method is safe to repeat: what is there already stays as it is.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { allFields } from '#records/fields.js';
import { type Documents, FolderDocuments } from './documents.js';
import { linkDocument } from './link-report.js';
import { openSqlite, type SqliteOptions } from './open-sqlite.js';
import type { ResultRows } from './result-rows.js';
import { type Engine, saveResult } from './save-result.js';
import { type Source, saveSource } from './save-source.js';
import { toStorable } from './storable.js';
import { toStoreError } from './store-error.js';
import type { Tables } from './tables.js';

export interface FoundDocument {
  readonly source: Source;
  readonly sha256: string;
  readonly bytes: number;
  /** Absent where the document has a result by these engines already. */
  readonly result?: { readonly rows: ResultRows; readonly engine: Engine };
}

/** An input that gave no document, or a document that gave no record. */
export interface NotedFailure {
  readonly location: string;
  readonly sha256: string | null;
  readonly code: string;
  readonly detail: string | null;
}

export interface KnownResult {
  readonly format: string | null;
  readonly reading: string;
  readonly judging: string;
  readonly failureCode: string | null;
}

export interface KnownSource extends KnownResult {
  readonly sha256: string;
  readonly stamp: string | null;
  readonly said: string | null;
  readonly charset: string | null;
  readonly bytes: number;
}

type Tx = Transaction<Tables>;

/** The store as it was at one moment. */
export type Snapshot = Transaction<Tables>;

export class Store {
  private constructor(
    readonly db: Kysely<Tables>,
    readonly documents: Documents,
    private readonly path: string,
  ) {}

  /** The store in a folder; makes one where there is none. Throws a StoreError. */
  static async open(folder: string, options: SqliteOptions = {}): Promise<Store> {
    const path = join(folder, storeName);
    try {
      if (!options.readOnly) mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw toStoreError(error, folder);
    }
    const db = await openSqlite(path, options);
    const store = new Store(db, new FolderDocuments(join(folder, 'documents')), path);
    if (!options.readOnly) await store.change((tx) => addFields(tx));
    return store;
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** One transaction; throws a StoreError where the world is at fault, and then nothing of it is stored. */
  change<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transact(work);
  }

  /** All that is read in it is of one moment, whatever is stored meanwhile; throws a StoreError. */
  read<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
    return this.transact(work);
  }

  private async transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    try {
      return await this.db.transaction().execute(work);
    } catch (error) {
      throw toStoreError(error, this.path);
    }
  }

  startImport(given: readonly string[], engineVersion: string, at: string): Promise<number> {
    return this.change(async (tx) => {
      const { id } = await tx
        .insertInto('imports')
        .values({ started_at: at, arguments: JSON.stringify(given), engine_version: engineVersion })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  }

  endImport(id: number, counts: Readonly<Record<string, number>>, at: string): Promise<unknown> {
    return this.change((tx) =>
      tx
        .updateTable('imports')
        .set({ ended_at: at, counts: JSON.stringify(counts) })
        .where('id', '=', id)
        .execute(),
    );
  }

  /** What stood at a location when it was last looked at, with what was made of it. */
  async findSource(location: string): Promise<KnownSource | undefined> {
    return this.db
      .selectFrom('sources')
      .innerJoin('results', (join) =>
        join
          .onRef('results.sha256', '=', 'sources.sha256')
          .on(({ ref, fn, val, eb }) =>
            eb('results.charset', '=', fn.coalesce(ref('sources.charset'), val(''))),
          )
          .on('results.is_current', '=', 1),
      )
      .innerJoin('documents', 'documents.sha256', 'sources.sha256')
      .select(['sources.sha256', 'stamp', 'said', 'sources.charset', 'bytes', 'format', 'reading', 'judging'])
      .select('failure_code as failureCode')
      .where('location', '=', toStorable(location))
      .where('sources.is_current', '=', 1)
      .executeTakeFirst();
  }

  async findResult(sha256: string, charset: string | null): Promise<KnownResult | undefined> {
    return this.db
      .selectFrom('results')
      .select(['format', 'reading', 'judging', 'failure_code as failureCode'])
      .where('sha256', '=', sha256)
      .where('charset', '=', charset ?? '')
      .where('is_current', '=', 1)
      .executeTakeFirst();
  }

  /** All or nothing. */
  async save(
    importId: number,
    at: string,
    documents: readonly FoundDocument[],
    failures: readonly NotedFailure[],
  ): Promise<void> {
    await this.change(async (tx) => {
      for (const document of documents) await saveDocument(tx, importId, at, document);
      for (const failure of failures) await saveFailure(tx, importId, at, failure);
    });
  }
}

const storeName = 'gouji.sqlite';

async function addFields(tx: Tx): Promise<void> {
  const known = new Set((await tx.selectFrom('fields').select('path').execute()).map(({ path }) => path));
  const added = allFields.filter((path) => !known.has(path)).map((path) => ({ path }));
  if (added.length > 0) await tx.insertInto('fields').values(added).execute();
}

async function saveDocument(
  tx: Tx,
  importId: number,
  at: string,
  { source, sha256, bytes, result }: FoundDocument,
): Promise<void> {
  await tx
    .insertInto('documents')
    .values({ sha256, bytes, first_seen_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const before = await saveSource(tx, sha256, source, { import_id: importId, seen_at: at });
  const key = { sha256, charset: source.charset ?? '' };
  if (result) await saveResult(tx, key, result.rows, result.engine, at);
  await linkDocument(tx, sha256);
  if (before !== undefined && before !== sha256) await linkDocument(tx, before);
  await tx.deleteFrom('failures').where('location', '=', toStorable(source.location)).execute();
  if (source.manifest?.row !== undefined) await forgetRow(tx, importId, source.manifest.row);
}

/** What an earlier import found wrong with the row is said again where it still is. */
async function forgetRow(tx: Tx, importId: number, row: string): Promise<void> {
  await tx
    .deleteFrom('failures')
    .where('location', '=', toStorable(row))
    .where('import_id', '<', importId)
    .execute();
}

async function saveFailure(tx: Tx, importId: number, at: string, failure: NotedFailure): Promise<void> {
  const { sha256, code } = failure;
  const values = {
    ...{ sha256, code, import_id: importId, at },
    detail: failure.detail === null ? null : toStorable(failure.detail),
  };
  await tx
    .insertInto('failures')
    .values({ location: toStorable(failure.location), ...values })
    .onConflict((conflict) => conflict.column('location').doUpdateSet(values))
    .execute();
}
