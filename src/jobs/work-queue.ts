/**
 * A worker: takes what waits in the queue for as long as it is let, and keeps house. What waits in the store and
 * has no job any more gets one again; imports of which nothing waits are ended, and their reports compared; sites that
 * are due are crawled. Every worker does this, whatever queues it takes from.
 */
import type { Queue, QueueName, Worker } from '#queue/queue.js';
import type { Store } from '#store/store.js';
import { clockAt, startDueSites } from './crawl-schedule.js';
import { handleCrawl, sitesAtOnce } from './crawl-site.js';
import { type ExportWorkOptions, handleExport } from './export-work.js';
import { handleIngest, type IngestWorkOptions, workToJob } from './ingest-work.js';
import { Intake, type IntakeOptions } from './intake.js';
import { handleLink, type LinkWorkOptions, startLinks } from './link-work.js';
import { makeRounds } from './rounds.js';
import type { SiteRunOptions } from './site-run.js';

export interface WorkQueueOptions
  extends IntakeOptions,
    Pick<IngestWorkOptions, 'turns' | 'onEnd'>,
    Pick<SiteRunOptions, 'onResponse' | 'onRunEnd'>,
    Omit<ExportWorkOptions, 'store'> {
  readonly fetcher: SiteRunOptions['fetcher'];
  readonly queue: Queue;
  readonly engineVersion: string;
  /** Those that it takes from. */
  readonly queues: readonly QueueName[];
  readonly onImportEnd: (importId: number) => void;
  readonly onLinked: LinkWorkOptions['onLinked'];
  /** Told whenever the house was kept: queue and store have answered. */
  readonly onLook?: () => void;
  /** Of keeping house: it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between two looks at what is left to do. */
const often = 2000;
/** Where fewer jobs wait, more are looked for in the store. */
const few = 1000;
const slice = 2000;
/** Jobs that wait to be stored, or for a server, hold up no child process. */
const waitingJobs = 16;

export interface QueueWorker extends Worker {
  /** Ends what `stop` waits for: what has its result by then is stored, and the queue is told nothing. */
  leave(): Promise<void>;
}

export function workQueue(options: WorkQueueOptions): QueueWorker {
  const intake = new Intake(options);
  const { queue, jobs, queues } = options;
  const stopping = new AbortController();
  const given = { ...options, intake, signal: stopping.signal };
  const kinds: Readonly<Record<QueueName, () => Worker>> = {
    ingest: () => queue.work('ingest', handleIngest(given), { jobs: 2 * jobs + waitingJobs }),
    crawl: () => queue.work('crawl', handleCrawl(given), { jobs: sitesAtOnce }),
    link: () => queue.work('link', handleLink(given), { jobs: 1 }),
    export: () => queue.work('export', handleExport(given), { jobs: 1 }),
  };
  const workers = queues.map((name) => kinds[name]());
  const house = keepHouse(options);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
      await house.stop();
      await intake.close();
    },
    leave: () => intake.close(),
  };
}

function keepHouse(options: WorkQueueOptions): Worker {
  const { store, queue, now, engineVersion, onImportEnd, onLook, onError } = options;
  const feeder = new Feeder(store, queue);
  let isStopped = false;
  const look = async (): Promise<void> => {
    try {
      await feeder.feed();
      for (const id of await store.endImports(now())) onImportEnd(id);
      await startLinks(store, queue);
      if (!isStopped) await startDueSites(store, queue, clockAt(new Date(now()), engineVersion));
      onLook?.();
    } catch (error) {
      onError(error);
    }
  };
  const rounds = makeRounds(look, often);
  return {
    async stop() {
      isStopped = true;
      await rounds.stop();
      await look();
    },
  };
}

/** Goes through what waits in the store again and again; what has its job already gets no second one. */
class Feeder {
  private last = 0;

  constructor(
    private readonly store: Store,
    private readonly queue: Queue,
  ) {}

  async feed(): Promise<void> {
    // Those that wait for their host hold nobody else up.
    const { waiting } = await this.queue.counts('ingest');
    if (waiting >= few) return;
    const works = await this.store.listWork(this.last, slice);
    this.last = works.length < slice ? 0 : (works.at(-1)?.id ?? 0);
    await this.queue.add(works.map(workToJob));
  }
}
