/**
 * Why an address gave no document. Codes never change their meaning; each carries its data, and the sentence
 * for people is made of them (`reasonToDetail`). `docs/fetching.md` lists this table and a test compares the two.
 */
import type { CertificateFault } from './certificate-fault.js';
import type { AnswerHead } from './received-headers.js';

/** What a code means, and whether the same address may give a document later. */
export const fetchFailures = {
  'unreadable-address': { about: 'no address, or one longer than 4,096 characters', later: 'no' },
  'not-http': { about: 'a scheme other than http and https', later: 'no' },
  'credentials-refused': { about: 'a name or a password in the address', later: 'no' },
  'port-refused': { about: 'a port that is neither the default one nor listed', later: 'no' },
  'address-refused': {
    about: 'the host is, or its name leads to, an address that is not public',
    later: 'no',
  },
  'dns-failed': { about: 'the name of the host leads nowhere', later: 'yes' },
  'connection-failed': { about: 'no connection, or it ended in the middle of the answer', later: 'yes' },
  'tls-failed': { about: 'the certificate or the handshake is not in order', later: 'no' },
  'too-slow': {
    about: 'the connection, the headers, the next bytes or the whole took too long',
    later: 'yes',
  },
  'headers-too-large': { about: 'the headers of the answer are past their limit', later: 'no' },
  'too-large': {
    about: 'the body is past its limit: as declared, as received or when inflated',
    later: 'no',
  },
  bomb: { about: 'a compressed body inflates past the permitted ratio', later: 'no' },
  'broken-answer': { about: 'the answer is no HTTP, or its compression is damaged or unknown', later: 'yes' },
  'http-error': { about: 'a status other than 200 and 203', later: 'by status' },
  'wrong-type': { about: 'a content type that holds no report: pictures, sound, scripts …', later: 'no' },
  'too-many-redirects': { about: 'more redirects than permitted, or in a circle', later: 'no' },
  'redirect-refused': { about: 'a redirect from https to http, or to what is no address', later: 'no' },
  'robots-refused': { about: 'robots.txt of the host does not want it', later: 'no' },
  'robots-unreachable': {
    about: 'robots.txt could not be had, so nothing is permitted for now',
    later: 'yes',
  },
} as const satisfies Record<string, { readonly about: string; readonly later: 'yes' | 'no' | 'by status' }>;

export type FetchFailureCode = keyof typeof fetchFailures;

/** What took too long. */
export type Phase = 'connect' | 'headers' | 'idle' | 'whole';
/** Which count of the body's bytes was past the limit. */
export type Measure = 'declared' | 'received' | 'inflated';

export type FetchReason =
  | { readonly code: 'unreadable-address' }
  | { readonly code: 'not-http'; readonly scheme: string }
  | { readonly code: 'credentials-refused' }
  | { readonly code: 'port-refused'; readonly port: number }
  | { readonly code: 'address-refused'; readonly host: string; readonly ip: string; readonly range: string }
  | { readonly code: 'dns-failed'; readonly host: string; readonly cause: string }
  | { readonly code: 'connection-failed'; readonly cause: string }
  | { readonly code: 'tls-failed'; readonly cause: string }
  | { readonly code: 'too-slow'; readonly phase: Phase; readonly milliseconds: number }
  | { readonly code: 'headers-too-large'; readonly limit: number }
  | { readonly code: 'too-large'; readonly measure: Measure; readonly limit: number }
  | { readonly code: 'bomb'; readonly ratio: number }
  | { readonly code: 'broken-answer'; readonly cause: string }
  | { readonly code: 'http-error'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly code: 'wrong-type'; readonly contentType: string }
  | { readonly code: 'too-many-redirects'; readonly limit: number; readonly circle: boolean }
  | { readonly code: 'redirect-refused'; readonly to: string; readonly cause: 'downgrade' | 'unreadable' }
  | { readonly code: 'robots-refused'; readonly line: number }
  | { readonly code: 'robots-unreachable'; readonly cause: FetchReason };

/** An address that gave no document; `detail` is a sentence in English. */
export type FetchFailure = FetchReason & {
  readonly detail: string;
  /** As it was asked for. */
  readonly address: string;
  /** The addresses it was sent on to; the last one is where it failed. */
  readonly redirects: readonly string[];
  /** Of the address where it failed, if that answered before it did. */
  readonly answer?: AnswerHead;
  readonly certificateFault?: CertificateFault;
};

/** Thrown on the way and caught at the door: callers get the `FetchFailure` as data. */
export class FetchError extends Error {
  constructor(
    readonly reason: FetchReason,
    readonly answer?: AnswerHead,
  ) {
    super(`${reason.code}: ${reasonToDetail(reason)}`);
  }
}

/** Thrown out of what was under way when the fetcher was closed: ask again with another one. */
export class FetcherClosedError extends Error {
  constructor() {
    super('the fetcher was closed');
  }
}

/** Whether the same address may give a document later. */
export function isTemporary(reason: FetchReason): boolean {
  if (reason.code === 'http-error') return reason.status >= 500 || [408, 425, 429].includes(reason.status);
  return fetchFailures[reason.code].later === 'yes';
}

/** How long the host wishes to be left alone, if it says so. */
export const secondsWished = (reason: FetchReason): number | undefined =>
  reason.code === 'http-error' ? reason.retryAfterSeconds : undefined;

export function reasonToDetail(reason: FetchReason): string {
  switch (reason.code) {
    case 'unreadable-address':
    case 'credentials-refused':
      return fetchFailures[reason.code].about;
    case 'not-http':
      return reason.scheme;
    case 'port-refused':
      return `port ${reason.port}`;
    case 'address-refused':
      return `${reason.host} is ${reason.ip} (${reason.range})`;
    case 'dns-failed':
      return `${reason.host}: ${reason.cause}`;
    case 'connection-failed':
    case 'tls-failed':
    case 'broken-answer':
      return reason.cause;
    case 'too-slow':
      return `${reason.phase}: more than ${reason.milliseconds / 1000} s`;
    case 'headers-too-large':
      return `more than ${reason.limit} bytes`;
    case 'too-large':
      return `${reason.measure}: more than ${reason.limit} bytes`;
    case 'bomb':
      return `inflates more than ${reason.ratio} times`;
    case 'http-error':
      return `status ${reason.status}${reason.retryAfterSeconds === undefined ? '' : `, again in ${reason.retryAfterSeconds} s`}`;
    case 'wrong-type':
      return reason.contentType;
    case 'too-many-redirects':
      return reason.circle ? 'in a circle' : `more than ${reason.limit}`;
    case 'redirect-refused':
      return `${reason.cause}: ${reason.to}`;
    case 'robots-refused':
      return `line ${reason.line} of robots.txt`;
    case 'robots-unreachable':
      return `${reason.cause.code}: ${reasonToDetail(reason.cause)}`;
  }
}
