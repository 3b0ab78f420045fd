/**
 * The store: what was found where, what was made of it, and which reports that makes. One transaction saves a
 * number of documents whole or not at all. Every method is safe to repeat: what is there already stays as it is.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely, SqlBool } from 'kysely';
import type { Language } from '#model/anomaly.js';
import { allFields } from '#records/fields.js';
import type { OutputRecord } from '#records/record.js';
import type { Claim } from './claim.js';
import type { Database, Snapshot, Tx } from './database.js';
import { type Documents, FolderDocuments } from './documents.js';
import { linkDocument } from './link-report.js';
import type { PostgresOptions } from './open-postgres.js';
import { openSqlite, type SqliteOptions } from './open-sqlite.js';
import { unpack } from './packed.js';
import {
  addEndedWork,
  addWork,
  type EndedWork,
  endImports,
  endListing,
  endWork,
  findWork,
  listOpenImports,
  listWork,
  type OpenImport,
  type PendingWork,
  type WaitingWork,
  type Work,
} from './pending-work.js';
import type { ResultRows } from './result-rows.js';
import { forgetFailures, forgetOutdatedFailures, type NotedFailure, saveFailure } from './save-failure.js';
import { type Engine, saveResult } from './save-result.js';
import { type Seen, type Source, saveSource } from './save-source.js';
import { toStorable } from './storable.js';
import { orStoreError, toStoreError } from './store-error.js';
import type { Tables } from './tables.js';

export interface FoundDocument {
  readonly source: Source;
  readonly sha256: string;
  readonly bytes: number;
  /** Absent where the document has a result by these engines already. */
  readonly result?: { readonly rows: ResultRows; readonly engine: Engine };
}

/** What came of one input. */
export interface Entry {
  readonly importId: number;
  /** Where its rows are not taken in their order: a later one has a higher number. */
  readonly row?: number | undefined;
  readonly document?: FoundDocument | undefined;
  readonly failure?: NotedFailure | undefined;
  /** An archive that was gone through. */
  readonly unpacked?: Unpacked | undefined;
  /** The work that ends with it, and how. */
  readonly work?: { readonly id: number; readonly outcome: string } | undefined;
}

export interface Unpacked {
  readonly location: string;
  /** How what was in it ended. */
  readonly parts: readonly EndedWork[];
}

export interface KnownResult {
  readonly format: string | null;
  readonly reading: string | null;
  readonly judging: string | null;
  readonly failureCode: string | null;
}

/** Of an archive there is no result, and all of it is null. */
export interface KnownSource extends KnownResult {
  readonly sha256: string;
  readonly stamp: string | null;
  readonly said: string | null;
  readonly charset: string | null;
  readonly bytes: number;
  /** 1 where an import since then could not read it. */
  readonly wasUnread: SqlBool;
}

/** Told of every transaction that writes: milliseconds, and whether it was stored. */
export type OnChange = (milliseconds: number, isStored: boolean) => void;

export interface StoreOptions extends SqliteOptions {
  /** Of messages that the store makes of what people say. */
  readonly language?: Language | undefined;
  readonly onChange?: OnChange | undefined;
  /** In the folder of the store if not given. */
  readonly documents?: Documents;
}

export class Store {
  private constructor(
    private readonly database: Database,
    readonly documents: Documents,
    readonly language: Language,
    private readonly onChange: OnChange = () => undefined,
  ) {}

  get db(): Kysely<Tables> {
    return this.database.db;
  }

  /** The store in a folder; makes one where there is none. Throws a StoreError. */
  static async open(folder: string, options: StoreOptions = {}): Promise<Store> {
    const path = join(folder, storeName);
    try {
      if (!options.readOnly) mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw toStoreError(error, folder);
    }
    const database = await openSqlite(path, options);
    const { documents = new FolderDocuments(join(folder, 'documents')) } = options;
    return Store.over(database, documents, options);
  }

  /** The store on a Postgres server; makes one where there is none. Throws a StoreError. */
  static async connect(
    url: string,
    documents: Documents,
    options: PostgresOptions & Pick<StoreOptions, 'onChange' | 'language'> = {},
  ): Promise<Store> {
    const { openPostgres } = await import('./open-postgres.js');
    return Store.over(await openPostgres(url, options), documents, options);
  }

  private static async over(
    database: Database,
    documents: Documents,
    { readOnly, language = 'zh', onChange }: Pick<StoreOptions, 'readOnly' | 'onChange' | 'language'>,
  ): Promise<Store> {
    const store = new Store(database, documents, language, onChange);
    if (!readOnly) await store.change((tx) => addFields(tx));
    return store;
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  /** One transaction; throws a StoreError where the world is at fault, and then nothing of it is stored. */
  async change<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const started = performance.now();
    let isStored = false;
    try {
      const result = await orStoreError(this.database.name, () => this.database.change(work));
      isStored = true;
      return result;
    } finally {
      this.onChange(performance.now() - started, isStored);
    }
  }

  /** All that is read in it is of one moment, whatever is stored meanwhile; throws a StoreError. */
  read<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
    return orStoreError(this.database.name, () => this.database.read(work));
  }

  /**
   * What one process has until it lets go or ends, however it ends; undefined where another one has it. `name`: of a
   * file. Throws a StoreError.
   */
  claim(name: string): Promise<Claim | undefined> {
    return orStoreError(this.database.name, () => this.database.claim(name));
  }

  /** Throws a StoreError where nothing can be read of it now. */
  async expectReachable(): Promise<void> {
    await this.ask((db) => db.selectFrom('fields').select('path').limit(1).execute());
  }

  /** Outside of a transaction; throws a StoreError. */
  ask<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    return orStoreError(this.database.name, () => work(this.db));
  }

  /** `priority`: of what it leaves to workers, from 1, the most urgent; what has none goes before all. */
  startImport(
    given: readonly string[],
    engineVersion: string,
    at: string,
    priority: number | null = null,
  ): Promise<number> {
    return this.change(async (tx) => {
      const { id } = await tx
        .insertInto('imports')
        .values({
          ...{ started_at: at, arguments: JSON.stringify(given), engine_version: engineVersion },
          priority,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  }

  /** `listed`: the folders, archives and manifests that it went through from end to end. */
  endImport(
    id: number,
    { counts, listed }: { counts: Readonly<Record<string, number>>; listed: readonly string[] },
    at: string,
  ): Promise<void> {
    return this.change(async (tx) => {
      for (const location of listed) await forgetOutdatedFailures(tx, location, id);
      await tx
        .updateTable('imports')
        .set({ ended_at: at, counts: JSON.stringify(counts) })
        .where('id', '=', id)
        .execute();
    });
  }

  /** What stood at a location when it was last looked at, with what was made of it. */
  findSource(location: string): Promise<KnownSource | undefined> {
    return this.ask((db) =>
      db
        .selectFrom('sources')
        .leftJoin('results', (join) =>
          join
            .onRef('results.sha256', '=', 'sources.sha256')
            .on(({ ref, fn, val, eb }) =>
              eb('results.charset', '=', fn.coalesce(ref('sources.charset'), val(''))),
            )
            .on('results.is_current', '=', 1),
        )
        .innerJoin('documents', 'documents.sha256', 'sources.sha256')
        .select(['sources.sha256', 'stamp', 'said', 'sources.charset', 'bytes'])
        .select(['format', 'reading', 'judging', 'failure_code as failureCode'])
        .select(({ exists, selectFrom }) =>
          exists(
            selectFrom('failures')
              .select('id')
              .whereRef('failures.location', '=', 'sources.location')
              .where('failures.sha256', 'is', null),
          ).as('wasUnread'),
        )
        .where('location', '=', toStorable(location))
        .where('sources.is_current', '=', 1)
        .executeTakeFirst(),
    );
  }

  findResult(sha256: string, charset: string | null): Promise<KnownResult | undefined> {
    return this.ask((db) =>
      db
        .selectFrom('results')
        .select(['format', 'reading', 'judging', 'failure_code as failureCode'])
        .where('sha256', '=', sha256)
        .where('charset', '=', charset ?? '')
        .where('is_current', '=', 1)
        .executeTakeFirst(),
    );
  }

  /** What is known besides its code of how a document failed. */
  async findFailureDetail(sha256: string, charset: string | null): Promise<string | undefined> {
    const { record } = await this.ask((db) =>
      db
        .selectFrom('results')
        .select('record')
        .where('sha256', '=', sha256)
        .where('charset', '=', charset ?? '')
        .where('is_current', '=', 1)
        .executeTakeFirstOrThrow(),
    );
    const output = unpack<OutputRecord>(record);
    return 'failure' in output ? output.failure.detail : undefined;
  }

  /** Leaves it to whoever has time; gives its numbers, in its order. */
  addWork(importId: number, works: readonly Work[]): Promise<number[]> {
    return this.change((tx) => addWork(tx, importId, works));
  }

  /** Undefined where it is done. */
  findWork(id: number): Promise<PendingWork | undefined> {
    return this.ask((db) => findWork(db, id));
  }

  /** What waits, after the one given, at most so many. */
  listWork(after: number, most: number): Promise<WaitingWork[]> {
    return this.ask((db) => listWork(db, after, most));
  }

  /** All inputs of the import are known; `counts` are those that were nobody's work. */
  endListing(
    importId: number,
    { counts, listed }: { counts: Readonly<Record<string, number>>; listed: readonly string[] },
    at: string,
  ): Promise<void> {
    return this.change(async (tx) => {
      for (const location of listed) await forgetOutdatedFailures(tx, location, importId);
      await endListing(tx, importId, counts, at);
    });
  }

  /** Imports of which nothing waits: gives those that this call ended. */
  endImports(at: string): Promise<number[]> {
    return this.change((tx) => endImports(tx, at));
  }

  listOpenImports(): Promise<OpenImport[]> {
    return this.ask((db) => listOpenImports(db));
  }

  /** All or nothing, in their order. */
  async save(at: string, entries: readonly Entry[]): Promise<void> {
    await this.change(async (tx) => {
      for (const { importId, row = 0, document, failure, unpacked, work } of entries) {
        const seen = { import_id: importId, import_row: row, seen_at: at };
        if (document) await saveDocument(tx, document, seen, this.language);
        if (failure) await saveFailure(tx, failure, { import_id: importId, at });
        if (unpacked) await forgetOutdatedFailures(tx, unpacked.location, importId);
        if (work && unpacked) await addEndedWork(tx, importId, unpacked.parts);
        if (work) await endWork(tx, work.id, work.outcome);
      }
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
  { source, sha256, bytes, result }: FoundDocument,
  seen: Seen,
  language: Language,
): Promise<void> {
  const at = seen.seen_at;
  await tx
    .insertInto('documents')
    .values({ sha256, bytes, first_seen_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const before = await saveSource(tx, sha256, source, seen);
  const key = { sha256, charset: source.charset ?? '' };
  if (result) await saveResult(tx, key, result.rows, result.engine, at);
  await linkDocument(tx, sha256, language);
  if (before !== undefined && before !== sha256) await linkDocument(tx, before, language);
  await forgetFailures(tx, source.location, seen.import_id);
}
