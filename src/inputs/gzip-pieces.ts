import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { type ByteSource, readPieces } from './byte-source.js';
import type { InputLimits } from './input.js';
import { InputError } from './input-error.js';

const pieceBytes = 2 ** 18;

/**
 * The inflated bytes, counted on the way. What is cut off ends without an error, so that all of it that is there
 * is given: the reader of the content must know its end. Throws an `InputError` for damage and past the limits.
 */
export async function* inflatePieces(source: ByteSource, limits: InputLimits): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: pieceBytes });
  pipeline(Readable.from(readPieces(source)), gunzip, () => {});
  let total = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      total += piece.length;
      expectWithinLimits(total, source.size, limits);
      yield piece;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new InputError('archive-corrupt', code) : error;
  }
}

function expectWithinLimits(total: number, packed: number, limits: InputLimits): void {
  if (total > limits.archiveBytes) throw new InputError('archive-too-large', `${limits.archiveBytes} bytes`);
  if (total > limits.ratioFloor && total > limits.inflationRatio * packed)
    throw new InputError('bomb', `${packed} bytes to ${total} and more`);
}
