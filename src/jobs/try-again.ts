/**
 * What gave no report is imported again, by the same steps as the first time. A document that is held is read from its
 * bytes, whatever its failure was; else its place is looked at again. What was in the way may be gone: a limit, a disk,
 * a host, a fault of an earlier version.
 */
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

/** Gives what came of it, by place: none where nothing is there any more. Throws a StoreError. */
export async function tryAgain(failed: Failed, options: TryAgainOptions): Promise<readonly Ending[]> {
  const { store, now, signal } = options;
  const importId = await store.startImport([failed.location], engineVersion, now());
  const places = failed.sha256 === null ? [] : await listFailedPlaces(store, failed.sha256);
  const first = places.find(({ source }) => source.location === failed.location);
  const listed: string[] = [];
  const endings = first
    ? await takeHeld([first, ...places.filter((place) => place !== first)], { ...options, importId })
    : await takePlace(failed.location, { ...options, importId, listed });
  const counts = newCounts();
  for (const { outcome } of endings) counts[outcome]++;
  if (signal?.aborted) return endings;
  await store.endImport(importId, { counts: { ...counts }, listed }, now());
  await linkEnded(options);
  return endings;
}

interface OfImport extends TryAgainOptions {
  readonly importId: number;
}

/** One document, at all places at which it failed: it is read once. */
async function takeHeld(
  [first, ...others]: readonly FailedPlace[],
  { importId, signal, ...options }: OfImport,
): Promise<Ending[]> {
  const intake = new Intake({ ...options, jobs: 1 });
  const task = { importId };
  const end = (): void => void intake.close();
  signal?.addEventListener('abort', end, { once: true });
  try {
    const input = first && toInput(first, options.fetcher);
    const ending =
      input && (await intake.take({ kind: 'held', found: { ...first, source: input }, input }, task));
    if (!ending) return [];
    const endings = [ending];
    if (isPassing(ending.code ?? null)) return endings;
    for (const other of others)
      endings.push(...[await intake.takeFound(other, task)].flatMap((one) => one ?? []));
    return endings;
  } finally {
    signal?.removeEventListener('abort', end);
    await intake.close();
  }
}

/** `open`: where the bytes that were held are lost. */
const toInput = ({ source }: FailedPlace, fetcher: DocumentFetcher): IngestInput => ({
  ...source,
  async open(): Promise<OpenedInput | IngestFailure> {
    const { location } = source;
    for await (const input of listPlace(location, fetcher, []))
      if (input.location === location) return 'open' in input ? input.open() : input;
    return { location, code: 'no-such-file' satisfies InputFailureCode };
  },
});

async function takePlace(
  location: string,
  { fetcher, listed, ...options }: OfImport & { readonly listed: string[] },
): Promise<Ending[]> {
  const endings: Ending[] = [];
  await ingest(listPlace(location, fetcher, listed), {
    ...{ ...options, jobs: 1 },
    onEnd: (ending) => {
      endings.push(ending);
    },
  });
  // An archive at an address is unpacked as a whole.
  return endings.filter((ending) => isOf(ending.location, location) || isArchiveOf(ending, location));
}

/** What stands at the place and in it. `listed`: is told the place itself, if it was gone through from end to end. */
async function* listPlace(
  location: string,
  fetcher: DocumentFetcher,
  listed: string[],
): AsyncGenerator<IngestInput | IngestFailure> {
  const onListed = (gone: string): void => {
    if (gone === location) listed.push(gone);
  };
  const [archive, entry] = splitEntry(location);
  if (entry !== undefined && isAddress(archive)) return yield* listAll(archive, fetcher);
  for await (const input of listInputs([location], { onListed })) {
    // What has the signs of a pattern in its name is taken for one where there is nothing of that name.
    const isGone = 'code' in input && (input.code === 'no-such-file' || input.code === 'no-match');
    if (isGone && entry !== undefined) return yield* listEntry(location, archive, fetcher, listed);
    if (isOf(input.location, location)) yield toIngestInput(input, fetcher);
  }
}

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

/** That failed. */
const isArchiveOf = (
  { location: archive, code }: Pick<Ending, 'location' | 'code'>,
  location: string,
): boolean => code !== undefined && location.startsWith(`${archive}!/`);

const isOf = (location: string, place: string): boolean =>
  location === place || location.startsWith(`${place}/`) || location.startsWith(`${place}!/`);
