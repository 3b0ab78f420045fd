/**
 * Why a store could not be opened. The driver has only a sentence for that, or a code that says no more than
 * itself, so the file and its folder are looked at. The file itself is not opened for it: closing it again would
 * drop the locks that this process has on it.
 */
import { accessSync, closeSync, constants, openSync, type Stats, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { StoreError, toStoreError } from './store-error.js';

/** Of two that say the same the one that says why; any other error as it is. */
export function toOpeningError(error: unknown, path: string): unknown {
  const known = toStoreError(error, path);
  const isVague = known instanceof StoreError && known.code === 'not-writable';
  return isVague && known !== error ? findOpeningFault(error, path) : known;
}

export function findOpeningFault(cause: unknown, path: string): StoreError {
  try {
    if (findFile(path)?.isDirectory()) return new StoreError('in-the-way', path, { cause });
    tryFiles();
    accessSync(dirname(path), constants.R_OK | constants.W_OK | constants.X_OK);
    if (findFile(path)) accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const fault = toStoreError(error, path);
    if (fault instanceof StoreError) return fault;
  }
  return new StoreError('not-writable', path, { cause });
}

/** More than the driver opens for one store. */
const files = 24;

/** The driver ends the whole process where it is refused a file at a bad moment: whether there are enough is tried first. */
export function tryFiles(): void {
  const opened: number[] = [];
  try {
    while (opened.length < files) opened.push(openSync(devNull, 'r'));
  } finally {
    for (const file of opened) closeSync(file);
  }
}

/** Throws what the system says where it cannot tell. */
export const findFile = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });
