/**
 * An import that leaves its work to others: what is stored already is noted here, bytes that are at hand are put
 * where all can have them, and the rest waits in the store, and in the queue, for workers.
 */
import type { Queue } from '#queue/queue.js';
import type { Work } from '#store/pending-work.js';
import { type IngestCounts, newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import { workToJob } from './ingest-work.js';
import { type Ending, Intake, type IntakeOptions } from './intake.js';
import { inputToLeft } from './left-work.js';
import { untilAborted } from './until-aborted.js';

export interface EnqueueOptions extends IntakeOptions {
  readonly importId: number;
  readonly queue: Queue;
  /** Told of every input that is stored, or left. */
  readonly onEnd: (ending: Ending, counts: IngestCounts) => void;
  readonly signal?: AbortSignal;
}

/** So many wait in one transaction, and go to the queue together. */
const slice = 500;
/** Past so many the queue is left alone: workers find what waits in the store. */
const mostQueued = 100_000;

/** Throws a StoreError. */
export async function enqueue(
  inputs: AsyncIterable<IngestInput | IngestFailure>,
  options: EnqueueOptions,
): Promise<IngestCounts> {
  const enqueuing = new Enqueuing(options);
  try {
    for await (const input of untilAborted(inputs, options.signal)) await enqueuing.take(input);
    await enqueuing.flush();
  } finally {
    await enqueuing.close();
  }
  return enqueuing.counts;
}

class Enqueuing {
  readonly counts = newCounts();
  private readonly intake: Intake;
  private works: Work[] = [];

  constructor(private readonly options: EnqueueOptions) {
    this.intake = new Intake(options);
  }

  close(): Promise<void> {
    return this.intake.close();
  }

  async take(input: IngestInput | IngestFailure): Promise<void> {
    if (!('open' in input)) return this.end(await this.intake.noteUnread(input, this.options));
    const step = await this.intake.findStep(input);
    if (step.kind === 'unchanged' || step.kind === 'note')
      this.end(await this.intake.take(step, this.options));
    else if (step.kind === 'held') await this.leave(step.input, inputToLeft(step.input, step.found));
    else if (step.input.host !== undefined) await this.leave(step.input, inputToLeft(step.input));
    else await this.takeAtHand(step.input);
  }

  async flush(): Promise<void> {
    const { store, importId, queue } = this.options;
    const works = this.works.splice(0);
    if (works.length === 0) return;
    const ids = await store.addWork(importId, works);
    const { waiting, delayed } = await queue.counts('ingest');
    if (waiting + delayed < mostQueued) await queue.add(ids.map(workToJob));
    for (const { location } of works) this.end({ outcome: 'left', location });
  }

  private async takeAtHand(input: IngestInput): Promise<void> {
    const found = await this.intake.hold(input);
    if ('code' in found) return this.end(await this.intake.noteUnread(found, this.options));
    const known = await this.intake.findKnown(found);
    if (known) this.end(await this.intake.take({ kind: 'note', found, known }, this.options));
    else await this.leave(input, inputToLeft({ ...input, charset: found.source.charset }, found));
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
