/**
 * Changes on a server, one after the other, as those of a file are: each begins by waiting for a lock that all writers of
 * the database take, and so finds the store as if it were alone. What begins again when others were in its way would be
 * more fair to those who change different things; but imports meet in the same reports and pages of indexes, and the more
 * of them there are, the more of their work is for nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Tx } from './database.js';
import { lockFamily } from './server-claim.js';
import type { Tables } from './tables.js';

/** Codes of a transaction that somebody else's was in the way of. */
const beginAgain = new Set(['40001', '40P01']);
const mostTries = 30;

/** Of one process those that wait are not on the server, so they leave its connections to who reads. */
export class ServerChanges {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Kysely<Tables>) {}

  change<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const result = this.last.then(() => this.changeAlone(work));
    this.last = result.catch(() => undefined);
    return result;
  }

  private async changeAlone<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries++)
      try {
        return await this.changeOnce(work);
      } catch (error) {
        const { code } = error as { code?: string };
        if (tries === mostTries || !beginAgain.has(code ?? '')) throw error;
        await wait(Math.random() * Math.min(1000, 5 * 2 ** tries));
      }
  }

  /** Read committed: what stands in the store is looked at anew after the lock, and no more comes to it then. */
  private changeOnce<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (tx) => {
        await takeLock(tx);
        return work(tx);
      });
  }
}

/** Milliseconds: a writer that stands still between two statements, or whose machine is gone, holds up no other longer. */
const longestPause = 60_000;

async function takeLock(tx: Tx): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${String(longestPause)}, true),
    pg_advisory_xact_lock(${sql.lit(lockFamily)})`.execute(tx);
}
