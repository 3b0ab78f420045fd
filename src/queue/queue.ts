/**
 * Work that waits for whoever has time for it: in this process, or on Redis for many machines. A job may be
 * handed out twice, when its worker died or lost touch; what handles it must not mind.
 */

import { createHash } from 'node:crypto';

/** What waits where. */
export const queueNames = ['ingest', 'link', 'crawl', 'export'] as const;

export type QueueName = (typeof queueNames)[number];

export interface Job {
  readonly queue: QueueName;
  /** Hexadecimal. As long as a job waits, is at work or has failed, another one of its id is not added. */
  readonly id: string;
  /** Ids, no bytes: JSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** From 1, the most urgent; those without go before all. */
  readonly priority?: number;
  /** Milliseconds. */
  readonly delay?: number;
}

/** Of what makes the job the one it is. */
export const toJobId = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface Attempt {
  /** Of the job. */
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** What fails now stays failed until a person has looked at it. */
  readonly isLast: boolean;
}

export type Handle = (payload: unknown, attempt: Attempt) => Promise<void>;

/** Thrown by a handler where it may go better later; whatever else it throws makes a dead letter at once. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  constructor(
    message: string,
    /** Milliseconds to wait at least; what is usual if not given. */
    readonly wait?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown by a handler whose turn has not come: this was no attempt. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  constructor(
    /** Milliseconds. */
    readonly wait: number,
  ) {
    super(`not before ${wait} ms`);
  }
}

export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  /** Wait for their time, the first or the next one. */
  readonly delayed: number;
  readonly failed: number;
}

/** A job that failed for good. */
export interface DeadLetter {
  readonly queue: QueueName;
  readonly id: string;
  readonly payload: unknown;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

export interface WorkOptions {
  /** Jobs at once. */
  readonly jobs: number;
}

export interface Worker {
  /** Takes no more; kept when what it has is done. */
  stop(): Promise<void>;
}

export interface Queue {
  add(jobs: readonly Job[]): Promise<void>;
  work(name: QueueName, handle: Handle, options: WorkOptions): Worker;
  counts(name: QueueName): Promise<QueueCounts>;
  /** The latest first. */
  listDead(name: QueueName, most: number): Promise<readonly DeadLetter[]>;
  /** Gives dead letters another chance; all of the queue where no ids are given. Tells how many. */
  replay(name: QueueName, ids?: readonly string[]): Promise<number>;
  /** Throws dead letters away. Tells how many. */
  drop(name: QueueName, ids?: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

export interface Retries {
  /** Of one job, the first among them. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly pause: number;
}

/** Some four minutes: long enough for a server that is started anew. */
export const defaultRetries: Retries = { attempts: 8, pause: 2000 };

/** Milliseconds before the attempt after `made` ones; somewhat at random, so that not all come back at once. */
export const pauseAfter = (
  made: number,
  { pause }: Retries,
  { wait = 0 }: { wait?: number | undefined },
): number => Math.max(wait, Math.round(pause * 2 ** (made - 1) * (0.75 + Math.random() / 2)));
