/**
 * The import: inputs → documents → results, into the store.
 *
 *   known   an input that is still what it was, with a result by these engines, costs one look
 *   held    the bytes are put into the store under their hash; bytes held before with a result are only noted
 *   parsed  in a child process; what it makes or what killed it is the result
 *   stored  in one transaction with the source, and only then counted
 *
 * Killed at any point it leaves whole transactions and, at most, bytes without a result. The next run finds
 * every input without a current result and goes on there.
 */
import type { Language } from '#model/anomaly.js';
import type { Failure } from '#model/failure.js';
import { builtFile } from '#processes/built-file.js';
import type { ParseRequest } from '#processes/child-messages.js';
import { ChildPool } from '#processes/child-pool.js';
import { failedFile } from '#processes/failed-file.js';
import type { Fingerprints } from '#processes/fingerprints.js';
import type { ProcessLimits } from '#processes/process-limits.js';
import { hashOf } from '#store/documents.js';
import { isPassing } from '#store/save-result.js';
import type { FoundDocument, KnownResult, KnownSource, Store } from '#store/store.js';
import { orStoreError, StoreError } from '#store/store-error.js';
import { type IngestCounts, newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import type { IngestReply } from './ingest-messages.js';
import { mostStoring, OpenWork } from './open-work.js';
import { recordToReply } from './record-to-reply.js';
import { StoreWriter } from './store-writer.js';
import { untilAborted } from './until-aborted.js';

export interface IngestOptions {
  readonly store: Store;
  readonly importId: number;
  readonly fingerprints: Fingerprints;
  /** Documents at a time. */
  readonly jobs: number;
  readonly limits: ProcessLimits;
  readonly language: Language;
  readonly now: () => string;
  /** Told of every input when it is stored. */
  readonly onEnd: (ending: Ending, counts: IngestCounts) => void;
  /** Ends the import after what is stored by then. */
  readonly signal?: AbortSignal;
}

/** How one input ended. */
export interface Ending {
  readonly outcome: keyof IngestCounts;
  readonly location: string;
  readonly sha256?: string;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly reply?: IngestReply;
  /** Milliseconds, with the waiting for a child. */
  readonly milliseconds?: number;
}

/** What is to be done with an input. */
interface Step {
  /** The host that must be asked for it. */
  readonly asksHost?: string | undefined;
  run(toStore: ToStore): Promise<void>;
}

/** To be told when nothing is left to do but to store. */
type ToStore = () => void;

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
  private readonly writer: StoreWriter;
  private readonly pool: ChildPool<ParseRequest, IngestReply>;
  private readonly work: OpenWork;

  constructor(private readonly options: IngestOptions) {
    const { store, importId, now, jobs, limits } = options;
    this.writer = new StoreWriter(store, importId, now, mostStoring);
    this.pool = new ChildPool(builtFile(import.meta.url, './ingest-child.js'), jobs, limits);
    this.work = new OpenWork(jobs * ahead, options.signal);
    options.signal?.addEventListener('abort', () => this.pool.close(), { once: true });
  }

  async take(inputs: AsyncIterable<IngestInput | IngestFailure>): Promise<void> {
    for await (const input of untilAborted(inputs, this.work.over)) {
      await this.work.untilEnded(input.location);
      if ('open' in input) await this.takeInput(input);
      else await this.work.start(input.location, (toStore) => this.noteUnread(input, toStore));
    }
    await this.work.end();
  }

  async close(): Promise<void> {
    this.pool.close();
    await this.writer.flush();
  }

  private end(ending: Ending): void {
    this.counts[ending.outcome]++;
    this.options.onEnd(ending, this.counts);
  }

  /** What waited for its host is looked up again: the list may have named it twice. */
  private async takeInput(input: IngestInput): Promise<void> {
    const { asksHost, run } = await this.findStep(input);
    if (asksHost === undefined) await this.work.start(input.location, run);
    else await this.work.startInTurn(asksHost, async (toStore) => (await this.findStep(input)).run(toStore));
  }

  private async findStep(given: IngestInput): Promise<Step> {
    const { location, stamp, host, manifest } = given;
    const before = stamp === null ? undefined : await this.options.store.findSource(location);
    // What a manifest said of it before, the charset among it, holds on.
    const input = before && !manifest ? { ...given, charset: given.charset ?? before.charset } : given;
    if (!before || before.stamp !== stamp || isOtherCharset(input, before))
      return { asksHost: host, run: (toStore) => this.takeOpened(input, toStore) };
    if (!this.isCurrent(before))
      return {
        run: (toStore) =>
          host === undefined ? this.takeOpened(input, toStore) : this.takeHeld(input, before, toStore),
      };
    const isNews = manifest !== undefined && manifest.said !== before.said;
    if (isNews || before.wasUnread) return { run: (toStore) => this.noteAgain(input, before, toStore) };
    const code = before.failureCode ?? undefined;
    return { run: async () => this.end({ outcome: 'unchanged', location, code }) };
  }

  /** The same document, of which a manifest says something else now, or that could not be read in between. */
  private noteAgain(
    input: IngestInput,
    { sha256, charset, bytes, ...known }: KnownSource,
    toStore: ToStore,
  ): Promise<void> {
    return this.noteKnown({ source: { ...input, charset }, sha256, bytes }, known, toStore);
  }

  private isCurrent({ format, reading, judging, failureCode }: KnownResult): boolean {
    const { fingerprints } = this.options;
    return (
      !isPassing(failureCode) &&
      judging === fingerprints.judging &&
      reading === fingerprints.readingOf(format)
    );
  }

  private async noteUnread({ location, code, detail }: IngestFailure, toStore: ToStore): Promise<void> {
    toStore();
    await this.writer.add(undefined, { location, sha256: null, code, detail: detail ?? null });
    this.end({ outcome: 'unread', location, code, detail });
  }

  private async takeOpened(input: IngestInput, toStore: ToStore): Promise<void> {
    const opened = await input.open();
    if ('code' in opened) return this.noteUnread(opened, toStore);
    const sha256 = hashOf(opened.bytes);
    const charset = opened.charset ?? input.charset;
    const found = { source: { ...input, charset }, sha256, bytes: opened.bytes.length };
    // Also where they are known: what is held of them may have been damaged.
    await this.options.store.documents.put(sha256, opened.bytes);
    const known = await this.options.store.findResult(sha256, charset);
    if (known && this.isCurrent(known)) return this.noteKnown(found, known, toStore);
    return this.parse(found, toStore);
  }

  /** What was fetched once is held: another engine parses it without the network, if it is still whole. */
  private async takeHeld(
    input: IngestInput,
    { sha256, charset }: KnownSource,
    toStore: ToStore,
  ): Promise<void> {
    const bytes = await this.options.store.documents.find(sha256);
    if (!bytes) return this.takeOpened(input, toStore);
    return this.parse({ source: { ...input, charset }, sha256, bytes: bytes.length }, toStore);
  }

  /** The same bytes as before, at another place. */
  private async noteKnown(
    found: FoundDocument,
    { failureCode }: KnownResult,
    toStore: ToStore,
  ): Promise<void> {
    const { sha256, source } = found;
    const { location, charset } = source;
    const code = failureCode ?? undefined;
    const detail = code && (await this.options.store.findFailureDetail(sha256, charset));
    toStore();
    await this.writer.add(found, code ? { location, sha256, code, detail: detail ?? null } : undefined);
    this.end({ outcome: 'known', location, sha256, code, detail });
  }

  private async parse(found: FoundDocument, toStore: ToStore): Promise<void> {
    const { source, sha256 } = found;
    const { location } = source;
    const { reply, milliseconds } = await this.runChild(found);
    if (!reply) return;
    toStore();
    const { rows } = reply;
    const { fingerprints } = this.options;
    const engine = { reading: fingerprints.readingOf(rows.format), judging: fingerprints.judging };
    const [code, detail] = [rows.failureCode ?? undefined, rows.failureDetail ?? undefined];
    await this.writer.add(
      { ...found, result: { rows, engine } },
      code ? { location, sha256, code, detail: detail ?? null } : undefined,
    );
    const outcome = code ? 'failed' : 'records';
    this.end({ outcome, location, sha256, code, detail, reply, milliseconds });
  }

  /** No reply when the import was ended meanwhile: what its end did to the child says nothing of the document. */
  private async runChild(found: FoundDocument): Promise<{ reply?: IngestReply; milliseconds: number }> {
    const { source, sha256 } = found;
    const { store, language } = this.options;
    return store.documents.withFile(sha256, async (path) => {
      const { name, charset } = source;
      const request: ParseRequest = { path, name, language, ...(charset ? { charset } : {}) };
      const started = performance.now();
      const outcome = await this.pool.run(request);
      const milliseconds = Math.round(performance.now() - started);
      if (this.work.over.aborted) return { milliseconds };
      const reply = 'rows' in outcome ? outcome : await toFailureReply(request, outcome.failure);
      // The disk is at fault then, whatever became of the child: nothing is said by that about the document.
      if (reply.sha256 !== sha256) throw new StoreError('disk', path);
      return { reply, milliseconds };
    });
  }
}

async function toFailureReply(request: ParseRequest, failure: Failure): Promise<IngestReply> {
  return recordToReply(await orStoreError(request.path, () => failedFile(request, failure)));
}

/** An address has the charset of its answer; only where a manifest says another one now is it asked again. */
function isOtherCharset({ host, charset, manifest }: IngestInput, before: KnownSource): boolean {
  if (host === undefined) return charset !== before.charset;
  const isNews = manifest !== undefined && manifest.said !== before.said;
  return isNews && charset !== null && charset !== before.charset;
}
