/** What the two kinds of database do each in its own way. */
import type { Kysely, Transaction } from 'kysely';
import type { MakeClaim } from './claim.js';
import type { Tables } from './tables.js';

export type Tx = Transaction<Tables>;

/** The store as it was at one moment. */
export type Snapshot = Transaction<Tables>;

export interface Database {
  readonly db: Kysely<Tables>;
  /** For messages: the file, or server and database. */
  readonly name: string;
  /** One transaction, as if no other ran beside it; none may be made in another. */
  change<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** All that is read in it is of one moment, whatever is stored meanwhile. */
  read<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result>;
  readonly claim: MakeClaim;
}
