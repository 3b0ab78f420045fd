/** How those notice that Redis is away who do not wait for it for ever. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { QueueError } from './queue-error.js';

/** Milliseconds between an answer and the next question. */
const often = 1000;

/** The first word of an error is its code: https://redis.io/docs/latest/develop/reference/protocol-spec */
const refusals = /^(Ready check failed: )?(NOAUTH|WRONGPASS|NOPERM)\b/;

/** Throws a QueueError when no question was answered for so many milliseconds; ends with the signal. */
export async function untilLost(
  connection: Redis,
  { place, patience, signal }: { place: string; patience: number; signal: AbortSignal },
): Promise<never> {
  for (;;) {
    const silence = wait(patience, false, { signal });
    const answer = connection.ping().then(
      () => true,
      (error: Error) => {
        if (refusals.test(error.message)) throw new QueueError('not-allowed', place, { cause: error });
        return silence;
      },
    );
    if (!(await Promise.race([answer, silence]))) throw new QueueError('not-reachable', place);
    await wait(often, undefined, { signal });
  }
}
