/** Large JSON as it is stored: compressed by zlib, which every language reads. */
import { deflateSync, inflateSync } from 'node:zlib';

/** Higher levels cost more time than the bytes they save. */
const level = 3;

export const pack = (json: string): Uint8Array => deflateSync(json, { level });

export const unpack = <Value>(packed: Uint8Array): Value =>
  JSON.parse(inflateSync(packed).toString('utf8')) as Value;
