/**
 * One request of a run, when the host's turn has come, among all jobs everywhere. Where it is sent on, each host on the
 * way is asked in its own turn, after that of the one before was given back: nobody holds one and waits for another.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { FetchError, FetcherClosedError } from '#fetch/failure.js';
import type { FetchOutcome, InTurn, Seen, Unchanged } from '#fetch/fetcher.js';
import type { HostTurns } from '#queue/host-turns.js';
import { Postponed } from '#queue/queue.js';
import { type PoliteFetcher, waitOf } from './to-ingest-input.js';

export interface SiteFetcher extends PoliteFetcher {
  fetchIfChanged(
    address: string,
    seen?: Seen,
    unverifiedHost?: string,
    inTurn?: InTurn,
  ): Promise<FetchOutcome | Unchanged>;
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
  /** When its turn had come, for the first time where it was sent on. */
  readonly askedAt: string;
}

/** Throws `Postponed` when all is to stop. */
export async function askInTurn(asking: Asking, request: Request): Promise<Asked> {
  const { fetcher, now } = asking;
  const { address, seen, unverifiedHost } = request;
  let askedAt: string | undefined;
  const inTurn = toInTurn(asking, request, () => {
    askedAt ??= now();
  });
  try {
    const outcome = await fetcher.fetchIfChanged(address, seen, unverifiedHost, inTurn);
    return { outcome, askedAt: askedAt ?? now() };
  } catch (error) {
    throw error instanceof FetcherClosedError ? new Postponed(soon) : error;
  }
}

const toInTurn =
  ({ fetcher, turns, signal }: Asking, { job, pause }: Request, onTurn: () => void): InTurn =>
  async (host, ask) => {
    for (let left = await turns.take(host, job); left > 0; left = await turns.take(host, job))
      await sleep(left, signal);
    onTurn();
    let wished = 0;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof FetchError) wished = Math.min(waitOf(error.reason) ?? 0, standing);
      throw error;
    } finally {
      await turns.giveBack(host, job, Math.max(wished, pause, fetcher.pauseOf(host)));
    }
  };

async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(milliseconds, undefined, signal ? { signal } : {});
  } catch {
    throw new Postponed(soon);
  }
}
