/** `gouji ingest`: what was given is listed, fetched where it is an address, and imported. */
import { type ListOptions, listInputs } from '#inputs/list-inputs.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import { type DocumentFetcher, toIngestInput } from '#jobs/to-ingest-input.js';
import { untilAborted } from '#jobs/until-aborted.js';
import { type IngestCommand, type IngestOutcome, runIngest } from './ingest.js';
import { type FetcherSettings, openFetcher } from './open-fetcher.js';
import type { StoreSettings } from './open-store.js';

export type IngestOptions = StoreSettings &
  Pick<IngestCommand, 'language' | 'talk' | 'jobs' | 'queue' | 'priority'> &
  FetcherSettings;

/** Throws a StoreError when the store can take no more. */
export async function ingestInputs(
  given: readonly string[],
  options: IngestOptions,
  print: (text: string) => void,
): Promise<IngestOutcome> {
  const fetcher = await openFetcher(options);
  const passedOver = new Map<string, number>();
  const passOver = (reason: string): void => {
    passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
  };
  const listed: string[] = [];
  const onListed = (location: string): void => {
    listed.push(location);
  };
  return runIngest({
    ...options,
    ...{ given, print, passedOver, passOver, listed, screen: process.stderr },
    inputs: listToImport(given, fetcher, { passOver, onListed }),
    onEnd() {
      fetcher.close();
      if (given.includes('-')) process.stdin.destroy();
    },
    total: (signal) => (given.includes('-') ? Promise.resolve(undefined) : countInputs(given, signal)),
  });
}

async function* listToImport(
  given: readonly string[],
  fetcher: DocumentFetcher,
  told: Pick<ListOptions, 'passOver' | 'onListed'>,
): AsyncGenerator<IngestInput | IngestFailure> {
  for await (const input of listInputs(given, { standardInput: process.stdin, ...told }))
    yield toIngestInput(input, fetcher);
}

/** A second walk, far ahead of the import: what tells how much time is left. Undefined where it was ended. */
async function countInputs(given: readonly string[], signal: AbortSignal): Promise<number | undefined> {
  let count = 0;
  for await (const _ of untilAborted(listInputs(given), signal)) count++;
  return signal.aborted ? undefined : count;
}
