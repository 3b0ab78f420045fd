import type { BullQueues } from '#queue/bull-queue.js';
import { UsageError } from './usage-error.js';

/**
 * Milliseconds that a command waits for a Redis that does not answer, and a worker that was told to stop; one that was
 * not waits for as long as it takes.
 */
export const patience = 10_000;

/** The queue of `GOUJI_REDIS_URL`; throws a UsageError where there is none. */
export async function openQueue(redisUrl: string | undefined): Promise<BullQueues> {
  const url = expectRedis(redisUrl);
  const { BullQueues } = await import('#queue/bull-queue.js');
  return new BullQueues({ url });
}

/** For a command that is soon done. Throws a UsageError, or a QueueError when Redis goes away meanwhile. */
export const withQueue = <Result>(
  redisUrl: string | undefined,
  act: (queue: BullQueues) => Promise<Result>,
): Promise<Result> => withOpened(redisUrl, (queue) => queue.within(patience, () => act(queue)));

/** For what goes on: Redis has to answer when it begins. Throws a UsageError or a QueueError. */
export const withReachedQueue = <Result>(
  redisUrl: string | undefined,
  act: (queue: BullQueues) => Promise<Result>,
): Promise<Result> =>
  withOpened(redisUrl, async (queue) => {
    await queue.within(patience, async () => undefined);
    return act(queue);
  });

async function withOpened<Result>(
  redisUrl: string | undefined,
  act: (queue: BullQueues) => Promise<Result>,
): Promise<Result> {
  const queue = await openQueue(redisUrl);
  try {
    return await act(queue);
  } finally {
    await queue.close();
  }
}

export function expectRedis(redisUrl: string | undefined): string {
  if (!redisUrl) throw new UsageError('no queue: set GOUJI_REDIS_URL to redis://HOST:PORT');
  if (!/^rediss?:\/\/[^/]/.test(redisUrl) || !URL.canParse(redisUrl))
    throw new UsageError('GOUJI_REDIS_URL is not of the form redis://HOST:PORT');
  return redisUrl;
}
