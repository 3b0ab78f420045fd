/** One request of a run, when the host's turn has come, among all jobs everywhere. */
import { setTimeout as wait } from 'node:timers/promises';
import { FetcherClosedError } from '#fetch/failure.js';
import type { FetchOutcome, Seen, Unchanged } from '#fetch/fetcher.js';
import type { HostTurns } from '#queue/host-turns.js';
import { Postponed } from '#queue/queue.js';
import { hostOf, type PoliteFetcher, waitOf } from './to-ingest-input.js';

export interface SiteFetcher extends PoliteFetcher {
  fetchIfChanged(address: string, seen?: Seen, unverifiedHost?: string): Promise<FetchOutcome | Unchanged>;
}

export interface Asking {
  readonly fetcher: SiteFetcher;
  readonly turns: HostTurns;
  readonly now: () => string;
  /** Raised to stop: the run goes on when the job is handed out again. */
  readonly signal?: AbortSignal;
}

export interface Request {
  readonly address: string;
  /** Of what is held. */
  readonly seen: Seen | undefined;
  /** The host whose certificates are accepted though they do not verify. */
  readonly unverifiedHost: string | undefined;
  /** In whose name. */
  readonly job: string;
  /** After it, in milliseconds at least. */
  readonly pause: number;
}

/** Milliseconds that a run stands and waits where a site wishes it; past them the queue waits. */
export const standing = 60_000;
/** Milliseconds for which anybody waits for a site that wishes to be left alone. */
export const longestWait = 6 * 3_600_000;
/** Before a run that was told to stop goes on elsewhere. */
export const soon = 1000;

export interface Asked {
  readonly outcome: FetchOutcome | Unchanged;
  /** When its turn had come. */
  readonly askedAt: string;
}

/** Throws `Postponed` when all is to stop. */
export async function askInTurn(
  { fetcher, turns, now, signal }: Asking,
  { address, seen, unverifiedHost, job, pause }: Request,
): Promise<Asked> {
  const host = hostOf(address);
  for (let left = await turns.take(host, job); left > 0; left = await turns.take(host, job))
    await sleep(left, signal);
  const askedAt = now();
  let wished = 0;
  try {
    const outcome = await fetcher.fetchIfChanged(address, seen, unverifiedHost);
    if ('failure' in outcome) wished = Math.min(waitOf(outcome.failure) ?? 0, standing);
    return { outcome, askedAt };
  } catch (error) {
    throw error instanceof FetcherClosedError ? new Postponed(soon) : error;
  } finally {
    await turns.giveBack(host, job, Math.max(wished, pause, fetcher.pauseOf(host)));
  }
}

async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(milliseconds, undefined, signal ? { signal } : {});
  } catch {
    throw new Postponed(soon);
  }
}
