/** The queue of one process. What is left in it when the process ends, the store still knows of. */
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

interface Held {
  readonly job: Job;
  /** The order in which they came, among those of one priority. */
  readonly number: number;
  made: number;
}

interface Channel {
  readonly waiting: Held[];
  readonly delayed: Map<string, NodeJS.Timeout>;
  readonly active: Set<string>;
  readonly dead: Map<string, DeadLetter>;
  /** Ids of all that is in any of them. */
  readonly known: Set<string>;
  readonly workers: Set<MemoryWorker>;
}

const newChannel = (): Channel => ({
  waiting: [],
  delayed: new Map(),
  active: new Set(),
  dead: new Map(),
  known: new Set(),
  workers: new Set(),
});

export class MemoryQueue implements Queue {
  private readonly channels = new Map<QueueName, Channel>(queueNames.map((name) => [name, newChannel()]));
  private added = 0;
  private isClosed = false;

  constructor(private readonly retries: Retries = defaultRetries) {}

  async add(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const channel = this.channelOf(job.queue);
      if (channel.known.has(job.id)) continue;
      channel.known.add(job.id);
      this.hold(channel, { job, number: this.added++, made: 0 }, job.delay ?? 0);
    }
  }

  work(name: QueueName, handle: Handle, { jobs }: WorkOptions): Worker {
    const channel = this.channelOf(name);
    const worker = new MemoryWorker(jobs, (held) => this.run(channel, held, handle), channel);
    channel.workers.add(worker);
    worker.take();
    return worker;
  }

  async counts(name: QueueName): Promise<QueueCounts> {
    const { waiting, active, delayed, dead } = this.channelOf(name);
    return { waiting: waiting.length, active: active.size, delayed: delayed.size, failed: dead.size };
  }

  async listDead(name: QueueName, most: number): Promise<readonly DeadLetter[]> {
    return [...this.channelOf(name).dead.values()].reverse().slice(0, most);
  }

  async replay(name: QueueName, ids?: readonly string[]): Promise<number> {
    const taken = await this.take(name, ids);
    await this.add(
      taken.map(({ queue, id, payload }) => ({ queue, id, payload: payload as Job['payload'] })),
    );
    return taken.length;
  }

  async drop(name: QueueName, ids?: readonly string[]): Promise<number> {
    return (await this.take(name, ids)).length;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { delayed, workers } of this.channels.values()) {
      for (const timer of delayed.values()) clearTimeout(timer);
      await Promise.all([...workers].map((worker) => worker.stop()));
    }
  }

  private async take(name: QueueName, ids?: readonly string[]): Promise<DeadLetter[]> {
    const { dead, known } = this.channelOf(name);
    const taken = (ids ?? [...dead.keys()]).flatMap((id) => dead.get(id) ?? []);
    for (const { id } of taken) {
      dead.delete(id);
      known.delete(id);
    }
    return taken;
  }

  private channelOf(name: QueueName): Channel {
    return this.channels.get(name) as Channel;
  }

  private hold(channel: Channel, held: Held, delay: number): void {
    if (this.isClosed) return;
    if (delay === 0) {
      this.enqueue(channel, held);
      return;
    }
    const timer = setTimeout(() => {
      channel.delayed.delete(held.job.id);
      this.enqueue(channel, held);
    }, delay);
    channel.delayed.set(held.job.id, timer);
  }

  private enqueue({ waiting, workers }: Channel, held: Held): void {
    const isBefore = (other: Held): boolean =>
      rank(other) < rank(held) || (rank(other) === rank(held) && other.number < held.number);
    let index = waiting.length;
    while (index > 0 && !isBefore(waiting[index - 1] as Held)) index--;
    waiting.splice(index, 0, held);
    for (const worker of workers) worker.take();
  }

  private async run(channel: Channel, held: Held, handle: Handle): Promise<void> {
    const { id, payload } = held.job;
    channel.active.add(id);
    held.made++;
    const { attempts } = this.retries;
    try {
      await handle(payload, { id, number: held.made, isLast: held.made >= attempts });
      channel.known.delete(id);
    } catch (error) {
      if (error instanceof Postponed) {
        held.made--;
        this.hold(channel, held, error.wait);
      } else if (error instanceof TryLater && held.made < attempts)
        this.hold(channel, held, pauseAfter(held.made, this.retries, error));
      else channel.dead.set(id, toDeadLetter(held, error));
    } finally {
      channel.active.delete(id);
    }
  }
}

const rank = ({ job }: Held): number => job.priority ?? 0;

const toDeadLetter = ({ job, made }: Held, error: unknown): DeadLetter => ({
  ...{ queue: job.queue, id: job.id, payload: job.payload, attempts: made, failedAt: new Date() },
  reason: error instanceof Error ? error.message : String(error),
});

class MemoryWorker implements Worker {
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly jobs: number,
    private readonly run: (held: Held) => Promise<void>,
    private readonly channel: Channel,
  ) {}

  take(): void {
    while (!this.isStopped && this.running.size < this.jobs) {
      const held = this.channel.waiting.shift();
      if (!held) return;
      const running = this.run(held).finally(() => {
        this.running.delete(running);
        this.take();
      });
      this.running.add(running);
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.channel.workers.delete(this);
    await Promise.all(this.running);
  }
}
