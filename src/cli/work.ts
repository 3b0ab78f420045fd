/** `gouji work`: takes what waits in the queue until it is told to stop. */
import { availableParallelism } from 'node:os';
import pino from 'pino';
import type { Settings } from '#config/settings.js';
import type { Ending } from '#jobs/intake.js';
import { workQueue } from '#jobs/work-queue.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { RedisTurns } from '#queue/redis-turns.js';
import { endingToLine } from './ingest-log.js';
import { type FetcherSettings, openFetcher } from './open-fetcher.js';
import { expectRedis, openQueue } from './open-queue.js';
import { openStore } from './open-store.js';

export interface WorkCommand extends Settings, FetcherSettings {
  /** Documents at a time. */
  readonly jobs?: number | undefined;
}

/** Comes back when it was told to stop and what it had is done. Throws a StoreError or a UsageError. */
export async function runWork(command: WorkCommand): Promise<void> {
  const { language, jobs = availableParallelism() } = command;
  const queue = await openQueue(command.redisUrl);
  const turns = new RedisTurns(expectRedis(command.redisUrl));
  const [store, fetcher] = [await openStore(command), await openFetcher(command)];
  const log = pino({ timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 1, sync: true }));
  const worker = workQueue({
    ...{ store, queue, turns, fetcher, jobs, language },
    now: () => new Date().toISOString(),
    fingerprints: readFingerprints(),
    limits: defaultProcessLimits,
    onEnd: (ending: Ending, importId) => log.info({ import: importId, ...endingToLine(ending) }),
    onImportEnd: (importId) => log.info({ import: importId, event: 'import-ended' }),
    onError: (error) => log.error({ event: 'housekeeping', error: String(error) }),
  });
  log.info({ event: 'ready', jobs });
  await untilToldToStop();
  log.info({ event: 'stopping' });
  await worker.stop();
  fetcher.close();
  turns.close();
  await queue.close();
  await store.close();
  log.info({ event: 'stopped' });
}

/** A second time ends the process: what it had is given to another worker. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(130));
      });
    }
  });
}
