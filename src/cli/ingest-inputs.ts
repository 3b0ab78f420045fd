/** `gouji ingest`: what was given is listed, fetched where it is an address, and imported. */
import { readFile } from 'node:fs/promises';
import { Fetcher } from '#fetch/fetcher.js';
import { defaultFetchSettings } from '#fetch/settings.js';
import { type ListOptions, listInputs } from '#inputs/list-inputs.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import { type DocumentFetcher, toIngestInput } from '#jobs/to-ingest-input.js';
import { untilAborted } from '#jobs/until-aborted.js';
import { engineVersion } from '#pipeline/version.js';
import { type IngestCommand, type IngestOutcome, runIngest } from './ingest.js';
import { UsageError } from './usage-error.js';

export type IngestOptions = Pick<IngestCommand, 'dataFolder' | 'language' | 'talk' | 'jobs'> & {
  /** Ranges of addresses that may be fetched though they are not public. */
  readonly permittedRanges?: readonly string[];
  readonly authorities?: readonly string[];
};

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
    ...{ given, print, passedOver, listed, screen: process.stderr },
    inputs: listToImport(given, fetcher, { passOver, onListed }),
    onEnd() {
      fetcher.close();
      if (given.includes('-')) process.stdin.destroy();
    },
    total: (signal) => (given.includes('-') ? Promise.resolve(undefined) : countInputs(given, signal)),
  });
}

async function openFetcher({ permittedRanges = [], authorities = [] }: IngestOptions): Promise<Fetcher> {
  try {
    return new Fetcher({
      ...defaultFetchSettings,
      userAgent: `Gouji/${engineVersion} (+https://www.npmjs.com/package/gouji)`,
      permittedRanges,
      authorities: await Promise.all(authorities.map((path) => readFile(path, 'utf8'))),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
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
