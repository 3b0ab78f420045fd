/**
 * Documents from the network, safely and politely.
 *
 * For each address on the way: what the address itself says is checked; robots.txt of its host is asked; the
 * host's turn is waited for; the name is resolved once, every address it leads to checked, the connection made
 * to exactly these; headers and body are counted while they come. What the world does wrong on this way is a
 * `FetchFailure`. Turns and robots.txt are kept in one `Fetcher`: use one for all callers of a process.
 */
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { parseRanges } from './address-range.js';
import { parseContentType } from './content-type.js';
import { untilAborted } from './deadline.js';
import { FetchError, FetcherClosedError, type FetchFailure } from './failure.js';
import { HostTurns } from './host-turns.js';
import { type Arrival, followRedirects } from './redirects.js';
import { type Answer, type Demand, type Headers, type Requester, request } from './request.js';
import { RequestSlots } from './request-slots.js';
import { RobotsCache } from './robots-cache.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';

export interface Fetched {
  /** As it was asked for. */
  readonly address: string;
  readonly finalAddress: string;
  /** The addresses it was sent on to, the final one last. */
  readonly redirects: readonly string[];
  readonly status: number;
  /** Those of `keptHeaders` that came. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower case, without parameters, where the header can be read. */
  readonly contentType?: string;
  /** As the header has it, lower case. */
  readonly charset?: string;
  /** Inflated. */
  readonly bytes: Uint8Array;
  /** Of the bytes, as hexadecimal. */
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
}

export type FetchOutcome = Fetched | { readonly failure: FetchFailure };

/** Headers that say something of the document. */
const keptHeaders = [
  ...['content-type', 'content-disposition', 'content-language', 'date', 'etag', 'last-modified'],
];

export class Fetcher {
  private readonly closing = new AbortController();
  private readonly requester: Requester;
  private readonly turns = new HostTurns(this.closing.signal);
  private readonly slots: RequestSlots;
  private readonly robots: RobotsCache;
  /** By host, where it is another one than usual. */
  private readonly pauses = new Map<string, number>();

  /** Throws where `permittedRanges` holds what is no range. */
  constructor(private readonly settings: FetchSettings) {
    setMaxListeners(0, this.closing.signal);
    const permitted = parseRanges(settings.permittedRanges);
    this.requester = { settings, permitted, closing: this.closing.signal };
    this.slots = new RequestSlots(settings.limits.requests, this.closing.signal);
    this.robots = new RobotsCache(settings, (target, demand) => this.askInTurn(target, demand, 0));
  }

  /** Rejects with a `FetcherClosedError` when the fetcher is closed; what the world does wrong is an outcome. */
  async fetchDocument(address: string): Promise<FetchOutcome> {
    const outcome = await followRedirects(address, this.settings, (target) => this.askPermitted(target));
    return 'failure' in outcome ? outcome : arrivalToFetched(address, outcome);
  }

  /** Between the end of one request to the host and the beginning of the next, in milliseconds; as it last was. */
  pauseOf(hostname: string): number {
    return this.pauses.get(hostname) ?? this.settings.politeness.delayMilliseconds;
  }

  /** Ends everything under way. */
  close(): void {
    this.closing.abort(new FetcherClosedError());
  }

  private async askPermitted(target: Target): Promise<Answer> {
    const { limits, types } = this.settings;
    const rules = await untilAborted(this.robots.rulesFor(target.origin), this.closing.signal);
    const line = rules.findForbiddingLine(target.href);
    if (line !== undefined) throw new FetchError({ code: 'robots-refused', line });
    const demand: Demand = { bytes: limits.bytes, ratio: limits.ratio, past: 'fail', types };
    return this.askInTurn(target, demand, rules.crawlDelay);
  }

  private askInTurn(target: Target, demand: Demand, crawlDelay: number): Promise<Answer> {
    return this.turns.run(
      target.hostname,
      (error) => this.pauseAfter(target.hostname, Math.max(crawlDelay, secondsWished(error))),
      () => this.slots.run(() => request(this.requester, target, demand)),
    );
  }

  private pauseAfter(hostname: string, wishedSeconds: number): number {
    const { delayMilliseconds, longestDelayMilliseconds } = this.settings.politeness;
    const pause = Math.max(delayMilliseconds, Math.min(wishedSeconds * 1000, longestDelayMilliseconds));
    if (pause === delayMilliseconds) this.pauses.delete(hostname);
    else this.pauses.set(hostname, pause);
    return pause;
  }
}

function secondsWished(error: unknown): number {
  if (!(error instanceof FetchError) || error.reason.code !== 'http-error') return 0;
  return error.reason.retryAfterSeconds ?? 0;
}

function arrivalToFetched(address: string, { target, answer, redirects }: Arrival): Fetched {
  const { type, charset } = parseContentType(answer.headers['content-type']);
  return {
    address,
    finalAddress: target.href,
    redirects,
    status: answer.status,
    headers: keepHeaders(answer.headers),
    ...(type && { contentType: type }),
    ...(charset && { charset }),
    bytes: answer.bytes,
    sha256: createHash('sha256').update(answer.bytes).digest('hex'),
    fetchedAt: new Date().toISOString(),
  };
}

function keepHeaders(headers: Headers): Readonly<Record<string, string>> {
  const entries = keptHeaders.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
