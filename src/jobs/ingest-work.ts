/** The job `ingest`: one input that an import left to whoever has time. */
import { z } from 'zod';
import type { HostTurns } from '#queue/host-turns.js';
import { type Attempt, type Handle, type Job, Postponed, TryLater, toJobId } from '#queue/queue.js';
import type { PendingWork, WaitingWork } from '#store/pending-work.js';
import type { Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
import { longestWait } from './ask-in-turn.js';
import type { IngestInput } from './ingest-input.js';
import type { Ending, Intake, Task } from './intake.js';
import { leftToInput } from './left-work.js';
import type { PoliteFetcher } from './to-ingest-input.js';

export const ingestPayload = z.object({ work: z.number().int().positive() });

/** The same work is the same job, however often it is added. */
export const workToJob = ({ id: work, priority }: WaitingWork): Job => ({
  ...{ queue: 'ingest', payload: { work } satisfies z.infer<typeof ingestPayload> },
  id: toJobId(`ingest ${work}`),
  ...(priority === null ? {} : { priority }),
});

export interface IngestWorkOptions {
  readonly store: Store;
  readonly intake: Intake;
  readonly fetcher: PoliteFetcher;
  readonly turns: HostTurns;
  /** Told when it is stored. */
  readonly onEnd: (ending: Ending, importId: number) => void;
  /** Raised to stop: what is given up is handed out again. */
  readonly signal?: AbortSignal;
}

/** What handles the job. Done twice it changes nothing. */
export function handleIngest(options: IngestWorkOptions): Handle {
  const { store, intake, fetcher, turns, onEnd, signal } = options;
  const hold = async (input: IngestInput, { id }: Attempt) => {
    const { host } = input;
    if (host === undefined) return intake.hold(input);
    const wait = await turns.take(host, id);
    if (wait > 0) throw new Postponed(wait);
    try {
      return await intake.hold(input);
    } finally {
      await turns.giveBack(host, id, fetcher.pauseOf(host));
    }
  };

  const take = async ({ location, input: json }: PendingWork, task: Task, attempt: Attempt) => {
    const { input, held } = leftToInput(location, json, fetcher);
    const step = await intake.findStep(input);
    if (step.kind !== 'open') return intake.take(step, task);
    const found = held ? { source: step.input, ...held } : await hold(step.input, attempt);
    if (!('code' in found)) return intake.takeFound(found, task);
    const { mayPass } = found;
    if (mayPass && !attempt.isLast && (mayPass.wait ?? 0) <= longestWait)
      throw new TryLater(found.code, mayPass.wait);
    return intake.noteUnread(found, task);
  };
  return (payload, attempt) =>
    orTryLater(async () => {
      const { work } = ingestPayload.parse(payload);
      const pending = await store.findWork(work);
      if (!pending) return;
      const { importId } = pending;
      const onEntry = async (entry: Ending): Promise<void> => onEnd(entry, importId);
      const ending = await take(pending, { importId, work, row: work, onEntry, signal }, attempt);
      if (!ending) throw new TryLater('the worker was ended');
      onEnd(ending, importId);
    });
}

/** What may be mended while the job waits. */
const passing: ReadonlySet<StoreError['code']> = new Set([
  ...(['full', 'disk', 'gone', 'too-many-files', 'locked', 'not-reachable'] as const),
]);

export const isPassing = ({ code }: StoreError): boolean => passing.has(code);

export async function orTryLater<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError && isPassing(error))
      throw new TryLater(error.message, undefined, { cause: error });
    throw error;
  }
}
