/**
 * Bytes that lie on disk or in memory, read in pieces. A file is opened for each piece and closed again: an
 * input that is opened long after it was listed needs no handle that somebody must remember to close.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { DiskPath } from './disk-path.js';

export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked for only where the source ends. */
  read(from: number, length: number): Promise<Buffer>;
}

/** Large enough that opening a file for each costs nothing beside reading it. */
const pieceBytes = 2 ** 18;

export function fileSource(path: DiskPath, size: number): ByteSource {
  return {
    size,
    async read(from, length) {
      const handle = await open(path);
      try {
        return await readFully(handle, from, Math.max(0, Math.min(length, size - from)));
      } finally {
        await handle.close();
      }
    },
  };
}

/** A disk may give less than was asked for, and more when asked again. */
async function readFully(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export function memorySource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    read: async (from, length) => buffer.subarray(from, from + length),
  };
}

/** For many small reads near each other: one piece is held in memory. */
export function windowedSource(source: ByteSource): ByteSource {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  return {
    size: source.size,
    async read(from, length) {
      const isInside = from >= windowAt && from + length <= windowAt + window.length;
      if (!isInside) {
        window = await source.read(from, Math.max(length, pieceBytes));
        windowAt = from;
      }
      return window.subarray(from - windowAt, from - windowAt + length);
    },
  };
}

export async function* readPieces(source: ByteSource): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; ) {
    const piece = await source.read(at, pieceBytes);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}
