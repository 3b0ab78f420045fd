/** An import as a person sees it: how it goes, what came of it, and how to end it. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '#config/settings.js';
import { enqueue } from '#jobs/enqueue.js';
import { type IngestOptions, ingest } from '#jobs/ingest.js';
import { countAll, type IngestCounts, newCounts } from '#jobs/ingest-counts.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import type { Ending } from '#jobs/intake.js';
import { linkEnded } from '#jobs/link-reports.js';
import { engineVersion } from '#pipeline/version.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { Queue } from '#queue/queue.js';
import type { Store } from '#store/store.js';
import { writeFailures } from './failures-file.js';
import { openIngestLog } from './ingest-log.js';
import { progressToText, RecentRate } from './ingest-progress.js';
import { countsToText, holdingsToText, readHoldings } from './ingest-summary.js';
import type { LogGap } from './log-file.js';
import { openStore, type StoreSettings } from './open-store.js';

export interface IngestCommand
  extends StoreSettings,
    Pick<Settings, 'language'>,
    Pick<IngestOptions, 'passOver'> {
  /** Leave the work to workers. */
  readonly queue?: Queue | undefined;
  /** Of what is left to them: from 1, the most urgent; what has none goes before all. */
  readonly priority?: number | undefined;
  /** For the list of imports. */
  readonly given: readonly string[];
  readonly inputs: AsyncIterable<IngestInput | IngestFailure>;
  /** Told when nothing more is wanted of inputs and counts. */
  readonly onEnd: () => void;
  /** What lies among the inputs and is none of them, by reason; grows while they are listed. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** The folders, archives, patterns and manifests that were gone through; grows likewise. */
  readonly listed: readonly string[];
  /** How many there are; known later than the first is done. */
  readonly total: (signal: AbortSignal) => Promise<number | undefined>;
  readonly jobs?: number | undefined;
  /** What is said while it goes. */
  readonly talk: 'progress' | 'json' | 'quiet';
  readonly print: (text: string) => void;
  /** For progress: a terminal, or a log. */
  readonly screen: NodeJS.WriteStream;
}

export interface IngestOutcome {
  readonly counts: IngestCounts;
  /** Ended by a person before it was through. */
  readonly isBrokenOff: boolean;
}

/** Throws a StoreError when the store can take no more. */
export async function runIngest(command: IngestCommand): Promise<IngestOutcome> {
  const { dataFolder, language, given, inputs, queue, passOver, jobs = availableParallelism() } = command;
  const store = await openStore(command);
  const started = performance.now();
  const end = listenForEnd(command);
  end.signal.addEventListener('abort', command.onEnd, { once: true });
  const through = new AbortController();
  try {
    await store.documents.tidy(Date.now());
    const importId = await store.startImport(given, engineVersion, now(), command.priority);
    const log = openIngestLog(join(dataFolder, 'ingest.log'), importId);
    const told = newTold(command, started, AbortSignal.any([end.signal, through.signal]));
    const options = {
      ...{ store, importId, jobs, language, passOver, now, signal: end.signal },
      fingerprints: readFingerprints(),
      limits: defaultProcessLimits,
      onEnd(ending: Ending, counts: IngestCounts) {
        log.write(ending);
        told.note(ending, counts);
      },
    };
    try {
      if (queue) await enqueue(inputs, { ...options, queue, priority: command.priority });
      else await ingest(inputs, options);
    } finally {
      told.stop();
      tellGap(command, log.close());
    }
    if (!end.signal.aborted || queue) await tellStore(store, importId, told.counts, command, end.signal);
    if (!end.signal.aborted && !queue) await linkEnded(options);
    await tellEnd(command, store, told, performance.now() - started, end.signal.aborted);
    return { counts: told.counts, isBrokenOff: end.signal.aborted };
  } finally {
    through.abort();
    end.stop();
    command.onEnd();
    await store.close();
  }
}

function tellStore(
  store: Store,
  importId: number,
  { left: _, ...counts }: IngestCounts,
  { listed, queue }: IngestCommand,
  { aborted }: AbortSignal,
): Promise<void> {
  // What it has left by then is done by workers; what it did not come to, the next call of it lists.
  return queue
    ? store.endListing(importId, { counts, listed: aborted ? [] : listed }, now())
    : store.endImport(importId, { counts, listed }, now());
}

const now = (): string => new Date().toISOString();

/** The first Ctrl-C ends the import after what is stored by then; a second one ends the process. */
function listenForEnd({ screen, talk }: IngestCommand): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const tell = (text: string): void => {
    // On a terminal the cursor stands behind the progress, or behind `^C`.
    if (talk !== 'quiet') screen.write(screen.isTTY ? `\n${text}\n` : `${text}\n`);
  };
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      tell('ended at once: what was done is stored');
      process.exit(130);
    }
    tell('ending: what is done is stored; once more, and it ends at once');
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    },
  };
}

interface Told {
  readonly counts: IngestCounts;
  readonly codes: Map<string, number>;
  note(ending: Ending, counts: IngestCounts): void;
  stop(): void;
}

/** How often progress is shown, in milliseconds: on a screen, and in a log. */
const often = { screen: 250, log: 10_000 };

function newTold(
  { talk, screen, total: findTotal, print }: IngestCommand,
  started: number,
  signal: AbortSignal,
): Told {
  let total: number | undefined;
  findTotal(signal).then(
    (count) => {
      total = count;
    },
    // What is wrong with the inputs, the import itself meets and says.
    () => undefined,
  );
  const codes = new Map<string, number>();
  const speed = new RecentRate();
  speed.note(0, 0);
  let told = newCounts();
  const tell = (): void => {
    const at = performance.now() - started;
    const progress = { counts: told, total, rate: speed.note(at, countAll(told)) };
    if (talk === 'json') print(JSON.stringify({ event: 'progress', ...progress }));
    else if (screen.isTTY)
      screen.write(`\r\u001b[K${progressToText(progress).slice(0, (screen.columns ?? 80) - 1)}`);
    else screen.write(`${progressToText(progress)}\n`);
  };
  const timer = talk === 'quiet' ? undefined : setInterval(tell, screen.isTTY ? often.screen : often.log);
  return {
    get counts() {
      return told;
    },
    codes,
    note({ code }, counts) {
      told = counts;
      if (code) codes.set(code, (codes.get(code) ?? 0) + 1);
    },
    stop() {
      clearInterval(timer);
      if (talk === 'progress' && screen.isTTY) screen.write('\r\u001b[K');
    },
  };
}

/** Also where errors alone are wanted, and where the import has failed: whoever reads the log should know. */
function tellGap({ talk, print, screen }: IngestCommand, gap: LogGap | undefined): void {
  if (!gap) return;
  const { path, lines, code, detail } = gap;
  if (talk === 'json') print(JSON.stringify({ event: 'log-gap', ...gap }));
  else screen.write(`gouji: ${path}: lines that could not be written: ${lines} (${code}: ${detail})\n`);
}

async function tellEnd(
  { dataFolder, talk, print, passedOver }: IngestCommand,
  store: Store,
  { counts, codes }: Told,
  milliseconds: number,
  isBrokenOff: boolean,
): Promise<void> {
  const failures = join(dataFolder, 'failures.csv');
  await writeFailures(store, failures);
  if (talk === 'json')
    print(
      JSON.stringify({
        event: isBrokenOff ? 'broken-off' : 'end',
        ...{ counts, codes: Object.fromEntries(codes), passedOver: Object.fromEntries(passedOver) },
        ...{ milliseconds: Math.round(milliseconds), store: await readHoldings(store) },
      }),
    );
  if (talk !== 'progress') return;
  const lines = [
    ...countsToText({ counts, codes, passedOver, milliseconds }),
    `store:    ${join(dataFolder, 'gouji.sqlite')}: ${holdingsToText(await readHoldings(store))}`,
    ...(codes.size > 0 ? [`failures: ${failures}`] : []),
    ...(isBrokenOff ? ['broken off: run the same command again to go on'] : []),
  ];
  print(lines.join('\n'));
}
