/**
 * An archive that was fetched: its bytes are at hand, and nobody has looked at it before. It is told by its content,
 * as an archive that somebody named, and may hold less than one on disk.
 */
import { openArchive } from './archive.js';
import { isDocumentName } from './archive-kind.js';
import { listArchive } from './archive-listing.js';
import { memorySource } from './byte-source.js';
import {
  defaultInputLimits,
  type EntryInput,
  type InputFailure,
  type InputLimits,
  type PassedOverReason,
} from './input.js';
import { errorToFailure, errorToFault } from './input-error.js';

export interface FetchedArchive {
  /** The address. */
  readonly location: string;
  /** Stands for its content. */
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

export interface UnpackOptions {
  readonly limits?: Partial<InputLimits> | undefined;
  /** Told of each entry that was not taken and is no failure. */
  readonly passOver?: ((reason: PassedOverReason, location: string) => void) | undefined;
}

/** Of what an address may give: the years of a large city, with room. */
export const fetchedArchiveLimits: InputLimits = {
  ...defaultInputLimits,
  innerArchiveBytes: 64 * 2 ** 20,
  archiveBytes: 2 * 2 ** 30,
  archiveEntries: 10_000,
};

/** Whether it is to be unpacked, damaged ones too. An archive without entries is a document that cannot be read. */
export async function isFetchedArchive(name: string, bytes: Uint8Array): Promise<boolean> {
  if (isDocumentName(name)) return false;
  try {
    const items = await openArchive(memorySource(bytes), fetchedArchiveLimits);
    const first = await items?.next();
    await items?.return(undefined);
    return first !== undefined && !first.done;
  } catch (error) {
    errorToFault(error);
    return true;
  }
}

/** As the archives of a listing; the bytes are held as long as it lasts. */
export async function* listFetchedArchive(
  { bytes, ...archive }: FetchedArchive,
  { limits: given, passOver = () => {} }: UnpackOptions = {},
): AsyncGenerator<EntryInput | InputFailure> {
  const limits = { ...fetchedArchiveLimits, ...given };
  try {
    const items = await openArchive(memorySource(bytes), limits);
    const listing = { limits, passOver, onListed: () => {} };
    if (items) yield* listArchive({ ...archive, depth: 0, items }, listing);
  } catch (error) {
    yield errorToFailure(error, archive.location);
  }
}
