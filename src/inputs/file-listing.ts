/** A file on disk to inputs: itself, or what is in it where it is an archive. */
import { stat } from 'node:fs/promises';
import { openArchive } from './archive.js';
import { isArchiveName, isDocumentName } from './archive-kind.js';
import { listArchive } from './archive-listing.js';
import { fileSource } from './byte-source.js';
import type { DiskFile } from './folder-walk.js';
import type { FileInput, Input, InputFailure, Listing, Opened } from './input.js';
import { errorToFailure, InputError } from './input-error.js';

/**
 * A file that somebody named is looked into for an archive whatever its extension, others only by theirs: in a
 * folder of a million files that were all imported before, none should have to be opened.
 */
export async function* listFile(
  file: DiskFile,
  isNamed: boolean,
  listing: Listing,
): AsyncGenerator<Input | InputFailure> {
  const { path, location, size, stamp } = file;
  if (!isArchiveName(file.name) && (!isNamed || isDocumentName(file.name)))
    return yield toFileInput(file, listing);
  try {
    const items = await openArchive(fileSource(path, size), listing.limits);
    if (items) yield* listArchive({ location, stamp, depth: 0, items }, listing);
    else yield toFileInput(file, listing);
  } catch (error) {
    yield errorToFailure(error, location);
  }
  listing.onListed(location);
}

function toFileInput(file: DiskFile, listing: Listing): FileInput {
  const { location, name, size, modified, stamp } = file;
  return { kind: 'file', location, name, size, modified, stamp, open: () => openFile(file, listing) };
}

/** As it is now: it may have grown since it was listed. */
async function openFile({ path, location }: DiskFile, { limits }: Listing): Promise<Opened> {
  try {
    const { size } = await stat(path);
    if (size > limits.fileBytes) throw new InputError('file-too-large', `${size} bytes`);
    return { bytes: await fileSource(path, size).read(0, size) };
  } catch (error) {
    return { failure: errorToFailure(error, location) };
  }
}
