/** Pieces of a TAR archive to its entries, one at a time; only the entry in hand is held. */
import { type Extract, extract, type Header } from 'tar-stream';
import { isZeroed, tarBlockBytes } from './archive-kind.js';
import { InputError } from './input-error.js';

/** What its types leave out: where the content begins, that a type may be unknown, what pax says. */
export interface TarHeader extends Omit<Header, 'type' | 'pax'> {
  readonly type: Header['type'] | null;
  readonly byteOffset: number;
  readonly pax: { readonly path?: string } | null;
}

export interface TarEntry {
  readonly header: TarHeader;
  /** `undefined` once the entry has passed; the same promise as long as it is in hand. */
  readInPassing(): Promise<Buffer> | undefined;
}

type Source = Extract extends AsyncIterable<infer Each> ? Each : never;

/** Another option its types leave out. */
const latinNames: object = { filenameEncoding: 'latin1' };

/** Throws an `InputError` behind the last entry that can be read, where the archive goes on or should. */
export async function* readTar(pieces: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const tar = extract(latinNames);
  const feeding = feed(pieces, tar);
  try {
    yield* passEntries(tar);
  } catch (error) {
    throw (await feeding) ?? new InputError('archive-corrupt', (error as Error).message);
  } finally {
    tar.destroy();
  }
  const error = await feeding;
  if (error) throw error;
}

async function* passEntries(tar: Extract): AsyncGenerator<TarEntry> {
  for await (const entry of tar) {
    let isPassed = false;
    let reading: Promise<Buffer> | undefined;
    const readInPassing = (): Promise<Buffer> | undefined => {
      if (!isPassed) reading ??= readWhole(entry);
      return isPassed ? undefined : reading;
    };
    yield { header: entry.header as TarHeader & Header, readInPassing };
    isPassed = true;
    if (reading) await Promise.allSettled([reading]);
    else entry.resume();
  }
}

async function readWhole(entry: Source): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece);
  } catch {
    throw new InputError('entry-corrupt', 'cut off');
  }
  const bytes = Buffer.concat(pieces);
  if (bytes.length !== entry.header.size) throw new InputError('entry-corrupt', 'cut off');
  return bytes;
}

/**
 * Gives the parser all there is, whatever happens to the source, so that every entry before the damage comes out;
 * what happened is the answer. An archive ends with blocks of zeros: one without them was cut off between entries.
 */
async function feed(pieces: AsyncIterable<Buffer>, tar: Extract): Promise<unknown> {
  const closed = new Promise<void>((resolve) => tar.once('close', () => resolve()));
  let tail: Buffer = Buffer.alloc(0);
  try {
    for await (const piece of pieces) {
      tail = piece.length >= tarBlockBytes ? piece : Buffer.concat([tail, piece]);
      const isTaken = tar.write(piece) || new Promise<void>((resolve) => tar.once('drain', () => resolve()));
      await Promise.race([closed, isTaken]);
      if (tar.destroyed) return undefined;
    }
    const hasEnd = isZeroed(tail.subarray(-tarBlockBytes));
    return hasEnd ? undefined : new InputError('archive-corrupt', 'no end: cut off');
  } catch (error) {
    return error;
  } finally {
    tar.end(null);
  }
}
