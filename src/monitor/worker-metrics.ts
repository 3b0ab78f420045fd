/**
 * What a worker has done since it was started, for Prometheus: names after its conventions (base units, `_total`
 * on what only grows), labels with few values each, nothing of a report's text. What waits in the queue is the same
 * whichever worker tells it: take the highest over workers, not the sum.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FetchFailure } from '#fetch/failure.js';
import type { SiteFetcher } from '#jobs/ask-in-turn.js';
import type { Ending } from '#jobs/intake.js';
import type { ChildEnd, ChildWatch } from '#processes/child-pool.js';
import { residentBytes } from '#processes/resident-bytes.js';
import { type Queue, queueNames } from '#queue/queue.js';
import { type Health, parts } from './health.js';

/** Seconds: from one small page to the limit of a document. */
const documentSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Seconds: from one document on a fast disk to a server under load. */
const transactionSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class WorkerMetrics implements ChildWatch {
  private readonly registry = new Registry();
  private readonly children = new Set<number>();

  private readonly documents = this.counter('gouji_documents_total', 'Inputs taken, by how they ended', [
    'outcome',
  ]);
  private readonly failures = this.counter(
    'gouji_document_failures_total',
    'Inputs that gave no record, by the code of the failure',
    ['code'],
  );
  private readonly seconds = this.histogram(
    'gouji_document_seconds',
    'Time a document took to become a result, the waiting for a child process with it',
    { labels: ['format'], buckets: documentSeconds },
  );
  private readonly figures = this.counter('gouji_figures_total', 'Figures in the records made', []);
  private readonly anomalies = this.counter(
    'gouji_anomalies_total',
    'Anomalies in the records made, by severity',
    ['severity'],
  );
  private readonly started = this.counter('gouji_children_started_total', 'Child processes started', []);
  private readonly ended = this.counter(
    'gouji_children_ended_total',
    'Child processes that ended, by why: killed at a limit, broken by their document, or no longer needed',
    ['reason'],
  );
  private readonly transactions = this.histogram(
    'gouji_store_transaction_seconds',
    'Time a transaction of the store took, by whether it was stored',
    { labels: ['outcome'], buckets: transactionSeconds },
  );
  private readonly fetches = this.counter('gouji_fetches_total', 'Addresses asked for, by what came of it', [
    'outcome',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      ...{ name: 'gouji_children', help: 'Child processes now', registers: [this.registry] },
      collect: this.setTo(() => this.children.size),
    });
    new Gauge({
      ...{ name: 'gouji_children_resident_bytes', help: 'Resident memory of the child processes together' },
      registers: [this.registry],
      collect: this.setTo(() => [...this.children].reduce((sum, pid) => sum + residentBytes(pid), 0)),
    });
    for (const reason of ends) this.ended.inc({ reason }, 0);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  toText(): Promise<string> {
    return this.registry.metrics();
  }

  countEnding({ outcome, code, reply, milliseconds }: Ending): void {
    this.documents.inc({ outcome });
    if (code !== undefined && (outcome === 'failed' || outcome === 'unread')) this.failures.inc({ code });
    if (!reply) return;
    this.seconds.observe({ format: reply.rows.format ?? 'unknown' }, (milliseconds ?? 0) / 1000);
    this.figures.inc(reply.figures);
    for (const [severity, count] of Object.entries(reply.anomalies)) this.anomalies.inc({ severity }, count);
  }

  countChange(milliseconds: number, isStored: boolean): void {
    this.transactions.observe({ outcome: isStored ? 'stored' : 'failed' }, milliseconds / 1000);
  }

  onStart(pid: number): void {
    this.children.add(pid);
    this.started.inc();
  }

  onEnd(pid: number, end: ChildEnd): void {
    this.children.delete(pid);
    this.ended.inc({ reason: end });
  }

  /** The same fetcher, with its answers counted. */
  countFetches(fetcher: SiteFetcher): SiteFetcher {
    const count = <Outcome extends object>(outcome: Outcome): Outcome => {
      this.fetches.inc({ outcome: toLabel(outcome) });
      return outcome;
    };
    return {
      pauseOf: (host) => fetcher.pauseOf(host),
      fetchDocument: async (address) => count(await fetcher.fetchDocument(address)),
      fetchIfChanged: async (...asked) => count(await fetcher.fetchIfChanged(...asked)),
    };
  }

  /** What answers; and what waits in the queue, where that does. */
  watch(health: Health, queue: Queue): void {
    new Gauge({
      ...{ name: 'gouji_reachable', help: '1 where what a worker needs answers, 0 where it does not' },
      ...{ labelNames: ['part'], registers: [this.registry] },
      async collect() {
        const faults = await health.findFaults();
        for (const part of parts) this.set({ part }, part in faults ? 0 : 1);
      },
    });
    new Gauge({
      ...{ name: 'gouji_queue_jobs', help: 'Jobs in the queue, by state' },
      ...{ labelNames: ['queue', 'state'], registers: [this.registry] },
      async collect() {
        const { redis } = await health.findFaults();
        this.reset();
        if (redis === undefined) await countJobs(queue, this);
      },
    });
  }

  private counter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    { labels, buckets }: { readonly labels: readonly Label[]; readonly buckets: readonly number[] },
  ): Histogram<Label> {
    return new Histogram({
      ...{ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] },
    });
  }

  private setTo(read: () => number): (this: Gauge) => void {
    return function collect() {
      this.set(read());
    };
  }
}

/** Told from the beginning, so that the first of a kind is seen as a rise. */
const ends = ['timeout', 'out-of-memory', 'corrupt', 'retired'] as const satisfies readonly ChildEnd[];

async function countJobs(queue: Queue, jobs: Gauge<'queue' | 'state'>): Promise<void> {
  for (const name of queueNames)
    for (const [state, count] of Object.entries(await queue.counts(name)))
      jobs.set({ queue: name, state }, count);
}

function toLabel(outcome: { readonly failure?: FetchFailure; readonly unchanged?: unknown }): string {
  if (outcome.failure) return outcome.failure.code;
  return outcome.unchanged ? 'unchanged' : 'fetched';
}
