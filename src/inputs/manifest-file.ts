import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileSource } from './byte-source.js';
import { type DiskFile, toDiskFile } from './folder-walk.js';
import { errorToFault } from './input-error.js';
import { findManifestFormat, type ManifestFormat } from './manifest-columns.js';
import { decodeHead, firstLineOf, readText } from './text-pieces.js';

const manifestName = /\.(?:csv|tsv|jsonl|ndjson)$/i;

/** What has another name is never one. */
export const isManifestName = (name: string): boolean => manifestName.test(name);

const headBytes = 2 ** 16;

export interface ManifestFile {
  readonly format: ManifestFormat;
  readonly pieces: AsyncGenerator<string>;
}

/** `undefined` where there is no such file, or where it is no manifest: what else it is, others tell. */
export async function findManifest(path: string): Promise<ManifestFile | undefined> {
  if (!isManifestName(path)) return undefined;
  try {
    const stats = await stat(path);
    return stats.isFile()
      ? await openManifest(toDiskFile({ path, location: path }, basename(path), stats))
      : undefined;
  } catch (error) {
    errorToFault(error);
    return undefined;
  }
}

/** `undefined` where a file is another table or none; throws what the disk throws. */
export async function openManifest({ path, name, size }: DiskFile): Promise<ManifestFile | undefined> {
  if (!isManifestName(name)) return undefined;
  const source = fileSource(path, size);
  const head = decodeHead(await source.read(0, headBytes));
  const format = findManifestFormat(firstLineOf(head));
  return format && { format, pieces: readText(source) };
}
