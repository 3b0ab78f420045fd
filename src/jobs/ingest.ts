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
import { createHash } from 'node:crypto';
import type { Language } from '#model/anomaly.js';
import { builtFile } from '#processes/built-file.js';
import type { ParseRequest } from '#processes/child-messages.js';
import { ChildPool, PoolClosed } from '#processes/child-pool.js';
import { failedFile } from '#processes/failed-file.js';
import type { Fingerprints } from '#processes/fingerprints.js';
import type { ProcessLimits } from '#processes/process-limits.js';
import { isPassing } from '#store/save-result.js';
import type { FoundDocument, KnownResult, KnownSource, Store } from '#store/store.js';
import { type IngestCounts, newCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import type { IngestReply } from './ingest-messages.js';
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

/** Documents are opened and hashed while as many others are parsed. */
const ahead = 2;
/** Addresses wait for their hosts most of the time. */
const addressesAtOnce = 32;

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
  /** What is under way: on its way from the network, and all else. */
  private readonly open = { near: new Set<Promise<void>>(), far: new Set<Promise<void>>() };
  private error: unknown;

  constructor(private readonly options: IngestOptions) {
    const { store, importId, now, jobs, limits } = options;
    this.writer = new StoreWriter(store, importId, now);
    this.pool = new ChildPool(builtFile(import.meta.url, './ingest-child.js'), jobs, limits);
    options.signal?.addEventListener('abort', () => this.pool.close(), { once: true });
  }

  async take(inputs: AsyncIterable<IngestInput | IngestFailure>): Promise<void> {
    for await (const input of untilAborted(inputs, this.options.signal)) {
      if (this.isOver()) break;
      if ('open' in input) await this.takeInput(input);
      else await this.start(this.open.near, this.noteUnread(input));
    }
    await Promise.all([...this.open.near, ...this.open.far]);
    if (this.error !== undefined) throw this.error;
  }

  async close(): Promise<void> {
    this.pool.close();
    await this.writer.flush();
  }

  private isOver(): boolean {
    return this.error !== undefined || this.options.signal?.aborted === true;
  }

  /** Comes back when there is room for more of the kind. */
  private async start(open: Set<Promise<void>>, work: Promise<void>): Promise<void> {
    const tracked = work
      .catch((error: unknown) => {
        const isOurEnd = error instanceof PoolClosed || this.options.signal?.aborted;
        if (!isOurEnd) this.error ??= error;
      })
      .finally(() => open.delete(tracked));
    open.add(tracked);
    const most = open === this.open.far ? addressesAtOnce : this.options.jobs * ahead;
    while (open.size >= most) await Promise.race(open);
  }

  private end(ending: Ending): void {
    this.counts[ending.outcome]++;
    this.options.onEnd(ending, this.counts);
  }

  private async takeInput(given: IngestInput): Promise<void> {
    const { location, stamp, kind, manifest } = given;
    const before = stamp === null ? undefined : await this.options.store.findSource(location);
    const isSame = before !== undefined && before.stamp === stamp;
    // What a manifest said of it before, the charset among it, holds on.
    const input = before && !manifest ? { ...given, charset: given.charset ?? before.charset } : given;
    const charset = kind === 'address' ? before?.charset : input.charset;
    if (isSame && this.isCurrent(before) && before.charset === charset) {
      if (!manifest || manifest.said === before.said) this.end({ outcome: 'unchanged', location });
      else await this.start(this.open.near, this.noteSaid(input, before));
    } else if (isSame && kind === 'address') await this.start(this.open.near, this.takeHeld(input, before));
    else await this.start(kind === 'address' ? this.open.far : this.open.near, this.takeOpened(input));
  }

  /** The same document, of which a manifest says something else now. */
  private noteSaid(input: IngestInput, { sha256, charset, bytes, ...known }: KnownSource): Promise<void> {
    return this.noteKnown({ source: { ...input, charset }, sha256, bytes }, known);
  }

  private isCurrent({ format, reading, judging, failureCode }: KnownResult): boolean {
    const { fingerprints } = this.options;
    return (
      !isPassing(failureCode) &&
      judging === fingerprints.judging &&
      reading === fingerprints.readingOf(format)
    );
  }

  private async noteUnread({ location, code, detail }: IngestFailure): Promise<void> {
    await this.writer.add(undefined, { location, sha256: null, code, detail: detail ?? null });
    this.end({ outcome: 'unread', location, code, detail });
  }

  private async takeOpened(input: IngestInput): Promise<void> {
    const opened = await input.open();
    if ('code' in opened) return this.noteUnread(opened);
    const sha256 = hashOf(opened.bytes);
    const charset = opened.charset ?? input.charset;
    const found = { source: { ...input, charset }, sha256, bytes: opened.bytes.length };
    const known = await this.options.store.findResult(sha256, charset);
    if (known && this.isCurrent(known)) return this.noteKnown(found, known);
    await this.options.store.documents.put(sha256, opened.bytes);
    return this.parse(found);
  }

  /** What was fetched once is held: another engine parses it without the network, if it is still whole. */
  private async takeHeld(input: IngestInput, { sha256, charset }: KnownSource): Promise<void> {
    const bytes = await this.options.store.documents.get(sha256).catch(() => undefined);
    if (!bytes || hashOf(bytes) !== sha256) return this.takeOpened(input);
    return this.parse({ source: { ...input, charset }, sha256, bytes: bytes.length });
  }

  /** The same bytes as before, at another place. */
  private async noteKnown(found: FoundDocument, { failureCode }: KnownResult): Promise<void> {
    const { location } = found.source;
    const code = failureCode ?? undefined;
    await this.writer.add(found, code ? { location, sha256: found.sha256, code, detail: null } : undefined);
    this.end({ outcome: 'known', location, sha256: found.sha256, code });
  }

  private async parse(found: FoundDocument): Promise<void> {
    const { source, sha256 } = found;
    const { location } = source;
    const { reply, milliseconds } = await this.runChild(found);
    if (!reply) return;
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
    const request: ParseRequest = {
      path: this.options.store.documents.pathOf(sha256),
      name: source.name,
      language: this.options.language,
      ...(source.charset ? { charset: source.charset } : {}),
    };
    const started = performance.now();
    const outcome = await this.pool.run(request);
    const milliseconds = Math.round(performance.now() - started);
    if (this.isOver()) return { milliseconds };
    if ('rows' in outcome) return { reply: outcome, milliseconds };
    return { reply: recordToReply(await failedFile(request, outcome.failure)), milliseconds };
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
