/** How a fetcher behaves; all of it comes as an argument, nothing from the environment. */
import { acceptedTypes } from './content-type.js';
import { type Resolver, resolveBySystem } from './resolve-host.js';

export interface FetchLimits {
  /** Of a body, as received and as inflated. */
  readonly bytes: number;
  /** Inflated to received bytes; looked at from 1 MiB on. */
  readonly ratio: number;
  readonly headerBytes: number;
  readonly redirects: number;
  /** At the same moment, over all hosts. */
  readonly requests: number;
  /** Until the connection stands, TLS included. */
  readonly connectMilliseconds: number;
  /** From the request to the end of the headers. */
  readonly headersMilliseconds: number;
  /** Between two pieces of the body. */
  readonly idleMilliseconds: number;
  /** One request from the look-up of the name to the last byte; waiting for the host's turn is not in it. */
  readonly wholeMilliseconds: number;
}

/** Between the end of one request to a host and the beginning of the next. */
export interface Politeness {
  readonly delayMilliseconds: number;
  /** What a host asks for beyond this (Crawl-delay, Retry-After) is not waited for. */
  readonly longestDelayMilliseconds: number;
}

export interface RobotsSettings {
  /** Of the file; what comes after is not read. RFC 9309 wants at least 500 KiB. */
  readonly bytes: number;
  /** How long an answer holds. RFC 9309 wants at most a day. */
  readonly lifetimeMilliseconds: number;
  /** How long it holds that there was none to be had. */
  readonly retryMilliseconds: number;
}

export interface FetchSettings {
  /** `Gouji/<version> (+<where to complain>)`; what stands before the slash is looked for in robots.txt. */
  readonly userAgent: string;
  /** Ports besides 80 for http and 443 for https. */
  readonly ports: readonly number[];
  /** Ranges (`10.0.0.0/8`) permitted though they are not public: for tests, and for a mirror inside. */
  readonly permittedRanges: readonly string[];
  /** Whether a redirect may lead from https to http. */
  readonly permitDowngrade: boolean;
  /** Certificates (PEM) believed besides those Node.js brings. */
  readonly authorities: readonly string[];
  /** Content types of documents, without parameters. */
  readonly types: readonly string[];
  readonly limits: FetchLimits;
  readonly politeness: Politeness;
  readonly robots: RobotsSettings;
  readonly resolve: Resolver;
}

export const defaultFetchSettings: Omit<FetchSettings, 'userAgent'> = {
  ports: [],
  permittedRanges: [],
  permitDowngrade: false,
  authorities: [],
  types: acceptedTypes,
  limits: {
    bytes: 64 * 2 ** 20,
    ratio: 200,
    headerBytes: 16 * 2 ** 10,
    redirects: 5,
    requests: 64,
    connectMilliseconds: 10_000,
    headersMilliseconds: 30_000,
    idleMilliseconds: 30_000,
    wholeMilliseconds: 300_000,
  },
  politeness: { delayMilliseconds: 2_000, longestDelayMilliseconds: 30_000 },
  robots: { bytes: 500 * 2 ** 10, lifetimeMilliseconds: 24 * 3_600_000, retryMilliseconds: 600_000 },
  resolve: resolveBySystem,
};
