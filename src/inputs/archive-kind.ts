/** What a file is packed as, by its first bytes; by its name only whether it is worth a look. */
import type { InputLimits } from './input.js';

/** Enough of a file to tell how it is packed, and the unit of TAR. */
export const tarBlockBytes = 512;

const archiveName = /\.(?:zip|tar|tgz|gz)$/i;
const documentName = /\.(?:docx?|pdf|html?|xhtml|mht|txt|md|rtf|ofd|xlsx?|csv|odt|wps|et|json|jsonl|xml)$/i;

/** So named that it is taken for an archive wherever it lies. */
export function isArchiveName(name: string): boolean {
  return archiveName.test(name);
}

/** An archive inside an archive may be larger than a document. */
export function mostBytesOf(name: string, { fileBytes, innerArchiveBytes }: InputLimits): number {
  return isArchiveName(name) ? innerArchiveBytes : fileBytes;
}

/** Named like what is never an archive. */
export function isDocumentName(name: string): boolean {
  return documentName.test(name);
}

export type Packing = 'zip' | 'gzip' | 'tar';

export function findPacking(head: Buffer): Packing | undefined {
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(head.toString('latin1', 0, 4))) return 'zip';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return isTarBlock(head) ? 'tar' : undefined;
}

/** Its first block carries the mark of POSIX or GNU; an empty archive is nothing but zeros. */
export function isTarBlock(head: Buffer): boolean {
  if (head.length < tarBlockBytes) return false;
  return head.toString('latin1', 257, 262) === 'ustar' || isZeroed(head.subarray(0, tarBlockBytes));
}

export function isZeroed(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}
