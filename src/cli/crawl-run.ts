/** `gouji crawl run`: crawls in this process, or leaves it to workers where there is a queue for them. */
import { availableParallelism } from 'node:os';
import type { Settings } from '#config/settings.js';
import { clockAt, startDueSites } from '#jobs/crawl-schedule.js';
import { handleCrawl, runToJob, sitesAtOnce } from '#jobs/crawl-site.js';
import { Intake } from '#jobs/intake.js';
import { linkEnded } from '#jobs/link-reports.js';
import { engineVersion } from '#pipeline/version.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import type { Queue } from '#queue/queue.js';
import { listSites, type Run, startRun } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { expectSite } from './crawl.js';
import { responseToLine } from './crawl-log.js';
import { type FetcherSettings, openFetcher } from './open-fetcher.js';
import { withQueue } from './open-queue.js';
import { withStore } from './open-store.js';
import { openStandardLog } from './standard-log.js';
import { untilToldToStop } from './until-told-to-stop.js';
import { UsageError } from './usage-error.js';

export interface CrawlCommand extends Settings, FetcherSettings {
  /** All that are not paused if not given. */
  readonly site?: string | undefined;
  /** Go on by schedule, until told to stop. */
  readonly watch: boolean;
}

export interface CrawlOutcome {
  readonly isBrokenOff: boolean;
  /** How many runs did not come to their end undisturbed. */
  readonly disturbed: number;
}

/** Milliseconds between two looks at what is due, or done. */
const often = 1000;

/** Throws a StoreError, a QueueError or a UsageError. */
export async function runCrawl(command: CrawlCommand, print: (text: string) => void): Promise<CrawlOutcome> {
  const { site, watch, redisUrl } = command;
  if (watch && site) throw new UsageError('--watch is for all sites');
  if (watch && redisUrl) throw new UsageError('workers look at the schedules: gouji work');
  return withStore(command, {}, (store) =>
    redisUrl
      ? withQueue(redisUrl, (queue) => leaveRuns(store, queue, site, print))
      : crawlHere(store, command),
  );
}

async function leaveRuns(
  store: Store,
  queue: Queue,
  site: string | undefined,
  print: (text: string) => void,
): Promise<CrawlOutcome> {
  const runs = await beginRuns(store, site);
  await queue.add(runs.map(runToJob));
  print(`${runs.length} left to workers`);
  return { isBrokenOff: false, disturbed: 0 };
}

async function crawlHere(store: Store, command: CrawlCommand): Promise<CrawlOutcome> {
  const jobs = availableParallelism();
  const log = openStandardLog();
  const [fetcher, queue, stopping] = [await openFetcher(command), new MemoryQueue(), new AbortController()];
  const now = (): string => new Date().toISOString();
  const limits = defaultProcessLimits;
  const { language } = command;
  const intake = new Intake({ store, now, jobs, limits, language, fingerprints: readFingerprints() });
  let disturbed = 0;
  const handle = handleCrawl({
    ...{ store, intake, fetcher, now, turns: new MemoryTurns(), signal: stopping.signal },
    claim: (name) => store.claim(name),
    onResponse: (site, answer) => log.info(responseToLine(site, answer)),
    onRunEnd({ address }, remark) {
      if (remark.end !== 'through') disturbed++;
      log.info({ site: address, event: 'run-ended', ...remark });
    },
  });
  const link = () => linkEnded({ store, language, now, signal: stopping.signal });
  const worker = queue.work('crawl', handle, { jobs: sitesAtOnce });
  const stopped = untilToldToStop().then(() => stopping.abort());
  try {
    const onError = (error: unknown): void => log.error({ event: 'housekeeping', error: String(error) });
    if (command.watch) await watch({ store, queue, link, onError }, stopping.signal);
    else {
      await queue.add((await beginRuns(store, command.site)).map(runToJob));
      await Promise.race([untilIdle(queue, stopping.signal), stopped]);
      await link();
    }
    const { failed } = await queue.counts('crawl');
    return { isBrokenOff: stopping.signal.aborted && !command.watch, disturbed: disturbed + failed };
  } finally {
    stopping.abort();
    await worker.stop();
    await intake.close();
    fetcher.close();
    await queue.close();
  }
}

async function beginRuns(store: Store, given: string | undefined): Promise<Run[]> {
  const clock = clockAt(new Date(), engineVersion);
  const sites = given ? [await expectSite(store, given)] : await listSites(store);
  const chosen = sites.filter(({ is_paused }) => given !== undefined || is_paused === 0);
  const runs: Run[] = [];
  for (const { id } of chosen) {
    const run = await startRun(store, id, clock);
    if (run) runs.push(run);
  }
  return runs;
}

async function untilIdle(queue: Queue, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { waiting, active, delayed } = await queue.counts('crawl');
    if (waiting + active + delayed === 0 || signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, often));
  }
}

interface Watching {
  readonly store: Store;
  readonly queue: Queue;
  readonly link: () => Promise<unknown>;
  /** Of one look: the next one may go better. */
  readonly onError: (error: unknown) => void;
}

async function watch({ store, queue, link, onError }: Watching, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await startDueSites(store, queue, clockAt(new Date(), engineVersion));
      await link();
    } catch (error) {
      onError(error);
    }
    await new Promise((resolve) => setTimeout(resolve, often));
  }
}
