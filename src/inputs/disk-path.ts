/**
 * Paths on disk. A name on disk is bytes, and what was unpacked from a Chinese Windows archive by a tool that
 * knew no better is GBK: such a name cannot be written as a string and opened again. It stays a `Buffer` for
 * opening, and is decoded, part by part, for people.
 */
import { sep } from 'node:path';
import { decodeName } from './entry-name.js';

export interface DiskPlace {
  readonly path: string | Buffer;
  /** The path for people. */
  readonly location: string;
}

export type DiskPath = DiskPlace['path'];

export function joinPlace({ path, location }: DiskPlace, name: DiskPath): DiskPlace {
  const text = nameToText(name);
  const joined = location.endsWith(sep) ? location + text : `${location}${sep}${text}`;
  if (typeof path === 'string' && typeof name === 'string') return { path: joined, location: joined };
  return { path: Buffer.concat([Buffer.from(path), Buffer.from(sep), Buffer.from(name)]), location: joined };
}

export function nameToText(name: DiskPath): string {
  return typeof name === 'string' ? name : decodeName(name);
}
