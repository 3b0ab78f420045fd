/**
 * The import in one process: its inputs, one after the other, as many at a time as there are child processes.
 * An input that is still what it was, with a result by these engines, costs one look.
 *
 * Killed at any point it leaves whole transactions and, at most, bytes without a result. The next run finds
 * every input without a current result and goes on there.
 */
import { type IngestCounts, newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import { type Ending, Intake, type IntakeOptions, type Step, type Task } from './intake.js';
import { OpenWork } from './open-work.js';
import { untilAborted } from './until-aborted.js';

export interface IngestOptions extends IntakeOptions {
  readonly importId: number;
  /** Told of every input when it is stored. */
  readonly onEnd: (ending: Ending, counts: IngestCounts) => void;
  /** Ends the import after what is stored by then. */
  readonly signal?: AbortSignal;
}

/** Documents are opened and hashed while as many others are parsed. */
const ahead = 2;

/** Throws a StoreError when the store can take no more; all that was told of before is stored. */
export async function ingest(
  inputs: AsyncIterable<IngestInput | IngestFailure>,
  options: IngestOptions,
): Promise<IngestCounts> {
  const work = new Ingestion(options);
  try {
    await work.take(inputs);
  } finally {
    await work.close();
  }
  return work.counts;
}

class Ingestion {
  readonly counts = newCounts();
  private readonly intake: Intake;
  private readonly work: OpenWork;

  constructor(private readonly options: IngestOptions) {
    this.intake = new Intake(options);
    this.work = new OpenWork(options.jobs * ahead, options.signal);
    this.work.over.addEventListener('abort', () => void this.close(), { once: true });
  }

  async take(inputs: AsyncIterable<IngestInput | IngestFailure>): Promise<void> {
    for await (const input of untilAborted(inputs, this.work.over)) {
      await this.work.untilEnded(input.location);
      if ('open' in input) await this.takeInput(input);
      else
        await this.work.start(input.location, async (toStore) =>
          this.end(await this.intake.noteUnread(input, this.taskOf(toStore))),
        );
    }
    await this.work.end();
  }

  close(): Promise<void> {
    return this.intake.close();
  }

  /** What waited for its host is looked up again: the list may have named it twice. */
  private async takeInput(input: IngestInput): Promise<void> {
    const step = await this.intake.findStep(input);
    const host = step.kind === 'open' ? input.host : undefined;
    if (host === undefined) await this.work.start(input.location, (toStore) => this.takeStep(step, toStore));
    else
      await this.work.startInTurn(host, async (toStore) =>
        this.takeStep(await this.intake.findStep(input), toStore),
      );
  }

  private async takeStep(step: Step, toStore: () => void): Promise<void> {
    this.end(await this.intake.take(step, this.taskOf(toStore)));
  }

  private taskOf(toStore: () => void): Task {
    return {
      ...{ importId: this.options.importId, toStore, signal: this.work.over },
      onEntry: async (ending) => this.end(ending),
    };
  }

  private end(ending: Ending | undefined): void {
    if (!ending) return;
    this.counts[ending.outcome]++;
    this.options.onEnd(ending, this.counts);
  }
}
