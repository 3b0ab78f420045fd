/** The inputs a manifest names. What is wrong with a row is said with its line, and the next row follows. */
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAddress, listAddress } from './address.js';
import type { Input, InputFailure, Listing } from './input.js';
import { errorToFailure, errorToFault, type Fault, faultToFailure } from './input-error.js';
import type { ManifestFile } from './manifest-file.js';
import { type ListedRow, parseManifestRow, type RawRow } from './manifest-row.js';
import { type BrokenRow, readRows } from './manifest-rows.js';
import { listPath } from './path-listing.js';

export interface Manifest extends ManifestFile {
  readonly location: string;
  /** Where its relative paths begin. */
  readonly folder: string;
}

type Inputs = AsyncGenerator<Input | InputFailure>;

export async function* listManifest(manifest: Manifest, listing: Listing): Inputs {
  const { location, pieces, format } = manifest;
  try {
    for await (const row of readRows(pieces, format)) yield* listRow(row, manifest, listing);
  } catch (error) {
    yield errorToFailure(error, location);
  }
  listing.onListed(location);
}

async function* listRow(raw: RawRow | BrokenRow, { location, folder }: Manifest, listing: Listing): Inputs {
  const listed = 'fault' in raw ? raw.fault : tryToParse(raw, location);
  const { line } = raw;
  if (!listed) return;
  const fail = (fault: Fault): InputFailure => ({
    ...faultToFailure(fault, location),
    manifest: { location, line },
  });
  if ('code' in listed) return yield fail(listed);
  const { row, faults } = listed;
  if (faults.length > 0) yield fail({ code: 'bad-manifest-value', detail: faults.join(', ') });
  for await (const input of listTarget(listed, folder, listing)) yield { ...input, manifest: row };
}

function tryToParse(raw: RawRow, location: string): ListedRow | Fault | undefined {
  try {
    return parseManifestRow(raw, location);
  } catch (error) {
    return errorToFault(error);
  }
}

async function* listTarget({ path, address }: ListedRow, folder: string, listing: Listing): Inputs {
  const target = address ?? path ?? '';
  if (address !== undefined || isAddress(target)) yield* listAddress(target);
  else yield* listPath({ path: await toExisting(target, folder), folder, isNamed: false }, listing);
}

/** Manifests written on Windows have backslashes between folders. */
async function toExisting(path: string, folder: string): Promise<string> {
  if (!path.includes('\\')) return path;
  return access(resolve(folder, path)).then(
    () => path,
    () => path.replaceAll('\\', '/'),
  );
}
