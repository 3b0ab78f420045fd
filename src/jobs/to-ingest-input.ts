/** Inputs as they are listed → inputs as they are imported: addresses are fetched. */
import { createHash } from 'node:crypto';
import type { FetchOutcome } from '#fetch/fetcher.js';
import type { AddressInput, Input, InputFailure, ManifestRow } from '#inputs/input.js';
import type { AgencyLevel } from '#records/record.js';
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
    ...{ kind: input.kind, address: manifest?.address ?? null },
    stamp: manifest ? `${input.stamp} ${hashRow(manifest)}` : input.stamp,
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

/** What a manifest says anew has to be stored, though the document is the same. */
const hashRow = ({ location: _, line: __, ...said }: ManifestRow): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(said).sort()))
    .digest('hex')
    .slice(0, 8);

const rowToManifest = ({ agency, year, divisionCode, level }: ManifestRow): Manifest => ({
  ...{ agency, year, divisionCode },
  level: level === undefined ? undefined : levels.get(level),
});

/** As people write them in manifests. */
const levels: ReadonlyMap<string, AgencyLevel> = new Map(
  Object.entries({
    central: ['central', '国家', '国家级', '中央'],
    province: ['province', '省', '省级'],
    prefecture: ['prefecture', '市', '市级', '地级', '地市级'],
    county: ['county', '县', '县级', '区县', '县区', '区级', '区县级'],
    township: ['township', '乡', '镇', '乡镇', '乡级', '乡镇级'],
    subdistrict: ['subdistrict', '街道'],
    functional_zone: ['functional_zone', '功能区', '开发区'],
  } satisfies Record<AgencyLevel, string[]>).flatMap(([level, names]) =>
    names.map((name): [string, AgencyLevel] => [name, level as AgencyLevel]),
  ),
);
