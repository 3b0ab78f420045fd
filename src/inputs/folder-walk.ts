/**
 * The files of a folder and of all folders in it, each folder's names in the order of their code units.
 *
 * Symbolic links are not followed: what they point at inside the folder is found at its own place, what lies
 * outside was not asked for, and so there are no cycles. Only the names of the folders on the way down are
 * held in memory.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { type DiskPath, type DiskPlace, joinPlace, nameToText } from './disk-path.js';
import type { InputFailure, Listing, PassedOverReason } from './input.js';
import { errorToFailure } from './input-error.js';
import { findFileReason, findReason } from './passed-over.js';

export interface DiskFile extends DiskPlace {
  readonly name: string;
  readonly size: number;
  readonly modified: Date;
  /** Stands for the content. */
  readonly stamp: string;
}

export type WalkedFile = { readonly file: DiskFile } | { readonly failure: InputFailure };

interface Level {
  readonly folder: DiskPlace;
  readonly names: readonly DiskPath[];
  next: number;
}

export async function* walkFolder(root: string, listing: Listing): AsyncGenerator<WalkedFile> {
  const levels: Level[] = [];
  let found: Found = { folder: { path: root, location: root } };
  do {
    if (found && 'folder' in found) found = await enterFolder(found.folder, levels);
    if (found && !('folder' in found)) yield found;
    found = await findNext(levels, listing);
  } while (found || levels.length > 0);
}

type Found = WalkedFile | { readonly folder: DiskPlace } | undefined;

async function enterFolder(folder: DiskPlace, levels: Level[]): Promise<WalkedFile | undefined> {
  try {
    levels.push({ folder, names: await readNames(folder.path), next: 0 });
    return undefined;
  } catch (error) {
    return { failure: errorToFailure(error, folder.location) };
  }
}

/** `undefined` for what is passed over, and at the end of a folder. */
async function findNext(levels: Level[], listing: Listing): Promise<Found> {
  const level = levels.at(-1);
  const name = level?.names[level.next++];
  if (level && name !== undefined) return await lookAt(joinPlace(level.folder, name), name, listing);
  levels.pop();
  return undefined;
}

async function readNames(folder: DiskPath): Promise<DiskPath[]> {
  const names = await readdir(folder);
  if (!names.some((name) => name.includes('\ufffd'))) return names.sort();
  return (await readdir(folder, { encoding: 'buffer' })).map(toShortest).sort(byText);
}

/** A string where the string leads back to the same bytes. */
function toShortest(name: Buffer): DiskPath {
  const text = name.toString();
  return Buffer.from(text).equals(name) ? text : name;
}

function byText(left: DiskPath, right: DiskPath): number {
  const [a, b] = [nameToText(left), nameToText(right)];
  if (a === b) return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return a < b ? -1 : 1;
}

async function lookAt(place: DiskPlace, rawName: DiskPath, { passOver }: Listing): Promise<Found> {
  const name = nameToText(rawName);
  const pass = (reason: PassedOverReason): undefined => passOver(reason, place.location) as undefined;
  try {
    const reason = findReason(name);
    if (reason) return pass(reason);
    const stats = await lstat(place.path);
    if (stats.isDirectory()) return { folder: place };
    const fileReason = findFileReason(name);
    if (fileReason) return pass(fileReason);
    if (!stats.isFile()) return pass(stats.isSymbolicLink() ? 'link' : 'special');
    return { file: toDiskFile(place, name, stats) };
  } catch (error) {
    return { failure: errorToFailure(error, place.location) };
  }
}

export function toDiskFile(place: DiskPlace, name: string, { size, mtime, mtimeMs }: Stats): DiskFile {
  return { ...place, name, size, modified: mtime, stamp: `${size}-${mtimeMs}` };
}
