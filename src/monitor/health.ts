/** Whether a worker can work: what it needs answers, it looks after itself, and nobody is ending it. */
import type { Queue } from '#queue/queue.js';
import type { Store } from '#store/store.js';
import { Probe } from './probe.js';

/** What a worker needs. */
export const parts = ['redis', 'store', 'documents'] as const;

export type Part = (typeof parts)[number];

export interface Condition {
  readonly status: 'ok' | 'starting' | 'stopping' | 'unwell';
  /** For a person; by part of what it needs, or of itself. */
  readonly reasons?: Readonly<Record<string, string>>;
}

export interface HealthOptions {
  readonly queue: Queue;
  readonly store: Store;
  /** Milliseconds, of a clock that is never set. */
  readonly clock: () => number;
}

/** A worker looks every two seconds; one that has not for so many milliseconds is stuck. */
const longestSilence = 60_000;

export class Health {
  private readonly probes: Readonly<Record<Part, Probe>>;
  private readonly clock: () => number;
  private lastLook: number;
  private hasLooked = false;
  private isStopping = false;

  constructor({ queue, store, clock }: HealthOptions) {
    this.probes = {
      redis: new Probe(() => queue.counts('ingest')),
      store: new Probe(() => store.expectReachable()),
      documents: new Probe(() => store.documents.expectReachable()),
    };
    this.clock = clock;
    this.lastLook = clock();
  }

  /** It has looked for work, and was answered. */
  noteLook(): void {
    this.hasLooked = true;
    this.lastLook = this.clock();
  }

  noteStop(): void {
    this.isStopping = true;
  }

  /** By part: why it does not answer. */
  async findFaults(): Promise<Readonly<Partial<Record<Part, string>>>> {
    const faults = await Promise.all(
      parts.map(async (part) => [part, await this.probes[part].findFault()] as const),
    );
    return Object.fromEntries(faults.filter(([, fault]) => fault !== undefined));
  }

  async read(): Promise<Condition> {
    if (this.isStopping) return { status: 'stopping' };
    const reasons: Record<string, string> = { ...(await this.findFaults()) };
    const silence = this.clock() - this.lastLook;
    if (silence > longestSilence)
      reasons['worker'] = `has not looked for work for ${Math.round(silence / 1000)} s`;
    return Object.keys(reasons).length > 0 ? { status: 'unwell', reasons } : { status: 'ok' };
  }

  /** Whether it takes jobs: well, and through its first look for work. */
  async readReadiness(): Promise<Condition> {
    const condition = await this.read();
    return condition.status === 'ok' && !this.hasLooked ? { status: 'starting' } : condition;
  }
}
