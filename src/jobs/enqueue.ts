/**
 * An import that leaves its work to others: what is stored already is noted here, bytes that are at hand are put
 * where all can have them, and the rest waits in the store, and in the queue, for workers.
 */
import type { Queue } from '#queue/queue.js';
import type { Work } from '#store/pending-work.js';
import { type IngestCounts, newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import { workToJob } from './ingest-work.js';
import { type Ending, Intake, type IntakeOptions, type Step, type Task } from './intake.js';
import { inputToLeft } from './left-work.js';
import { OpenWork } from './open-work.js';
import { untilAborted } from './until-aborted.js';

export interface EnqueueOptions extends IntakeOptions {
  readonly importId: number;
  readonly queue: Queue;
  /** That the import was started with. */
  readonly priority?: number | undefined;
  /** Told of every input that is stored, or left. */
  readonly onEnd: (ending: Ending, counts: IngestCounts) => void;
  readonly signal?: AbortSignal;
}

/** So many wait in one transaction, and go to the queue together. */
const slice = 500;
/** Past so many the queue is left alone: workers find what waits in the store. */
const mostQueued = 100_000;

/** So many are opened and hashed at a time, for each document that is taken at a time; more may wait to be stored. */
const ahead = 2;

/** Throws a StoreError. */
export async function enqueue(
  inputs: AsyncIterable<IngestInput | IngestFailure>,
  options: EnqueueOptions,
): Promise<IngestCounts> {
  const enqueuing = new Enqueuing(options);
  try {
    await enqueuing.takeAll(inputs);
  } finally {
    await enqueuing.close();
  }
  return enqueuing.counts;
}

class Enqueuing {
  readonly counts = newCounts();
  private readonly intake: Intake;
  private readonly open: OpenWork;
  private works: Work[] = [];
  private flushing: Promise<void> = Promise.resolve();
  /** The highest number of what was left so far: a row that is only noted comes behind it. */
  private lastLeft = 0;

  constructor(private readonly options: EnqueueOptions) {
    this.intake = new Intake(options);
    this.open = new OpenWork(options.jobs * ahead, options.signal);
  }

  /** Several at once, of one location one after the other. */
  async takeAll(inputs: AsyncIterable<IngestInput | IngestFailure>): Promise<void> {
    for await (const input of untilAborted(inputs, this.open.over)) {
      await this.open.untilEnded(input.location);
      await this.open.start(input.location, (toStore) => this.take(input, toStore));
    }
    await this.open.end();
    await this.flush();
  }

  close(): Promise<void> {
    return this.intake.close();
  }

  private async take(input: IngestInput | IngestFailure, toStore: () => void): Promise<void> {
    if (!('open' in input)) return this.noteUnread(input, toStore);
    const step = await this.intake.findStep(input);
    if (step.kind === 'unchanged' || step.kind === 'note') await this.note(step, input, toStore);
    else if (step.kind === 'held') await this.leave(step.input, inputToLeft(step.input, step.found));
    else if (step.input.host !== undefined) await this.leave(step.input, inputToLeft(step.input));
    else await this.takeAtHand(step.input, toStore);
  }

  /** One slice after the other, so that numbers rise as the rows of a location come. */
  private flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.leaveSlice());
    return this.flushing;
  }

  private async leaveSlice(): Promise<void> {
    const { store, importId, queue, priority = null } = this.options;
    const works = this.works.splice(0);
    if (works.length === 0) return;
    const ids = await store.addWork(importId, works);
    this.lastLeft = ids.at(-1) ?? this.lastLeft;
    const { waiting, delayed } = await queue.counts('ingest');
    if (waiting + delayed < mostQueued) await queue.add(ids.map((id) => workToJob({ id, priority })));
    for (const { location } of works) this.end({ outcome: 'left', location });
  }

  private async takeAtHand(input: IngestInput, toStore: () => void): Promise<void> {
    const found = await this.intake.hold(input);
    if ('code' in found) return this.noteUnread(found, toStore);
    const known = await this.intake.findKnown(found);
    if (known) await this.note({ kind: 'note', found, known }, input, toStore);
    else await this.leave(input, inputToLeft({ ...input, charset: found.source.charset }, found));
  }

  private async note(step: Step, { location }: IngestInput, toStore: () => void): Promise<void> {
    const isLeft = this.works.some((work) => work.location === location);
    await (isLeft ? this.flush() : this.flushing);
    this.end(await this.intake.take(step, this.taskOf(toStore)));
  }

  private async noteUnread(failure: IngestFailure, toStore: () => void): Promise<void> {
    this.end(await this.intake.noteUnread(failure, this.taskOf(toStore)));
  }

  private taskOf(toStore: () => void): Task {
    return { importId: this.options.importId, row: this.lastLeft, toStore };
  }

  private async leave({ location }: IngestInput, input: string): Promise<void> {
    this.works.push({ location, input });
    if (this.works.length >= slice) await this.flush();
  }

  private end(ending: Ending | undefined): void {
    if (!ending) return;
    this.counts[ending.outcome]++;
    this.options.onEnd(ending, this.counts);
  }
}
