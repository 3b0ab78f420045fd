import type { Fault } from './input-error.js';

/** An entry as the format of its archive tells it, before anything is made of it. */
export interface ArchiveEntry {
  /** As stored there, decoded. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  readonly size: number;
  /** Stands for its content as long as the archive is the same. */
  readonly mark: string;
  /** What is known against it before it is opened. */
  readonly fault?: Fault;
  /** Throws an `InputError` where the entry cannot be read. */
  read(): Promise<Uint8Array>;
}

/** Entries in the order of the archive; what is lost of the archive itself stands between them. */
export type ArchiveItem = ArchiveEntry | { readonly lost: Fault };

/** Throws an `InputError` where nothing more can be told of the archive. */
export type ArchiveItems = AsyncGenerator<ArchiveItem>;
