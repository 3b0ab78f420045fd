/** A path as somebody wrote it to inputs: a file, a folder with all in it, an archive, or a pattern. */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { listFile } from './file-listing.js';
import { type DiskFile, toDiskFile, walkFolder } from './folder-walk.js';
import type { Input, InputFailure, Listing } from './input.js';
import { errorToFault, type Fault, faultToFailure } from './input-error.js';
import { openManifest } from './manifest-file.js';
import { findFileReason } from './passed-over.js';

export interface NamedPath {
  readonly path: string;
  /** Where it begins if it is relative. */
  readonly folder: string;
  /** Written by hand, not taken from a list: worth a look into the file. */
  readonly isNamed: boolean;
}

/** What exists is what it is, whatever characters are in its name; only else it may be a pattern. */
export async function* listPath(named: NamedPath, listing: Listing): AsyncGenerator<Input | InputFailure> {
  const path = resolve(named.folder, named.path);
  const found = await lookAt(path);
  if ('stats' in found) yield* listFound(path, found.stats, named.isNamed, listing);
  else if (found.code === 'no-such-file' && isPattern(named.path)) yield* listPattern(named, listing);
  else yield faultToFailure(found, path);
}

/** A NUL, which no name on disk has, would match anything. */
function isPattern(path: string): boolean {
  return isDynamicPattern(path) && !path.includes('\0');
}

async function lookAt(path: string): Promise<{ readonly stats: Stats } | Fault> {
  try {
    return { stats: await stat(path) };
  } catch (error) {
    return errorToFault(error);
  }
}

async function* listFound(
  path: string,
  stats: Stats,
  isNamed: boolean,
  listing: Listing,
): AsyncGenerator<Input | InputFailure> {
  const place = { path, location: path };
  if (stats.isDirectory()) yield* listFolder(path, listing);
  else if (stats.isFile()) yield* listCandidate(toDiskFile(place, basename(path), stats), isNamed, listing);
  else yield faultToFailure({ code: 'not-readable', detail: 'neither a file nor a folder' }, path);
}

async function* listFolder(path: string, listing: Listing): AsyncGenerator<Input | InputFailure> {
  for await (const found of walkFolder(path, listing))
    if ('failure' in found) yield found.failure;
    else yield* listCandidate(found.file, false, listing);
  listing.onListed(path);
}

/** A manifest that lies beside the reports it lists is no report; it counts where it is an argument itself. */
async function* listCandidate(
  file: DiskFile,
  isNamed: boolean,
  listing: Listing,
): AsyncGenerator<Input | InputFailure> {
  const reason = findFileReason(file.name);
  const isManifest = await holdsManifest(file);
  if (reason && reason !== 'hidden') listing.passOver(reason, file.location);
  else if (typeof isManifest === 'object') yield faultToFailure(isManifest, file.location);
  else if (isManifest) listing.passOver('manifest', file.location);
  else yield* listFile(file, isNamed, listing);
}

async function holdsManifest(file: DiskFile): Promise<boolean | Fault> {
  try {
    return (await openManifest(file)) !== undefined;
  } catch (error) {
    return errorToFault(error);
  }
}

/** As a shell would expand it; a folder that matches stands for all in it, and nothing is listed twice. */
async function* listPattern(
  { path: pattern, folder, isNamed }: NamedPath,
  listing: Listing,
): AsyncGenerator<Input | InputFailure> {
  const options = { cwd: folder, absolute: true, onlyFiles: false, expandDirectories: false };
  const matches = await glob(pattern, { ...options, followSymbolicLinks: false });
  const paths = matches.map((match) => resolve(match)).sort();
  if (paths.length === 0) yield faultToFailure({ code: 'no-match' }, resolve(folder, pattern));
  const folders = new Set<string>();
  for (const path of paths) {
    if (liesIn(path, folders)) continue;
    const found = await lookAt(path);
    if ('code' in found) yield faultToFailure(found, path);
    else {
      if (found.stats.isDirectory()) folders.add(path);
      yield* listFound(path, found.stats, isNamed, listing);
    }
  }
  listing.onListed(resolve(folder, pattern));
}

function liesIn(path: string, folders: ReadonlySet<string>): boolean {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above))
    if (folders.has(above)) return true;
  return false;
}
