/**
 * Archives that stood at addresses: the documents in them are taken one by one, as those of archives on disk. One
 * archive at a time is held in memory, and unpacked from what the store holds, so that it need not be fetched again.
 */
import { type FetchedArchive, listFetchedArchive, type UnpackOptions } from '#inputs/fetched-archive.js';
import type { EntryInput, InputFailure } from '#inputs/input.js';
import type { EndedWork } from '#store/pending-work.js';
import type { Source } from '#store/save-source.js';
import type { FoundDocument, Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
import type { IngestFailure, IngestInput } from './ingest-input.js';
import type { Intake, Task } from './intake.js';
import { openListed } from './to-ingest-input.js';
import { UnderWay } from './under-way.js';

export interface ArchiveIntakeOptions extends Pick<UnpackOptions, 'passOver'> {
  readonly store: Store;
  readonly jobs: number;
}

/** Documents are opened and hashed while as many others are parsed. */
const ahead = 2;

export class ArchiveIntake {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly intake: Pick<Intake, 'findStep' | 'take' | 'noteUnread'>,
    private readonly options: ArchiveIntakeOptions,
  ) {}

  /** How what is in it ended; undefined where it was given up because all is being ended. */
  unpack(archive: FoundDocument, task: Task): Promise<readonly EndedWork[] | undefined> {
    const parts = this.turn.then(() => this.unpackNow(archive, task));
    this.turn = parts.catch(() => undefined);
    return parts;
  }

  private async unpackNow(archive: FoundDocument, task: Task): Promise<readonly EndedWork[] | undefined> {
    const { jobs, passOver } = this.options;
    const [parts, underWay] = [[] as EndedWork[], new UnderWay(ahead * jobs)];
    let isGivenUp = false;
    try {
      for await (const entry of listFetchedArchive(await this.read(archive), { passOver })) {
        isGivenUp ||= task.signal?.aborted ?? false;
        if (isGivenUp || underWay.hasFailed) break;
        const take = await this.prepare(toInput(entry, archive.source), task);
        await underWay.begin(async () => {
          const part = await take();
          if (part) parts.push(part);
          else isGivenUp = true;
        });
      }
    } finally {
      await underWay.end();
    }
    return isGivenUp ? undefined : parts;
  }

  private async read({ source, sha256 }: FoundDocument): Promise<FetchedArchive> {
    const { documents } = this.options.store;
    const bytes = await documents.find(sha256);
    // It was held a moment ago.
    if (!bytes) throw new StoreError('disk', sha256);
    return { location: source.location, stamp: sha256, bytes };
  }

  /** What can be done beforehand: an entry of a TAR archive is to be opened before the next one is asked for. */
  private async prepare(
    input: IngestInput | IngestFailure,
    { importId, row, onEntry }: Task,
  ): Promise<() => Promise<EndedWork | undefined>> {
    const before = (await this.options.store.findSource(input.location))?.sha256;
    const step = 'open' in input ? await this.intake.findStep(input) : undefined;
    return async () => {
      const ending = step
        ? await this.intake.take(step, { importId, row })
        : await this.intake.noteUnread(input as IngestFailure, { importId, row });
      if (!ending) return undefined;
      await onEntry?.(ending, before);
      return { location: ending.location, outcome: ending.outcome };
    };
  }
}

/** What is said of the archive is said of what is in it; the charset of its header says nothing of them. */
function toInput(
  entry: EntryInput | InputFailure,
  { charset, address, manifest }: Source,
): IngestInput | IngestFailure {
  const { location } = entry;
  if (entry.kind === 'failure') return { location, code: entry.code, detail: entry.detail };
  const { kind, name, stamp } = entry;
  return { location, kind, name, stamp, charset, address, manifest, open: openListed(entry) };
}
