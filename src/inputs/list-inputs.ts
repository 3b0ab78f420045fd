/**
 * Everything a person may hand to an import, as a stream: files, folders with all in them, patterns, archives,
 * addresses, manifests, and lists of all these on standard input. What cannot be taken stands in the stream as a
 * failure at its place, and the next input follows.
 */
import { dirname, resolve } from 'node:path';
import { isAddress, listAddress } from './address.js';
import {
  defaultInputLimits,
  type Input,
  type InputFailure,
  type InputLimits,
  type Listing,
  type PassedOverReason,
} from './input.js';
import { faultToFailure } from './input-error.js';
import { findManifestFormat } from './manifest-columns.js';
import { findManifest } from './manifest-file.js';
import { listManifest } from './manifest-listing.js';
import { listPath } from './path-listing.js';
import { peekLine, readLines, readTextInPassing } from './text-pieces.js';

export interface ListOptions {
  /** Where relative paths begin; the current folder if not given. */
  readonly folder?: string;
  /** What `-` stands for. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  readonly limits?: Partial<InputLimits>;
  /** Told of each thing that lies there and was not taken. */
  readonly passOver?: (reason: PassedOverReason, location: string) => void;
  /** Told of each folder, archive, pattern and manifest when it was gone through, whatever was wrong in it. */
  readonly onListed?: (location: string) => void;
}

type Inputs = AsyncGenerator<Input | InputFailure>;

/** Folders in the order of their names, all else as given; an input named twice comes twice. */
export async function* listInputs(names: Iterable<string>, options: ListOptions = {}): Inputs {
  const { folder = '.', standardInput, passOver = () => {}, onListed = () => {} } = options;
  const listing = { limits: { ...defaultInputLimits, ...options.limits }, passOver, onListed };
  for (const name of names)
    if (name === '-') yield* listStandardInput(standardInput, folder, listing);
    else yield* listArgument(name, folder, true, listing);
}

async function* listArgument(name: string, folder: string, isNamed: boolean, listing: Listing): Inputs {
  if (isAddress(name)) return yield* listAddress(name);
  const path = resolve(folder, name);
  const manifest = await findManifest(path);
  if (manifest) yield* listManifest({ ...manifest, location: path, folder: dirname(path) }, listing);
  else yield* listPath({ path: name, folder, isNamed }, listing);
}

/** A manifest where the first line is the head of one, else paths and addresses, one a line. */
async function* listStandardInput(
  bytes: AsyncIterable<Uint8Array> | undefined,
  folder: string,
  listing: Listing,
): Inputs {
  const location = '-';
  if (!bytes) return yield faultToFailure({ code: 'not-readable', detail: 'no standard input' }, location);
  const { line, pieces } = await peekLine(readTextInPassing(bytes));
  const format = findManifestFormat(line);
  if (format) return yield* listManifest({ format, pieces, location, folder }, listing);
  const separator = line.includes('\0') ? '\0' : '\n';
  for await (const { text } of readLines(pieces, separator))
    if (text !== '') yield* listArgument(text, folder, false, listing);
  listing.onListed(location);
}
