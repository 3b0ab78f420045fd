/**
 * What gave no report is imported again, by the same steps as the first time. A document that is held is read from its
 * bytes, whatever its failure was; else its place is looked at again. What was in the way may be gone: a limit, a disk,
 * a host, a fault of an earlier version.
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAddress } from '#inputs/address.js';
import type { InputFailureCode } from '#inputs/input.js';
import { listInputs } from '#inputs/list-inputs.js';
import { engineVersion } from '#pipeline/version.js';
import { type FailedPlace, listFailedPlaces } from '#store/failed-places.js';
import { isPassing } from '#store/save-result.js';
import { ingest } from './ingest.js';
import { newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput, OpenedInput } from './ingest-input.js';
import { type Ending, Intake, type IntakeOptions } from './intake.js';
import { linkEnded } from './link-reports.js';
import { type Barrier, findBarrier } from './place-to-try.js';
import { type DocumentFetcher, toIngestInput } from './to-ingest-input.js';

export interface TryAgainOptions extends Omit<IntakeOptions, 'jobs'> {
  readonly fetcher: DocumentFetcher;
  /** Ends it after what is stored by then. */
  readonly signal?: AbortSignal;
}

export interface Failed {
  readonly location: string;
  /** Null where there is no document. */
  readonly sha256: string | null;
  readonly code: string;
}

/** Rows are read with all of their manifest; alone they cannot be. */
const ofManifests: readonly string[] = [
  'bad-manifest-row',
  'bad-manifest-value',
] satisfies InputFailureCode[];

export const canBeTried = ({ code }: Pick<Failed, 'code'>): boolean => !ofManifests.includes(code);

/** `endings`: by place, none where nothing is there any more. `barrier`: why it was not looked at. */
export type Tried = { readonly endings: readonly Ending[] } | { readonly barrier: Barrier };

/** Throws a StoreError; its import has ended then too, if the store still takes that. */
export async function tryAgain(failed: Failed, options: TryAgainOptions): Promise<Tried> {
  const { store, now } = options;
  const places = failed.sha256 === null ? [] : await listFailedPlaces(store, failed.sha256);
  const first = places.find(({ source }) => source.location === failed.location);
  const barrier = first ? undefined : await findBarrier(store, diskPlaceOf(failed.location));
  if (barrier) return { barrier };
  const importId = await store.startImport([failed.location], engineVersion, now());
  const [endings, listed]: [Ending[], string[]] = [[], []];
  const taking = { ...options, importId, endings, listed };
  try {
    if (first) await takeHeld([first, ...places.filter((place) => place !== first)], taking);
    else await takePlace(failed, taking);
  } catch (error) {
    await endImport(taking, []).catch(() => undefined);
    throw error;
  }
  if (options.signal?.aborted) return { endings };
  await endImport(taking, listed);
  await linkEnded(options);
  return { endings };
}

function endImport({ store, now, importId, endings }: OfImport, listed: readonly string[]): Promise<void> {
  const counts = newCounts();
  for (const { outcome } of endings) counts[outcome]++;
  return store.endImport(importId, { counts: { ...counts }, listed }, now());
}

interface OfImport extends TryAgainOptions {
  readonly importId: number;
  /** Grows, so that what was stored is known also where the rest is not to be. */
  readonly endings: Ending[];
  /** Is told the place itself, if it was gone through from end to end. */
  readonly listed: string[];
}

/** One document, at all places at which it failed: it is read once. */
async function takeHeld(
  [first, ...others]: readonly FailedPlace[],
  { importId, signal, endings, listed: _, ...options }: OfImport,
): Promise<void> {
  const intake = new Intake({ ...options, jobs: 1 });
  const task = { importId };
  const end = (): void => void intake.close();
  signal?.addEventListener('abort', end, { once: true });
  try {
    const input = first && toInput(first, options);
    const ending =
      input && (await intake.take({ kind: 'held', found: { ...first, source: input }, input }, task));
    if (!ending) return;
    endings.push(ending);
    if (isPassing(ending.code ?? null)) return;
    for (const other of others)
      endings.push(...[await intake.takeFound(other, task)].flatMap((one) => one ?? []));
  } finally {
    signal?.removeEventListener('abort', end);
    await intake.close();
  }
}

/** `open`: where the bytes that were held are lost. */
const toInput = (
  { source }: FailedPlace,
  { store, fetcher }: Pick<TryAgainOptions, 'store' | 'fetcher'>,
): IngestInput => ({
  ...source,
  async open(): Promise<OpenedInput | IngestFailure> {
    const { location } = source;
    const barrier = await findBarrier(store, diskPlaceOf(location));
    if (barrier) return { location, code: 'not-readable' satisfies InputFailureCode, detail: barrier };
    for await (const input of listPlace({ location, code: gone }, fetcher, []))
      if (input.location === location) return 'open' in input ? input.open() : input;
    return { location, code: gone };
  },
});

const gone = 'no-such-file' satisfies InputFailureCode;

async function takePlace(failed: Failed, { fetcher, listed, endings, ...options }: OfImport): Promise<void> {
  const { location } = failed;
  const [, entry] = splitEntry(location);
  await ingest(listPlace(failed, fetcher, listed), {
    ...{ ...options, jobs: 1 },
    onEnd: (ending) => {
      // An archive at an address is unpacked as a whole.
      if (entry === undefined || isOf(ending.location, location) || isArchiveOf(ending, location))
        endings.push(ending);
    },
  });
}

/** What stands at the place and in it; of a manifest its rows, of a pattern what matches now, wherever that is. */
async function* listPlace(
  { location, code }: Pick<Failed, 'location' | 'code'>,
  fetcher: DocumentFetcher,
  listed: string[],
): AsyncGenerator<IngestInput | IngestFailure> {
  const onListed = (through: string): void => {
    if (through === location) listed.push(through);
  };
  const [archive, entry] = splitEntry(location);
  if (entry !== undefined && isAddress(archive)) return yield* listAll(archive, fetcher);
  const isThere = isAddress(location) || (await isOnDisk(location));
  if (!isThere && entry !== undefined) return yield* listEntry(location, archive, fetcher, listed);
  // A name with the signs of a pattern is one only where it was taken for one before.
  if (!isThere && code !== ('no-match' satisfies InputFailureCode)) return yield { location, code: gone };
  yield* listAll(location, fetcher, onListed);
}

/** What cannot be told, the listing will say. */
const isOnDisk = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );

async function* listAll(
  location: string,
  fetcher: DocumentFetcher,
  onListed?: (location: string) => void,
): AsyncGenerator<IngestInput | IngestFailure> {
  for await (const input of listInputs([location], onListed && { onListed }))
    yield toIngestInput(input, fetcher);
}

/** A place in an archive is found by going through the archive; where that cannot be, it is what fails. */
async function* listEntry(
  location: string,
  archive: string,
  fetcher: DocumentFetcher,
  listed: string[],
): AsyncGenerator<IngestInput | IngestFailure> {
  const onListed = (gone: string): void => {
    if (gone === archive) listed.push(location);
  };
  for await (const input of listAll(archive, fetcher, onListed))
    if (isOf(input.location, location) || ('code' in input && isArchiveOf(input, location))) yield input;
}

function splitEntry(location: string): readonly [archive: string, entry: string | undefined] {
  const at = location.indexOf('!/');
  return at < 0 ? [location, undefined] : [location.slice(0, at), location.slice(at + 2)];
}

/** Of an entry of an archive the archive, unless there is a folder of that name. */
const diskPlaceOf = (location: string): string => (existsSync(location) ? location : splitEntry(location)[0]);

/** That failed. */
const isArchiveOf = (
  { location: archive, code }: Pick<Ending, 'location' | 'code'>,
  location: string,
): boolean => code !== undefined && location.startsWith(`${archive}!/`);

const isOf = (location: string, place: string): boolean =>
  location === place || location.startsWith(`${place}/`) || location.startsWith(`${place}!/`);
