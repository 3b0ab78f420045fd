/** Inputs as they are listed → inputs as they are imported: addresses are fetched. */
import type { FetchOutcome } from '#fetch/fetcher.js';
import type { AddressInput, Input, InputFailure, ManifestRow } from '#inputs/input.js';
import type { Manifest } from '#store/store.js';
import type { IngestFailure, IngestInput, OpenedInput } from './ingest-input.js';

export interface DocumentFetcher {
  fetchDocument(address: string): Promise<FetchOutcome>;
}

/** An address that has been fetched stays as it is: what a site puts there later is the crawl's business. */
const fetchedOnce = 'fetched';

export function toIngestInput(
  input: Input | InputFailure,
  fetcher: DocumentFetcher,
): IngestInput | IngestFailure {
  const { location, manifest } = input;
  if (input.kind === 'failure') return { location, code: input.code, detail: input.detail };
  const common = {
    location,
    name: input.name,
    charset: manifest?.charset ?? null,
    manifest: manifest && rowToManifest(manifest),
  };
  if (input.kind === 'address')
    return {
      ...common,
      ...{ kind: 'address', stamp: fetchedOnce, address: location },
      open: () => fetchInput(input, fetcher),
    };
  return {
    ...common,
    ...{ kind: input.kind, stamp: input.stamp, address: manifest?.address ?? null },
    async open() {
      const opened = await input.open();
      if ('bytes' in opened) return opened;
      return { location, code: opened.failure.code, detail: opened.failure.detail };
    },
  };
}

async function fetchInput(
  { location }: AddressInput,
  fetcher: DocumentFetcher,
): Promise<OpenedInput | IngestFailure> {
  const fetched = await fetcher.fetchDocument(location);
  if (!('failure' in fetched)) return { bytes: fetched.bytes, charset: fetched.charset };
  return { location, code: fetched.failure.code, detail: fetched.failure.detail };
}

const rowToManifest = ({ agency, year, divisionCode, level }: ManifestRow): Manifest => ({
  ...{ agency, year, divisionCode, level },
});
