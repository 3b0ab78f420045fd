/** What the world did to the queue. What was left to workers is in the store all the same. */
const advice = {
  'not-reachable': 'Redis does not answer: look at it, or at GOUJI_REDIS_URL, and run the same command again',
  'not-allowed': 'Redis does not let this user in: look at the name and the password in GOUJI_REDIS_URL',
} as const;

export type QueueErrorCode = keyof typeof advice;

export class QueueError extends Error {
  override readonly name = 'QueueError';
  constructor(
    readonly code: QueueErrorCode,
    /** Without the password. */
    readonly place: string,
    options?: ErrorOptions,
  ) {
    super(`${place}: ${advice[code]}`, options);
  }
}
