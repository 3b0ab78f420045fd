/**
 * A connection to a server that is waited for so long and no longer. One that did not answer in time is thrown away: what
 * it may still answer is nobody's.
 */
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import type Cursor from 'pg-cursor';
import { StoreError } from './store-error.js';

/** In milliseconds. */
export interface Patience {
  readonly statement: number;
  /** Between two rows of what is read as a stream: before the first, all of it may be sorted. */
  readonly rows: number;
}

export class ServerClient implements PostgresPoolClient {
  private fault: StoreError | undefined;

  constructor(
    private readonly client: pg.PoolClient,
    /** For messages. */
    private readonly name: string,
    private readonly patience: Patience,
  ) {}

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') return this.stream(asked);
    const ask = () => this.client.query(asked, [...parameters]) as Promise<unknown>;
    return this.within(this.patience.statement, ask as () => Promise<PostgresQueryResult<R>>);
  }

  release(): void {
    this.client.release(this.fault);
  }

  private stream<R>(asked: PostgresCursor<R>): PostgresCursor<R> {
    // It is made by the class that Kysely was given for it.
    const cursor = this.client.query(asked as unknown as Cursor<R>);
    const { rows, statement } = this.patience;
    return {
      read: (count) => this.within(rows, () => cursor.read(count)),
      close: () => this.within(statement, () => cursor.close()),
    };
  }

  private async within<Result>(milliseconds: number, ask: () => Promise<Result>): Promise<Result> {
    if (this.fault) throw this.fault;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.giveUp()), milliseconds);
    });
    try {
      return await Promise.race([ask().catch(toCoded), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  private giveUp(): StoreError {
    this.fault = new StoreError('not-reachable', this.name);
    return this.fault;
  }
}

/** What is wrong with a query the server says, with a code; all else is said by the driver of the connection. */
function toCoded(error: NodeJS.ErrnoException): never {
  error.code ??= 'ECONNRESET';
  throw error;
}
