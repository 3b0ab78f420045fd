/** Tells archives from documents and lists what is in them, whatever they are packed with. */
import type { ArchiveItems } from './archive-entry.js';
import { findPacking, isTarBlock, tarBlockBytes } from './archive-kind.js';
import type { ByteSource } from './byte-source.js';
import { inflatePieces } from './gzip-pieces.js';
import type { InputLimits } from './input.js';
import { openTar } from './tar-archive.js';
import { openZip } from './zip-archive.js';

/** `undefined` where the bytes are no archive but a document, such as an office package. */
export async function openArchive(
  source: ByteSource,
  limits: InputLimits,
): Promise<ArchiveItems | undefined> {
  const packing = findPacking(await source.read(0, tarBlockBytes));
  switch (packing) {
    case 'zip':
      return openZip(source, limits);
    case 'tar':
      return openTar(source, false, limits);
    case 'gzip':
      return (await holdsTar(source, limits)) ? openTar(source, true, limits) : undefined;
    case undefined:
      return undefined;
  }
}

async function holdsTar(source: ByteSource, limits: InputLimits): Promise<boolean> {
  for await (const piece of inflatePieces(source, limits)) return isTarBlock(piece);
  return false;
}
