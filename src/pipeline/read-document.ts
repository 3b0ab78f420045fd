/** The first reading of a file; where the first reader fails, the second takes over. */
import type { Failure } from '#model/failure.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import type { Engines } from './engines.js';
import { type Read, readersOf } from './readers.js';
import { type ReadableFormat, sniffFormat } from './sniff-format.js';

export interface FirstReading {
  readonly format: ReadableFormat;
  readonly reading: Reading;
  /** Whether it is the second reader's: then no other reading is left to ask. */
  readonly stoodIn: boolean;
}

export type FirstResult =
  | FirstReading
  | { readonly format: ReadableFormat | null; readonly failure: Failure };

export async function readDocument(
  bytes: Uint8Array,
  options: ReadOptions,
  engines: Engines,
): Promise<FirstResult> {
  const { fileBytes } = options.limits;
  if (bytes.length > fileBytes)
    return { format: null, failure: { code: 'too-large', detail: `${bytes.length} bytes` } };
  const sniffed = sniffFormat(bytes);
  if ('failure' in sniffed) return { format: null, failure: sniffed.failure };
  const { format } = sniffed;
  const { first, second } = readersOf[format];
  const result = await attempt(first, bytes, options, engines);
  if ('reading' in result) return { format, reading: result.reading, stoodIn: false };
  if (!second || result.failure.code !== 'corrupt') return { format, failure: result.failure };
  const other = await attempt(second, bytes, options, engines);
  if ('reading' in other) return { format, reading: other.reading, stoodIn: true };
  return { format, failure: result.failure };
}

/** A reader that throws has met a document it does not understand: to the document that is `corrupt`. */
export async function attempt(
  read: Read,
  bytes: Uint8Array,
  options: ReadOptions,
  engines: Engines,
): Promise<ReadResult> {
  try {
    return await read(bytes, options, engines);
  } catch (error) {
    return { failure: { code: 'corrupt', detail: error instanceof Error ? error.message : String(error) } };
  }
}
