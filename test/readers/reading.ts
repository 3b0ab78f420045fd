/** What a reader gave, where a test counts on its being a reading, or on its being a failure. */
import { defaultLimits, type Reading, type ReadOptions, type ReadResult } from '#model/reading.js';

export const options: ReadOptions = { limits: defaultLimits };

export function readingOf(result: ReadResult): Reading {
  if ('failure' in result) throw new Error(`${result.failure.code}: ${result.failure.detail ?? ''}`);
  return result.reading;
}

export function failureOf(result: ReadResult): string | undefined {
  if ('failure' in result) return result.failure.code;
  result.reading.close();
  return undefined;
}
