/** Inputs as they are listed → inputs as they are imported: addresses are fetched. */
import { createHash } from 'node:crypto';
import { type FetchReason, isTemporary, secondsWished } from '#fetch/failure.js';
import type { FetchOutcome } from '#fetch/fetcher.js';
import type { Input, InputFailure, ManifestRow, Opened } from '#inputs/input.js';
import type { Manifest } from '#store/save-source.js';
import type { IngestFailure, IngestInput, OpenedInput } from './ingest-input.js';

export interface DocumentFetcher {
  fetchDocument(address: string): Promise<FetchOutcome>;
}

/** Of one whose turns at a host are taken among many. */
export interface PoliteFetcher extends DocumentFetcher {
  /** Between the end of one request to the host and the beginning of the next, in milliseconds. */
  pauseOf(host: string): number;
}

/** An address that has been fetched stays as it is: what a site puts there later is the crawl's business. */
export const fetchedOnce = 'fetched';

export function toIngestInput(
  input: Input | InputFailure,
  fetcher: DocumentFetcher,
): IngestInput | IngestFailure {
  const { location, manifest } = input;
  if (input.kind === 'failure') return toFailure(input);
  const common = {
    location,
    name: input.name,
    charset: manifest?.charset === undefined ? null : charsetName(manifest.charset),
    manifest: manifest && rowToManifest(manifest),
  };
  if (input.kind === 'address')
    return {
      ...common,
      ...{ kind: 'address', stamp: fetchedOnce, address: location, host: hostOf(location) },
      open: () => openAddress(location, fetcher),
    };
  return {
    ...common,
    ...{ kind: input.kind, address: manifest?.address ?? null },
    ...{ stamp: input.stamp, open: openListed(input) },
  };
}

/** Of what has its bytes at hand. */
export const openListed =
  (input: { readonly location: string; open(): Promise<Opened> }) =>
  async (): Promise<OpenedInput | IngestFailure> => {
    const opened = await input.open();
    if ('bytes' in opened) return opened;
    return { location: input.location, code: opened.failure.code, detail: opened.failure.detail };
  };

/** As the fetcher tells hosts apart: whatever the port and the scheme. */
export const hostOf = (address: string): string => new URL(address).hostname.replace(/\.$/, '');

export async function openAddress(
  location: string,
  fetcher: DocumentFetcher,
): Promise<OpenedInput | IngestFailure> {
  const fetched = await fetcher.fetchDocument(location);
  if (!('failure' in fetched)) {
    const { bytes, sha256, charset } = fetched;
    return { bytes, sha256, charset: charset && charsetName(charset) };
  }
  const { failure } = fetched;
  const { code, detail } = failure;
  const wait = waitOf(failure);
  const mayPass = wait === undefined ? {} : { wait };
  return { location, code, detail, ...(isTemporary(failure) ? { mayPass } : {}) };
}

/** Milliseconds that the host wishes to be left alone. */
export function waitOf(failure: FetchReason): number | undefined {
  const seconds = secondsWished(failure);
  return seconds === undefined ? undefined : 1000 * seconds;
}

/** Several rows of one manifest may be at fault. */
function toFailure({ location, code, detail, manifest }: InputFailure): IngestFailure {
  const isOfRow = manifest !== undefined && manifest.location === location;
  return { location: isOfRow ? `${location}:${manifest.line}` : location, code, detail };
}

const rowToManifest = ({ location: _, line: __, ...row }: ManifestRow): Manifest => ({
  said: hashOf(Object.entries(row).sort()),
  ...{ agency: row.agency, year: row.year, divisionCode: row.divisionCode, level: row.level },
});

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** One name for all labels of a charset: `gb2312` and `GBK` are `gbk`. */
export function charsetName(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return label.trim().toLowerCase();
  }
}
