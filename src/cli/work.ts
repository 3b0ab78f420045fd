/** `gouji work`: takes what waits in the queue until it is told to stop. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '#config/settings.js';
import type { Ending } from '#jobs/intake.js';
import { workQueue } from '#jobs/work-queue.js';
import { Health } from '#monitor/health.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import type { OpenServer } from '#monitor/open-server.js';
import { WorkerMetrics } from '#monitor/worker-metrics.js';
import { openWorkerServer } from '#monitor/worker-server.js';
import { engineVersion } from '#pipeline/version.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { BullQueues } from '#queue/bull-queue.js';
import { type QueueName, queueNames, type Worker } from '#queue/queue.js';
import { QueueError } from '#queue/queue-error.js';
import { RedisTurns } from '#queue/redis-turns.js';
import { responseToLine } from './crawl-log.js';
import { endingToLine } from './ingest-log.js';
import { type FetcherSettings, openFetcher } from './open-fetcher.js';
import { expectRedis, openQueue, patience } from './open-queue.js';
import { openStore } from './open-store.js';
import { openStandardLog } from './standard-log.js';
import { untilToldToStop } from './until-told-to-stop.js';

export interface WorkCommand extends Settings, FetcherSettings {
  /** Those that it takes from; all if not given. */
  readonly queues?: readonly QueueName[] | undefined;
  /** Documents at a time. */
  readonly jobs?: number | undefined;
  /** Where it says how it is. */
  readonly listen?: ListenAddress | undefined;
  /** Under which it may be asked there. */
  readonly names?: readonly string[] | undefined;
}

/** Comes back when it was told to stop and what it had is done. Throws what the world did to it, or a UsageError. */
export async function runWork(command: WorkCommand): Promise<void> {
  const { language, jobs = availableParallelism(), queues = queueNames } = command;
  const queue = await openQueue(command.redisUrl);
  const turns = new RedisTurns(expectRedis(command.redisUrl));
  const metrics = new WorkerMetrics();
  const store = await openStore(command, { onChange: (...change) => metrics.countChange(...change) });
  const fetcher = await openFetcher(command);
  const health = new Health({ queue, store, clock: () => performance.now() });
  metrics.watch(health, queue);
  const server = await openServer(command, { health, metrics });
  const log = openStandardLog();
  const worker = workQueue({
    ...{ store, queue, queues, turns, jobs, language, children: metrics },
    exportsFolder: join(command.dataFolder, 'exports'),
    fetcher: metrics.countFetches(fetcher),
    now: () => new Date().toISOString(),
    fingerprints: readFingerprints(),
    limits: defaultProcessLimits,
    onEnd(ending: Ending, importId) {
      metrics.countEnding(ending);
      log.info({ import: importId, ...endingToLine(ending) });
    },
    ...{ engineVersion, onResponse: (site, answer) => log.info(responseToLine(site, answer)) },
    onRunEnd: (site, remark) => log.info({ site: site.address, event: 'run-ended', ...remark }),
    onImportEnd: (importId) => log.info({ import: importId, event: 'import-ended' }),
    onLinked: (importId, counts) => log.info({ import: importId, event: 'linked', ...counts }),
    onExported: (folder, { files }) =>
      log.info({ event: 'exported', folder, files: files.map(({ name, rows }) => ({ name, rows })) }),
    onLook: () => health.noteLook(),
    onError: (error) => log.error({ event: 'housekeeping', error: String(error) }),
  });
  log.info({ event: 'ready', queues, jobs, listens: server?.url });
  await untilToldToStop();
  health.noteStop();
  log.info({ event: 'stopping' });
  const isLost = !(await hasStopped(queue, worker));
  if (isLost) await worker.leave();
  server?.close();
  fetcher.close();
  turns.close();
  if (!isLost) await queue.close();
  await store.close();
  log.info({ event: 'stopped', ...(isLost ? { missing: 'redis' } : {}) });
  // What has asked Redis something waits for an answer, for ever.
  if (isLost) process.exit();
}

/** Not while Redis is away: who is at work would wait until it is told that the work is done. */
async function hasStopped(queue: BullQueues, worker: Worker): Promise<boolean> {
  try {
    await queue.unlessLost(patience, () => worker.stop());
    return true;
  } catch (error) {
    if (error instanceof QueueError) return false;
    throw error;
  }
}

async function openServer(
  { listen, names = [] }: WorkCommand,
  told: { readonly health: Health; readonly metrics: WorkerMetrics },
): Promise<OpenServer | undefined> {
  return listen && openWorkerServer({ ...listen, ...told, names });
}
