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
import type { CertificateFault } from './certificate-fault.js';
import { pageTypes, parseContentType } from './content-type.js';
import { untilAborted } from './deadline.js';
import { FetchError, FetcherClosedError, type FetchFailure, secondsWished } from './failure.js';
import { HostTurns } from './host-turns.js';
import { type AnswerHead, firstValue } from './received-headers.js';
import { type Arrival, followRedirects } from './redirects.js';
import {
  type Answer,
  type Demand,
  notModified,
  type Requester,
  request,
  type Validators,
} from './request.js';
import { RequestSlots } from './request-slots.js';
import { RobotsCache } from './robots-cache.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';

/** What is known of every answer. */
export interface Answered extends AnswerHead {
  /** As it was asked for. */
  readonly address: string;
  readonly finalAddress: string;
  /** The addresses it was sent on to, the final one last. */
  readonly redirects: readonly string[];
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  /** Of the last certificate on the way that was accepted though it did not verify. */
  readonly certificateFault?: CertificateFault;
}

export interface Fetched extends Answered {
  /** Lower case, without parameters, where the header can be read. */
  readonly contentType?: string;
  /** As the header has it, lower case. */
  readonly charset?: string;
  /** Inflated. */
  readonly bytes: Uint8Array;
  /** Of the bytes, as hexadecimal. */
  readonly sha256: string;
}

export type FetchOutcome = Fetched | { readonly failure: FetchFailure };

/** What a server gave before, and where. */
export interface Seen extends Validators {
  /** After redirects: no other address is told of it. */
  readonly finalAddress: string;
}

/** Still what it was when it was seen. */
export interface Unchanged {
  readonly unchanged: Answered;
}

/** Asks a host when it is somebody's turn among more than the callers of this fetcher. */
export type InTurn = <Result>(hostname: string, ask: () => Promise<Result>) => Promise<Result>;

const atOnce: InTurn = (_, ask) => ask();

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
    const demand = this.demandOf(this.settings.types);
    const outcome = await followRedirects(address, this.settings, (target) =>
      this.askPermitted(target, demand),
    );
    return 'failure' in outcome ? outcome : arrivalToFetched(address, outcome);
  }

  /**
   * A document, a page or a list of data; nothing of it comes where the server says that it is as it was seen.
   * Rejects as `fetchDocument` does. Of `unverifiedHost`, and of no other host on the way, certificates that do not
   * verify are accepted, and told of in the outcome. `inTurn`: around each address on the way, one after the other.
   */
  async fetchIfChanged(
    address: string,
    seen?: Seen,
    unverifiedHost?: string,
    inTurn: InTurn = atOnce,
  ): Promise<FetchOutcome | Unchanged> {
    const demand = this.demandOf(pageTypes);
    const faults: CertificateFault[] = [];
    const outcome = await followRedirects(address, this.settings, (target) =>
      inTurn(target.hostname, () =>
        this.askPermitted(target, {
          ...{ ...demand, unless: isSeen(target, seen) ? seen : undefined },
          onFault: target.hostname === unverifiedHost ? (fault) => void faults.push(fault) : undefined,
        }),
      ),
    );
    const certificateFault = faults.at(-1);
    const told = certificateFault ? { certificateFault } : {};
    if ('failure' in outcome) return { failure: { ...outcome.failure, ...told } };
    return outcome.answer.status === notModified
      ? { unchanged: { ...arrivalToAnswered(address, outcome), ...told } }
      : { ...arrivalToFetched(address, outcome), ...told };
  }

  /** Between the end of one request to the host and the beginning of the next, in milliseconds; as it last was. */
  pauseOf(hostname: string): number {
    return this.pauses.get(hostname) ?? this.settings.politeness.delayMilliseconds;
  }

  /** Ends everything under way. */
  close(): void {
    this.closing.abort(new FetcherClosedError());
  }

  private demandOf(types: readonly string[]): Demand {
    const { bytes, ratio } = this.settings.limits;
    return { bytes, ratio, past: 'fail', types };
  }

  private async askPermitted(target: Target, demand: Demand): Promise<Answer> {
    const isUnverified = demand.onFault !== undefined;
    const rules = await untilAborted(
      this.robots.rulesFor(target.origin, isUnverified ? target.hostname : undefined),
      this.closing.signal,
    );
    const line = rules.findForbiddingLine(target.href);
    if (line !== undefined) throw new FetchError({ code: 'robots-refused', line });
    return this.askInTurn(target, demand, rules.crawlDelay);
  }

  private askInTurn(target: Target, demand: Demand, crawlDelay: number): Promise<Answer> {
    return this.turns.run(
      target.hostname,
      (error) => this.pauseAfter(target.hostname, Math.max(crawlDelay, secondsWishedBy(error))),
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

const isSeen = ({ href }: Target, seen: Seen | undefined): boolean =>
  href === seen?.finalAddress && Boolean(seen.etag || seen.lastModified);

const secondsWishedBy = (error: unknown): number =>
  (error instanceof FetchError && secondsWished(error.reason)) || 0;

function arrivalToAnswered(address: string, { target, answer, redirects }: Arrival): Answered {
  return {
    ...{ address, finalAddress: target.href, redirects },
    ...{ status: answer.status, headers: answer.headers },
    fetchedAt: new Date().toISOString(),
  };
}

function arrivalToFetched(address: string, arrival: Arrival): Fetched {
  const { bytes, headers } = arrival.answer;
  const { type, charset } = parseContentType(firstValue(headers, 'content-type'));
  return {
    ...arrivalToAnswered(address, arrival),
    ...(type && { contentType: type }),
    ...(charset && { charset }),
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
