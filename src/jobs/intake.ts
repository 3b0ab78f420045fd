/**
 * One input → one document → one result, stored: what imports and workers do with each.
 *
 *   held    the bytes are put into the store under their hash; bytes held before with a result are only noted;
 *           of an archive, which only an address gives here, each document in it is an input of its own
 *   parsed  in a child process; what it makes or what killed it is the result
 *   stored  in one transaction with the source, and only then told of
 */

import { isFetchedArchive, type UnpackOptions } from '#inputs/fetched-archive.js';
import type { Language } from '#model/anomaly.js';
import type { Failure } from '#model/failure.js';
import type { ParseRequest } from '#processes/child-messages.js';
import type { ChildWatch } from '#processes/child-pool.js';
import { failedFile } from '#processes/failed-file.js';
import type { Fingerprints } from '#processes/fingerprints.js';
import type { ProcessLimits } from '#processes/process-limits.js';
import { hashOf } from '#store/documents.js';
import { isPassing } from '#store/save-result.js';
import type { Entry, FoundDocument, KnownResult, KnownSource, Store } from '#store/store.js';
import { orStoreError, StoreError } from '#store/store-error.js';
import { ArchiveIntake } from './archive-intake.js';
import type { IngestCounts } from './ingest-counts.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import type { IngestReply } from './ingest-messages.js';
import { type IngestPool, openIngestPool } from './ingest-pool.js';
import { mostStoring } from './open-work.js';
import { recordToReply } from './record-to-reply.js';
import { StoreWriter } from './store-writer.js';

export interface IntakeOptions extends Pick<UnpackOptions, 'passOver'> {
  readonly store: Store;
  readonly fingerprints: Fingerprints;
  /** Documents at a time. */
  readonly jobs: number;
  readonly limits: ProcessLimits;
  readonly language: Language;
  readonly now: () => string;
  /** Told of the child processes. */
  readonly children?: ChildWatch | undefined;
  /** Of several imports in one process, one after the other: whoever gives it ends it. Its own if not given. */
  readonly pool?: IngestPool | undefined;
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

/** On whose account an input is taken. */
export interface Task {
  readonly importId: number;
  /** The work that ends with it, where it was left to workers. */
  readonly work?: number | undefined;
  /** Where rows of the import are not taken in their order: a later one has a higher number. */
  readonly row?: number | undefined;
  /** Told when nothing is left to do but to store. */
  toStore?(): void;
  /** Told of each document in an archive when it is stored; `before`: the hash of what stood in its place. */
  onEntry?(ending: Ending, before: string | undefined): Promise<void>;
  /** Raised to give an archive up between two documents. */
  readonly signal?: AbortSignal | undefined;
}

/** Bytes that were put where documents lie: a document, or an archive of them. */
export interface Held extends FoundDocument {
  readonly isArchive?: boolean;
}

/** What is to be done with an input, by what is stored of it. */
export type Step =
  | { readonly kind: 'unchanged'; readonly ending: Ending }
  | { readonly kind: 'note'; readonly found: FoundDocument; readonly known: KnownResult }
  /** Another engine read it; the bytes are held, if they are still whole. */
  | { readonly kind: 'held'; readonly found: FoundDocument; readonly input: IngestInput }
  | { readonly kind: 'open'; readonly input: IngestInput };

export class Intake {
  private readonly writer: StoreWriter;
  private readonly pool: IngestPool;
  private readonly archives: ArchiveIntake;
  private isClosed = false;

  constructor(private readonly options: IntakeOptions) {
    const { store, now, jobs, limits, children } = options;
    this.writer = new StoreWriter(store, now, mostStoring);
    this.pool = options.pool ?? openIngestPool(jobs, limits, children);
    this.archives = new ArchiveIntake(this, options);
  }

  /** Ends child processes of its own; what is parsed by then is stored, and of the rest nothing is said. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.pool !== this.options.pool) this.pool.close();
    await this.writer.flush();
  }

  async findStep(given: IngestInput): Promise<Step> {
    const { location, stamp, host, manifest } = given;
    const before = stamp === null ? undefined : await this.options.store.findSource(location);
    // What a manifest said of it before, the charset among it, holds on.
    const input = before && !manifest ? { ...given, charset: given.charset ?? before.charset } : given;
    if (!before || before.stamp !== stamp || isOtherCharset(input, before)) return { kind: 'open', input };
    const { sha256, charset, bytes, failureCode } = before;
    const found = { source: { ...input, charset }, sha256, bytes };
    if (!this.isCurrent(before))
      return host === undefined ? { kind: 'open', input } : { kind: 'held', found, input };
    const isNews = manifest !== undefined && manifest.said !== before.said;
    if (isNews || before.wasUnread) return { kind: 'note', found, known: before };
    return { kind: 'unchanged', ending: { outcome: 'unchanged', location, code: failureCode ?? undefined } };
  }

  /** Undefined where it was given up because all is being ended. Throws a StoreError. */
  async take(step: Step, task: Task): Promise<Ending | undefined> {
    switch (step.kind) {
      case 'unchanged':
        if (task.work !== undefined) await this.store(task, {}, step.ending.outcome);
        return step.ending;
      case 'note':
        return this.noteKnown(step.found, step.known, task);
      case 'held':
        return this.takeHeld(step.found, step.input, task);
      case 'open':
        return this.takeOpened(step.input, task);
    }
  }

  async noteUnread({ location, code, detail }: IngestFailure, task: Task): Promise<Ending> {
    await this.store(task, { failure: { location, sha256: null, code, detail: detail ?? null } }, 'unread');
    return { outcome: 'unread', location, code, detail };
  }

  /** Puts the bytes where documents lie. */
  async hold(input: IngestInput): Promise<Held | IngestFailure> {
    const opened = await input.open();
    if ('code' in opened) return opened;
    const { bytes, charset = input.charset, sha256 = hashOf(bytes) } = opened;
    // Also where they are known: what is held of them may have been damaged.
    await this.options.store.documents.put(sha256, bytes);
    const isArchive = await isArchiveOf(input, bytes);
    const source = { ...input, charset: isArchive ? input.charset : charset };
    return { source, sha256, bytes: bytes.length, isArchive };
  }

  /** A result of the same engine for the same bytes, wherever they were found. */
  async findKnown({ sha256, source }: FoundDocument): Promise<KnownResult | undefined> {
    const known = await this.options.store.findResult(sha256, source.charset);
    return known && this.isCurrent(known) ? known : undefined;
  }

  /** Of bytes that are held: notes them if their result is known, parses or unpacks them if not. */
  async takeFound(found: Held, task: Task): Promise<Ending | undefined> {
    if (found.isArchive) return this.takeArchive(found, task);
    const known = await this.findKnown(found);
    return known ? this.noteKnown(found, known, task) : this.parse(found, task);
  }

  private isCurrent({ format, reading, judging, failureCode }: KnownResult): boolean {
    const { fingerprints } = this.options;
    return (
      !isPassing(failureCode) &&
      judging === fingerprints.judging &&
      reading === fingerprints.readingOf(format)
    );
  }

  private async takeOpened(input: IngestInput, task: Task): Promise<Ending | undefined> {
    const held = await this.hold(input);
    return 'code' in held ? this.noteUnread(held, task) : this.takeFound(held, task);
  }

  /** What was fetched once is held: another engine parses it without the network, if it is still whole. */
  private async takeHeld(found: FoundDocument, input: IngestInput, task: Task): Promise<Ending | undefined> {
    const bytes = await this.options.store.documents.find(found.sha256);
    if (!bytes) return this.takeOpened(input, task);
    return (await isArchiveOf(input, bytes)) ? this.takeArchive(found, task) : this.parse(found, task);
  }

  /** The archive itself has a source and no result, and is unpacked anew whenever an import comes to it. */
  private async takeArchive(archive: FoundDocument, task: Task): Promise<Ending | undefined> {
    const { sha256, source } = archive;
    const { location } = source;
    await this.store({ ...task, work: undefined }, { document: archive }, 'unpacked');
    const parts = await this.archives.unpack(archive, task);
    if (!parts) return undefined;
    await this.store(task, { unpacked: { location, parts } }, 'unpacked');
    return { outcome: 'unpacked', location, sha256 };
  }

  /** The same bytes as before, at another place, or of which something else is said now. */
  private async noteKnown(found: FoundDocument, { failureCode }: KnownResult, task: Task): Promise<Ending> {
    const { sha256, source } = found;
    const { location, charset } = source;
    const code = failureCode ?? undefined;
    const detail = code && (await this.options.store.findFailureDetail(sha256, charset));
    const failure = code ? { location, sha256, code, detail: detail ?? null } : undefined;
    await this.store(task, { document: found, failure }, 'known');
    return { outcome: 'known', location, sha256, code, detail };
  }

  private async parse(found: FoundDocument, task: Task): Promise<Ending | undefined> {
    const { source, sha256 } = found;
    const { location } = source;
    const { reply, milliseconds } = await this.runChild(found);
    if (!reply) return undefined;
    const { rows } = reply;
    const { fingerprints } = this.options;
    const engine = { reading: fingerprints.readingOf(rows.format), judging: fingerprints.judging };
    const [code, detail] = [rows.failureCode ?? undefined, rows.failureDetail ?? undefined];
    const failure = code ? { location, sha256, code, detail: detail ?? null } : undefined;
    const outcome = code ? 'failed' : 'records';
    await this.store(task, { document: { ...found, result: { rows, engine } }, failure }, outcome);
    return { outcome, location, sha256, code, detail, reply, milliseconds };
  }

  /** No reply when all was ended meanwhile: what that did to the child says nothing of the document. */
  private runChild({
    source,
    sha256,
  }: FoundDocument): Promise<{ reply?: IngestReply; milliseconds: number }> {
    const { store, language } = this.options;
    return store.documents.withFile(sha256, async (path) => {
      const { name, charset } = source;
      const request: ParseRequest = { path, name, language, ...(charset ? { charset } : {}) };
      const started = performance.now();
      const outcome = await this.pool.run(request);
      const milliseconds = Math.round(performance.now() - started);
      if (this.isClosed) return { milliseconds };
      const reply = 'rows' in outcome ? outcome : await toFailureReply(request, outcome.failure);
      // The disk is at fault then, whatever became of the child: nothing is said by that about the document.
      if (reply.sha256 !== sha256) throw new StoreError('disk', path);
      return { reply, milliseconds };
    });
  }

  private store(
    { importId, row, work, toStore }: Task,
    entry: Pick<Entry, 'document' | 'failure' | 'unpacked'>,
    outcome: Ending['outcome'],
  ): Promise<void> {
    toStore?.();
    return this.writer.add({
      ...{ importId, row, ...entry },
      work: work === undefined ? undefined : { id: work, outcome },
    });
  }
}

async function toFailureReply(request: ParseRequest, failure: Failure): Promise<IngestReply> {
  return recordToReply(await orStoreError(request.path, () => failedFile(request, failure)));
}

/** Archives on disk are listed with what is in them. */
const isArchiveOf = async ({ kind, name }: IngestInput, bytes: Uint8Array): Promise<boolean> =>
  kind === 'address' && isFetchedArchive(name, bytes);

/** An address has the charset of its answer; only where a manifest says another one now is it asked again. */
function isOtherCharset({ host, charset, manifest }: IngestInput, before: KnownSource): boolean {
  if (host === undefined) return charset !== before.charset;
  const isNews = manifest !== undefined && manifest.said !== before.said;
  return isNews && charset !== null && charset !== before.charset;
}
