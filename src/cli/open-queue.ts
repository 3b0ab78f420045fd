import type { Queue } from '#queue/queue.js';
import { UsageError } from './usage-error.js';

/** The queue of `GOUJI_REDIS_URL`; throws a UsageError where there is none. */
export async function openQueue(redisUrl: string | undefined): Promise<Queue> {
  const url = expectRedis(redisUrl);
  const { BullQueues } = await import('#queue/bull-queue.js');
  return new BullQueues({ url });
}

export function expectRedis(redisUrl: string | undefined): string {
  if (!redisUrl) throw new UsageError('no queue: set GOUJI_REDIS_URL to redis://HOST:PORT');
  return redisUrl;
}
