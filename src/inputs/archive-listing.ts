/**
 * The inputs in an archive: its entries without those that are passed over, and the entries of the archives in
 * it, one level down. What is wrong with one entry is said of that entry, and the next one follows.
 */

import { openArchive } from './archive.js';
import type { ArchiveEntry, ArchiveItem, ArchiveItems } from './archive-entry.js';
import { isArchiveName } from './archive-kind.js';
import { memorySource } from './byte-source.js';
import { EntryLocations } from './entry-locations.js';
import { nameToLabel } from './entry-name.js';
import type { EntryInput, InputFailure, Listing, Opened } from './input.js';
import { errorToFailure, faultToFailure, InputError } from './input-error.js';
import { findEntryReason } from './passed-over.js';

interface Archive {
  readonly location: string;
  /** Stands for its content. */
  readonly stamp: string;
  /** 0 for what lies on disk. */
  readonly depth: number;
  readonly items: ArchiveItems;
}

const deepest = 1;
/** For an entry with nothing in its name but the way out of the archive. */
const nameless = 'nameless';

export async function* listArchive(
  archive: Archive,
  listing: Listing,
): AsyncGenerator<EntryInput | InputFailure> {
  const locations = new EntryLocations(archive.location);
  let entries = 0;
  try {
    for await (const item of archive.items) {
      if (++entries > listing.limits.archiveEntries)
        throw new InputError('too-many-entries', String(listing.limits.archiveEntries));
      yield* listItem(item, archive, locations, listing);
    }
  } catch (error) {
    yield errorToFailure(error, archive.location);
  }
}

async function* listItem(
  item: ArchiveItem,
  archive: Archive,
  locations: EntryLocations,
  listing: Listing,
): AsyncGenerator<EntryInput | InputFailure> {
  if ('lost' in item) return yield faultToFailure(item.lost, archive.location);
  if (item.kind === 'folder') return;
  const label = nameToLabel(item.name) || nameless;
  const location = locations.of(label);
  const reason = findEntryReason(label) ?? (item.kind === 'file' ? undefined : item.kind);
  if (reason) listing.passOver(reason, location);
  else if (item.fault) yield faultToFailure(item.fault, location);
  else yield* listEntry(toEntryInput(item, label, location, archive), archive, listing);
}

function toEntryInput(entry: ArchiveEntry, label: string, location: string, archive: Archive): EntryInput {
  return {
    kind: 'entry',
    location,
    name: label.slice(label.lastIndexOf('/') + 1),
    archive: archive.location,
    size: entry.size,
    stamp: `${archive.stamp}/${entry.mark}`,
    open: () => openEntry(entry, location),
  };
}

async function openEntry(entry: ArchiveEntry, location: string): Promise<Opened> {
  try {
    return { bytes: await entry.read() };
  } catch (error) {
    return { failure: errorToFailure(error, location) };
  }
}

/** An archive inside is held in memory as long as one of its entries is. */
async function* listEntry(
  input: EntryInput,
  { depth }: Archive,
  listing: Listing,
): AsyncGenerator<EntryInput | InputFailure> {
  if (!isArchiveName(input.name)) return yield input;
  const opened = await input.open();
  if ('failure' in opened) return yield opened.failure;
  const items = await findItems(opened.bytes, input.location, listing);
  if (items === undefined) yield { ...input, open: async () => opened };
  else if ('kind' in items) yield items;
  else if (depth >= deepest) yield faultToFailure({ code: 'archive-too-deep' }, input.location);
  else yield* listArchive({ ...input, depth: depth + 1, items }, listing);
}

async function findItems(
  bytes: Uint8Array,
  location: string,
  { limits }: Listing,
): Promise<ArchiveItems | InputFailure | undefined> {
  try {
    return await openArchive(memorySource(bytes), limits);
  } catch (error) {
    return errorToFailure(error, location);
  }
}
