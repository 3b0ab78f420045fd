import type { Worker } from '#queue/queue.js';

/**
 * Looks again and again, so many milliseconds apart. While one look lasts no other begins, and none is made up for later:
 * where a server is away for an hour, one look waits for it. `stop` waits for the look that lasts.
 */
export function makeRounds(look: () => Promise<void>, often: number): Worker {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look().finally(() => {
      running = undefined;
    });
  }, often);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
