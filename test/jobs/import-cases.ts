/** Inputs of an import from bytes at hand, and the import of them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IngestOptions, ingest } from '#jobs/ingest.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import type { Ending } from '#jobs/intake.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { Store } from '#store/store.js';
import { warmPool } from './warm-pool.js';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gouji-import-'));

export const inputOf = (
  location: string,
  bytes: Uint8Array | string,
  more: Partial<IngestInput> = {},
): IngestInput => ({
  location,
  kind: 'file',
  name: location,
  stamp: `${bytes.length}`,
  charset: null,
  address: null,
  open: async () => ({ bytes: Buffer.from(bytes) }),
  ...more,
});

export interface Import {
  readonly endings: readonly Ending[];
  readonly outcomes: readonly string[];
}

/** `outcomes`: a line for each input, sorted. */
export async function runImport(
  store: Store,
  inputs: Iterable<IngestInput | IngestFailure> | AsyncIterable<IngestInput | IngestFailure>,
  { listed = [], ...options }: Partial<IngestOptions> & { readonly listed?: readonly string[] } = {},
): Promise<Import> {
  const endings: Ending[] = [];
  const now = () => new Date().toISOString();
  const { jobs = 1, limits, signal } = options;
  // What ends children, or is to be ended with them, has its own.
  const pool = limits || signal ? undefined : warmPool(jobs);
  const importId = await store.startImport([], '0', now());
  const counts = await ingest(toStream(inputs), {
    ...{ store, importId, now, jobs, pool, limits: defaultProcessLimits, language: 'en' },
    fingerprints: readFingerprints(),
    onEnd: (ending) => endings.push(ending),
    ...options,
  });
  if (!options.signal?.aborted) await store.endImport(importId, { counts: { ...counts }, listed }, now());
  const outcomes = endings.map(({ location, outcome, code }) =>
    [location, outcome, code ?? ''].join(' ').trim(),
  );
  return { endings, outcomes: outcomes.sort() };
}

async function* toStream<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

/** Where a store keeps a document in a folder. */
export const pathOfHeld = (store: Store, sha256: string): Promise<string> =>
  store.documents.withFile(sha256, async (path) => path);

/** A worker that nobody listens to. */
export const silent = {
  onEnd: () => undefined,
  onImportEnd: () => undefined,
  onLinked: () => undefined,
  onExported: () => undefined,
};
