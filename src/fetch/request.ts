/** One request to one address: resolved, checked, connected, answered, counted. */
import type { Client, Dispatcher } from 'undici';
import type { Range } from './address-range.js';
import { acceptedEncodings, type BodyBounds, readBody } from './body.js';
import type { CertificateFault } from './certificate-fault.js';
import { openClient } from './connection.js';
import { parseContentType } from './content-type.js';
import { withDeadline } from './deadline.js';
import { FetchError } from './failure.js';
import { type AnswerHead, firstValue, keepHeaders, type ReceivedHeaders } from './received-headers.js';
import { resolveHost } from './resolve-host.js';
import { parseRetryAfter } from './retry-after.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';
import { toFetchError } from './to-fetch-error.js';

/** What every request of a fetcher needs. */
export interface Requester {
  readonly settings: FetchSettings;
  readonly permitted: readonly Range[];
  /** Raised when the fetcher is closed. */
  readonly closing: AbortSignal;
}

/** What is wanted of the answer. */
export interface Demand extends BodyBounds {
  /** Content types; any where there are none. */
  readonly types?: readonly string[];
  /** The answer may be that nothing has changed since it gave these. */
  readonly unless?: Validators | undefined;
  /** A certificate that does not verify is accepted, and told of. */
  readonly onFault?: ((fault: CertificateFault) => void) | undefined;
}

/** What a server gave with a body to tell it by (RFC 9110); as it gave them. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface Answer extends AnswerHead {
  /** Empty in a redirect, and where nothing has changed. */
  readonly bytes: Uint8Array;
}

/**
 * An answer is a body, a redirect, or 304 where it was asked for; everything else throws a `FetchError`, with the
 * head of the answer where there was one.
 */
export async function request(requester: Requester, target: Target, demand: Demand): Promise<Answer> {
  const { settings, permitted, closing } = requester;
  let head: AnswerHead | undefined;
  try {
    return await withDeadline(settings.limits.wholeMilliseconds, closing, async (signal) => {
      const addresses = await resolveHost(target.hostname, settings.resolve, permitted);
      signal.throwIfAborted();
      const client = openClient(target, addresses, settings, demand.onFault);
      try {
        const response = await ask(client, target, settings.userAgent, demand, signal);
        head = { status: response.statusCode, headers: keepHeaders(response.headers) };
        return await readAnswer(head, response.body, demand, signal);
      } catch (error) {
        throw toFetchError(error, settings.limits);
      } finally {
        await client.destroy();
      }
    });
  } catch (error) {
    throw head && error instanceof FetchError ? new FetchError(error.reason, head) : error;
  }
}

function ask(
  client: Client,
  target: Target,
  userAgent: string,
  demand: Demand,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const headers = {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.8',
    'accept-encoding': acceptedEncodings,
    ...conditionsOf(demand.unless),
  };
  return client.request({ method: 'GET', path: target.path, headers, signal });
}

const conditionsOf = ({ etag, lastModified }: Validators = {}): Record<string, string> => ({
  ...(etag && { 'if-none-match': etag }),
  ...(lastModified && { 'if-modified-since': lastModified }),
});

async function readAnswer(
  { status, headers }: AnswerHead,
  body: Dispatcher.ResponseData['body'],
  demand: Demand,
  signal: AbortSignal,
): Promise<Answer> {
  const bodiless = (): void => void body.on('error', () => {}).destroy();
  try {
    checkHeaders(status, headers, demand);
  } catch (error) {
    bodiless();
    throw error;
  }
  if (isRedirect(status) || status === notModified) {
    bodiless();
    return { status, headers, bytes: new Uint8Array() };
  }
  const encoding = firstValue(headers, 'content-encoding');
  return { status, headers, bytes: await readBody(body, encoding, demand, signal) };
}

export const notModified = 304;

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** All that can be refused before the body comes. */
function checkHeaders(status: number, headers: ReceivedHeaders, demand: Demand): void {
  if (isRedirect(status) || (status === notModified && demand.unless)) return;
  if (status !== 200 && status !== 203) throw new FetchError(statusToReason(status, headers));
  const { type } = parseContentType(firstValue(headers, 'content-type'));
  if (type && demand.types && !demand.types.includes(type))
    throw new FetchError({ code: 'wrong-type', contentType: type });
  if (demand.past === 'fail' && Number(firstValue(headers, 'content-length')) > demand.bytes)
    throw new FetchError({ code: 'too-large', measure: 'declared', limit: demand.bytes });
}

function statusToReason(status: number, headers: ReceivedHeaders): FetchError['reason'] {
  const retryAfterSeconds = parseRetryAfter(firstValue(headers, 'retry-after'), Date.now());
  return { code: 'http-error', status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
