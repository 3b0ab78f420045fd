/**
 * The rules of each host and scheme, asked for once in their lifetime, however many callers wait for them.
 *
 * After RFC 9309: a file that is not there (4xx, or too many redirects) permits all; one that cannot be had
 * (5xx, no connection) forbids all for now. 429 is a wish to be left alone and counts as the latter. A page
 * instead of a file is what a site shows for everything it does not have, and counts as not there.
 */
import { parseContentType } from './content-type.js';
import { FetchError, type FetchFailure, type FetchReason } from './failure.js';
import { firstValue } from './received-headers.js';
import { type Arrival, followRedirects } from './redirects.js';
import type { Answer, Demand } from './request.js';
import { noRules, parseRobots, type RobotsRules } from './robots-rules.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';

/** Characters of all files kept. Parsed they take some ten times as much memory. */
const mostCharacters = 32 * 2 ** 20;
/** What an entry weighs besides its file. */
const entryCharacters = 1_000;

interface Entry {
  readonly rules: Promise<RobotsRules>;
  /** On the clock; rules that are still on their way do not end. */
  readonly until: number;
  readonly weight: number;
}

export class RobotsCache {
  private readonly entries = new Map<string, Entry>();
  private weight = 0;

  constructor(
    private readonly settings: FetchSettings,
    private readonly ask: (target: Target, demand: Demand) => Promise<Answer>,
  ) {}

  /**
   * Rejects with a `FetchError` where nothing is permitted for now. What a host gave whose certificate need not verify
   * holds only for those who ask it so.
   */
  rulesFor(origin: string, unverifiedHost?: string): Promise<RobotsRules> {
    const key = unverifiedHost === undefined ? origin : `${origin} unverified`;
    const known = this.entries.get(key);
    if (known && known.until > Date.now()) return known.rules;
    this.forget(key);
    return this.load(key, this.askFor(origin, unverifiedHost));
  }

  private load(key: string, rules: Promise<RobotsRules>): Promise<RobotsRules> {
    const { lifetimeMilliseconds, retryMilliseconds } = this.settings.robots;
    const keep = (characters: number, milliseconds: number): void =>
      this.keep(key, {
        ...{ rules, until: Date.now() + milliseconds, weight: entryCharacters + characters },
      });
    this.keep(key, { rules, until: Number.POSITIVE_INFINITY, weight: entryCharacters });
    rules.then(
      ({ characters }) => keep(characters, lifetimeMilliseconds),
      () => keep(0, retryMilliseconds),
    );
    return rules;
  }

  /** The oldest are forgotten for it. */
  private keep(key: string, entry: Entry): void {
    this.forget(key);
    this.entries.set(key, entry);
    this.weight += entry.weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= mostCharacters || oldest === key) break;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }

  private async askFor(origin: string, unverifiedHost: string | undefined): Promise<RobotsRules> {
    const address = `${origin}/robots.txt`;
    const { robots, limits } = this.settings;
    const demand: Demand = { bytes: robots.bytes, ratio: limits.ratio, past: 'cut' };
    const outcome = await followRedirects(address, this.settings, (target) =>
      this.ask(target, target.hostname === unverifiedHost ? { ...demand, onFault: () => undefined } : demand),
    );
    if ('failure' in outcome) return failureToRules(outcome.failure);
    return arrivalToRules(address, outcome, this.settings);
  }
}

function arrivalToRules(address: string, { answer }: Arrival, settings: FetchSettings): RobotsRules {
  const { type } = parseContentType(firstValue(answer.headers, 'content-type'));
  if (type === 'text/html' || type === 'application/xhtml+xml') return noRules;
  const text = new TextDecoder().decode(answer.bytes);
  const isCut = answer.bytes.length >= settings.robots.bytes;
  const whole = isCut ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text;
  return parseRobots(address, whole, settings.userAgent.split('/')[0] ?? '');
}

/** What keeps us from the host itself would keep us from the document, and is reported as that. */
function failureToRules({
  detail: _,
  address: __,
  answer: ___,
  redirects,
  ...reason
}: FetchFailure): RobotsRules {
  if (isAbsent(reason)) return noRules;
  const ofHost = redirects.length === 0 && hostCodes.includes(reason.code);
  throw new FetchError(ofHost ? reason : { code: 'robots-unreachable', cause: reason });
}

const hostCodes: readonly string[] = [
  ...['port-refused', 'address-refused', 'dns-failed', 'connection-failed', 'tls-failed'],
];

function isAbsent(reason: FetchReason): boolean {
  if (reason.code === 'too-many-redirects') return true;
  return reason.code === 'http-error' && reason.status < 500 && reason.status !== 429;
}
