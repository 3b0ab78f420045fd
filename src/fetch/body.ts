/**
 * The bytes of an answer, counted while they come and again while they are inflated: what a header declares
 * of their number is not believed.
 */
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError, type Measure } from './failure.js';

export interface BodyBounds {
  readonly bytes: number;
  readonly ratio: number;
  /** Whether what comes past the bytes is an error or just not read. */
  readonly past: 'fail' | 'cut';
}

/** Below this a body of blanks may well inflate more than the ratio. */
const ratioFloor = 2 ** 20;

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What a server may compress with. */
export const acceptedEncodings = 'gzip, br';

/** Throws a `FetchError` past the bounds, and zlib's own errors for damaged compression. */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  bounds: BodyBounds,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const decoder = findDecoder(encoding);
  const counter = new ByteCounter(decoder ? 'inflated' : 'received', bounds);
  try {
    if (decoder) await pipeline(body, counter.received(), decoder, counter.kept(), { signal });
    else await pipeline(body, counter.received(), counter.kept(), { signal });
  } catch (error) {
    // Where we stopped, the stages before may fail of being stopped, and be heard first.
    if (!counter.stop) throw error;
    if (counter.stop !== 'cut') throw counter.stop;
  }
  return counter.bytes();
}

function findDecoder(encoding: string | undefined): Transform | undefined {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return undefined;
  const create = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (!create) throw new FetchError({ code: 'broken-answer', cause: `content-encoding ${name}` });
  return create();
}

class ByteCounter {
  /** Why no more was read. */
  stop: FetchError | 'cut' | undefined;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private inputSize = 0;

  constructor(
    private readonly measure: Measure,
    private readonly bounds: BodyBounds,
  ) {}

  /** Counts what comes over the wire. */
  received(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _, next) => {
        this.inputSize += chunk.length;
        next(null, chunk);
      },
    });
  }

  /** Counts and keeps what it inflates to. */
  kept(): (source: AsyncIterable<Buffer>) => Promise<void> {
    return async (source) => {
      for await (const chunk of source) this.keep(chunk);
    };
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.chunks, Math.min(this.size, this.bounds.bytes));
  }

  private keep(chunk: Buffer): void {
    this.size += chunk.length;
    this.chunks.push(chunk);
    this.stop = this.findStop();
    if (this.stop) throw new Error('enough');
  }

  private findStop(): FetchError | 'cut' | undefined {
    const { bytes: limit, ratio, past } = this.bounds;
    if (this.size > limit)
      return past === 'cut' ? 'cut' : new FetchError({ code: 'too-large', measure: this.measure, limit });
    if (this.size > ratioFloor && this.size > this.inputSize * ratio)
      return new FetchError({ code: 'bomb', ratio });
    return undefined;
  }
}
