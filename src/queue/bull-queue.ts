/**
 * The queue on Redis, for many machines. A job whose worker died is handed to another one when its lock has run
 * out. While Redis is away everybody waits for it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Job as BullJob,
  Queue as BullQueue,
  Worker as BullWorker,
  DelayedError,
  type JobsOptions,
  UnrecoverableError,
} from 'bullmq';
import { Redis } from 'ioredis';
import {
  type DeadLetter,
  defaultRetries,
  type Handle,
  type Job,
  Postponed,
  pauseAfter,
  type Queue,
  type QueueCounts,
  type QueueName,
  queueNames,
  type Retries,
  TryLater,
  type Worker,
  type WorkOptions,
} from './queue.js';
import { untilLost } from './until-lost.js';

/** How long a worker that shows no life keeps its job, in milliseconds. */
const lockDuration = 15_000;
/** How often a job may lose its worker before it is taken to be what killed it. */
const maxStalledCount = 3;

export interface BullSettings {
  /** `redis://host:port/0` */
  readonly url: string;
  readonly retries?: Retries;
  /** Before the names of all that is kept in Redis. */
  readonly prefix?: string;
}

export class BullQueues implements Queue {
  private readonly connection: Redis;
  private readonly queues = new Map<QueueName, BullQueue>();
  private readonly workers = new Set<Worker>();
  private readonly retries: Retries;

  constructor(private readonly settings: BullSettings) {
    this.retries = settings.retries ?? defaultRetries;
    this.connection = connect(settings.url);
    for (const name of queueNames) {
      const queue = new BullQueue(name, { connection: this.connection, prefix: this.prefix });
      // It would be written out else, as often as a connection is tried.
      queue.on('error', () => undefined);
      this.queues.set(name, queue);
    }
  }

  async add(jobs: readonly Job[]): Promise<void> {
    for (const name of queueNames) {
      const own = jobs.filter(({ queue }) => queue === name);
      if (own.length > 0) await this.queueOf(name).addBulk(own.map((job) => this.toBullJob(job)));
    }
  }

  work(name: QueueName, handle: Handle, { jobs }: WorkOptions): Worker {
    // A connection of its own: it is the one that waits for jobs.
    const connection = connect(this.settings.url);
    const handled = new Set<Promise<void>>();
    const run = (job: BullJob, token: string | undefined): Promise<void> => {
      const running = this.run(job, token, handle).finally(() => handled.delete(running));
      handled.add(running);
      return running;
    };
    const worker = new BullWorker(name, run, {
      ...{ connection, prefix: this.prefix, concurrency: jobs, lockDuration, maxStalledCount },
      stalledInterval: lockDuration / 2,
      settings: {
        backoffStrategy: (made, _type, error) =>
          pauseAfter(made, this.retries, { wait: error instanceof TryLater ? error.wait : 0 }),
      },
    });
    worker.on('error', () => undefined);
    const working: Worker = {
      stop: async () => {
        this.workers.delete(working);
        await untilClosed(worker, handled);
        connection.disconnect();
      },
    };
    this.workers.add(working);
    return working;
  }

  async counts(name: QueueName): Promise<QueueCounts> {
    const counts = await this.queueOf(name).getJobCounts(
      'wait',
      'prioritized',
      'active',
      'delayed',
      'failed',
    );
    const { wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { waiting: wait + prioritized, active, delayed, failed };
  }

  async listDead(name: QueueName, most: number): Promise<readonly DeadLetter[]> {
    const jobs = await this.queueOf(name).getFailed(0, most - 1);
    return jobs.map((job) => toDeadLetter(name, job));
  }

  replay(name: QueueName, ids?: readonly string[]): Promise<number> {
    return this.eachDead(name, ids, (job) => job.retry('failed', { resetAttemptsMade: true }));
  }

  drop(name: QueueName, ids?: readonly string[]): Promise<number> {
    return this.eachDead(name, ids, (job) => job.remove());
  }

  /** Does the work; throws a QueueError when Redis answers nothing for so many milliseconds meanwhile. */
  within<Result>(patience: number, work: () => Promise<Result>): Promise<Result> {
    return this.unlessLost(patience, (lost) => this.connection.ping().then(work, () => lost));
  }

  /** The same for what is to begin also while Redis is away. */
  async unlessLost<Result>(
    patience: number,
    work: (lost: Promise<never>) => Promise<Result>,
  ): Promise<Result> {
    const through = new AbortController();
    const lost = untilLost(this.connection, {
      ...{ place: placeOf(this.settings.url), patience, signal: through.signal },
    });
    try {
      return await Promise.race([work(lost), lost]);
    } finally {
      through.abort();
    }
  }

  /** The queues as their own package has them, for a board that shows them. */
  get shown(): readonly BullQueue[] {
    return [...this.queues.values()];
  }

  async close(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    // Closing waits for what never was connected; that is not to be waited for.
    if (this.connection.status !== 'ready') this.connection.disconnect();
    for (const queue of this.queues.values()) await queue.close().catch(() => undefined);
    this.connection.disconnect();
  }

  private get prefix(): string {
    return this.settings.prefix ?? 'gouji';
  }

  private queueOf(name: QueueName): BullQueue {
    return this.queues.get(name) as BullQueue;
  }

  private toBullJob({ queue, id, payload, priority, delay }: Job): {
    name: string;
    data: object;
    opts: JobsOptions;
  } {
    return {
      name: queue,
      data: payload,
      opts: {
        ...{ jobId: `job-${id}`, removeOnComplete: true, attempts: this.retries.attempts },
        ...{ backoff: { type: 'custom' } },
        ...(priority === undefined ? {} : { priority }),
        ...(delay === undefined ? {} : { delay }),
      },
    };
  }

  private async run(job: BullJob, token: string | undefined, handle: Handle): Promise<void> {
    const number = job.attemptsMade + 1;
    const attempt = { id: idOf(job), number, isLast: number >= this.retries.attempts };
    try {
      await handle(job.data, attempt);
    } catch (error) {
      if (error instanceof Postponed) {
        await job.moveToDelayed(Date.now() + error.wait, token);
        throw new DelayedError();
      }
      if (error instanceof TryLater) throw error;
      throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
    }
  }

  private async eachDead(
    name: QueueName,
    ids: readonly string[] | undefined,
    act: (job: BullJob) => Promise<unknown>,
  ): Promise<number> {
    const queue = this.queueOf(name);
    let count = 0;
    const failed = ids
      ? (await Promise.all(ids.map((id) => queue.getJob(`job-${id}`)))).filter((job) => job !== undefined)
      : await queue.getFailed();
    for (const job of failed) {
      if (!(await job.isFailed())) continue;
      await act(job);
      count++;
    }
    return count;
  }
}

/** For how long Redis is told of what is done, in milliseconds. */
const tellingTime = 5000;

/**
 * What is being handled takes its time. To tell Redis of it takes none, but where Redis was killed meanwhile, closing may
 * wait for ever: then the job is left to whoever takes it when its lock has run out, and finds it done.
 */
async function untilClosed(worker: BullWorker, handled: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = worker.close().then(
    () => true,
    () => true,
  );
  for (;;) {
    await Promise.race([closed, Promise.allSettled(handled)]);
    if (await Promise.race([closed, wait(tellingTime, false, { ref: false })])) return;
    if (handled.size === 0) return;
  }
}

const connect = (url: string): Redis => {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  // It tries again by itself, for ever.
  connection.on('error', () => undefined);
  return connection;
};

/** Without the password. */
function placeOf(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const idOf = (job: BullJob): string => (job.id ?? '').replace('job-', '');

const toDeadLetter = (queue: QueueName, job: BullJob): DeadLetter => ({
  ...{ queue, id: idOf(job), payload: job.data, attempts: job.attemptsMade },
  ...{ reason: job.failedReason ?? '', failedAt: new Date(job.finishedOn ?? 0) },
});
