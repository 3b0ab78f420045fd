/** Redis, Postgres and an object store, as workers need them. */
import { BucketServer } from './bucket.js';
import { PostgresServer } from './postgres.js';
import { RedisServer } from './redis.js';

export interface Servers {
  readonly redis: RedisServer;
  readonly postgres: PostgresServer;
  readonly bucket: BucketServer;
  stop(): Promise<void>;
}

/** This process may ask the object store from then on. */
export async function startServers(): Promise<Servers> {
  const [redis, postgres, bucket] = await Promise.all([
    RedisServer.start(),
    PostgresServer.start(),
    BucketServer.start(),
  ]);
  Object.assign(process.env, bucket.environment);
  return {
    ...{ redis, postgres, bucket },
    stop: async () => void (await Promise.all([redis.stop(), postgres.stop(), bucket.stop()])),
  };
}
