/**
 * The entries of a TAR archive, packed with gzip or not. It has no directory: entry follows entry, and the
 * listing reads the archive from its beginning to its end.
 *
 * An entry is read in passing where it is asked for before the next one is. Later, its bytes are looked for
 * again: at their place in a plain archive, from the beginning on in a packed one. That is right in either
 * case and slow in the last, so whoever wants many entries reads each before asking for the next.
 *
 * Names are taken as bytes (`latin1`), since there are archives of GBK names; only what a pax header says is
 * UTF-8 by definition.
 */
import type { ArchiveEntry, ArchiveItems } from './archive-entry.js';
import { mostBytesOf } from './archive-kind.js';
import { type ByteSource, readPieces } from './byte-source.js';
import { decodeName } from './entry-name.js';
import { inflatePieces } from './gzip-pieces.js';
import type { InputLimits } from './input.js';
import { type Fault, InputError } from './input-error.js';
import { readTar, type TarEntry, type TarHeader } from './tar-entries.js';

export function openTar(source: ByteSource, isPacked: boolean, limits: InputLimits): ArchiveItems {
  const pieces = (): AsyncIterable<Buffer> => (isPacked ? inflatePieces(source, limits) : readPieces(source));
  return listTar(pieces, isPacked ? undefined : source, limits);
}

async function* listTar(
  pieces: () => AsyncIterable<Buffer>,
  plain: ByteSource | undefined,
  limits: InputLimits,
): ArchiveItems {
  let index = 0;
  for await (const entry of readTar(pieces())) {
    const place = index++;
    const again = (): Promise<Buffer> => (plain ? readAt(plain, entry) : readAgain(pieces(), place));
    yield toArchiveEntry(entry, () => entry.readInPassing() ?? again(), limits);
  }
}

async function readAt(source: ByteSource, { header }: TarEntry): Promise<Buffer> {
  const bytes = await source.read(header.byteOffset, header.size);
  if (bytes.length !== header.size) throw new InputError('entry-corrupt', 'cut off');
  return bytes;
}

async function readAgain(pieces: AsyncIterable<Buffer>, place: number): Promise<Buffer> {
  let index = 0;
  for await (const entry of readTar(pieces)) {
    const bytes = index++ === place ? await entry.readInPassing() : undefined;
    if (bytes) return bytes;
  }
  throw new InputError('entry-corrupt', 'cut off');
}

function toArchiveEntry(
  { header }: TarEntry,
  read: () => Promise<Buffer>,
  limits: InputLimits,
): ArchiveEntry {
  const { size, byteOffset } = header;
  const name = header.pax?.path ?? decodeName(Buffer.from(header.name, 'latin1'));
  const kind = kinds[header.type ?? 'unknown'] ?? 'special';
  const fault = kind === 'file' ? findTarFault(header, mostBytesOf(name, limits)) : undefined;
  return { name, kind, size, mark: `${byteOffset}-${size}`, ...(fault && { fault }), read };
}

/** A hard link is a second name of an entry that stands before it. */
const kinds: Readonly<Record<string, ArchiveEntry['kind']>> = {
  file: 'file',
  directory: 'folder',
  'contiguous-file': 'file',
  unknown: 'file',
  link: 'link',
  symlink: 'link',
};

function findTarFault({ type, size }: TarHeader, mostBytes: number): Fault | undefined {
  if (!type) return { code: 'entry-unsupported', detail: 'an extension of TAR' };
  return size > mostBytes ? { code: 'entry-too-large', detail: `${size} bytes` } : undefined;
}
