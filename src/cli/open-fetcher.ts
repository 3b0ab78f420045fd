import { readFile } from 'node:fs/promises';
import { Fetcher } from '#fetch/fetcher.js';
import { defaultFetchSettings, type Politeness } from '#fetch/settings.js';
import { engineVersion } from '#pipeline/version.js';
import { UsageError } from './usage-error.js';

export interface FetcherSettings {
  /** Ranges of addresses that may be fetched though they are not public. */
  readonly permittedRanges?: readonly string[];
  /** Files with authorities to believe besides the public ones. */
  readonly authorities?: readonly string[];
  /** Besides 80 and 443. */
  readonly ports?: readonly number[];
  /** As `defaultFetchSettings` has it if not given. */
  readonly politeness?: Politeness;
}

/** Throws a UsageError. */
export async function openFetcher({
  permittedRanges = [],
  authorities = [],
  ports = [],
  politeness = defaultFetchSettings.politeness,
}: FetcherSettings): Promise<Fetcher> {
  try {
    return new Fetcher({
      ...defaultFetchSettings,
      userAgent: `Gouji/${engineVersion} (+https://www.npmjs.com/package/gouji)`,
      ...{ permittedRanges, ports, politeness },
      authorities: await Promise.all(authorities.map((path) => readFile(path, 'utf8'))),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
