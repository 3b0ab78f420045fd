/**
 * The bytes of documents, each under its own SHA-256. A document is written beside its place and then put
 * there whole, so that what stands under a hash is never half of it, whoever is killed when.
 *
 * Its bytes and its name are on the disk before a result of it is stored. Disks lose power and go bad all the
 * same: what is held is compared with the bytes at hand, and put anew where it is not the same.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { orStoreError } from './store-error.js';

/** All throw a StoreError. */
export interface Documents {
  /** Does nothing where the document is held already, whole. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where they are not held, or no longer whole. */
  find(sha256: string): Promise<Uint8Array | undefined>;
  /** A file with the bytes, for a reader in another process; there as long as `read` takes. */
  withFile<Result>(sha256: string, read: (path: string) => Promise<Result>): Promise<Result>;
  /** Throws where no document can be put or found now. */
  expectReachable(): Promise<void>;
  /** Throws away what was written half by a process that was killed; `now` in milliseconds. */
  tidy(now: number): Promise<void>;
}

export class FolderDocuments implements Documents {
  constructor(private readonly folder: string) {}

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(sha256);
    if (await holds(path, bytes)) return;
    const beside = join(this.folder, incoming, randomBytes(8).toString('hex'));
    await orStoreError(this.folder, async () => {
      await Promise.all([dirname(path), dirname(beside)].map(makeFolder));
      try {
        await writeFile(beside, bytes, { flush: true });
        await rename(beside, path);
        await flushNames(dirname(path));
      } finally {
        // Nothing is left there but of what failed: that is what is told.
        await rm(beside, { force: true }).catch(() => undefined);
      }
    });
  }

  async find(sha256: string): Promise<Uint8Array | undefined> {
    const bytes = await readFile(this.pathOf(sha256)).catch(() => undefined);
    return bytes && hashOf(bytes) === sha256 ? bytes : undefined;
  }

  withFile<Result>(sha256: string, read: (path: string) => Promise<Result>): Promise<Result> {
    return read(this.pathOf(sha256));
  }

  expectReachable(): Promise<void> {
    return orStoreError(this.folder, async () => {
      await makeFolder(this.folder);
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    });
  }

  /** What cannot be thrown away harms nobody. */
  async tidy(now: number): Promise<void> {
    const folder = join(this.folder, incoming);
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > abandonedAfter)
        await rm(path, { force: true }).catch(() => undefined);
    }
  }
}

/** In hexadecimal. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const incoming = 'incoming';
/** Milliseconds: no document takes that long to be written. */
const abandonedAfter = 3_600_000;

/** After a power failure there may be less of it than was written, or zeros; what cannot be read is not held. */
async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== bytes.length) return false;
  const held = await readFile(path).catch(() => undefined);
  return held?.equals(bytes) ?? false;
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (const parent of new Set([dirname(first), dirname(folder)])) await flushNames(parent);
}

/** A file that is on the disk is found there only when its folder is, too. */
async function flushNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Not every disk on the network can, and then nobody can do better.
    if (!isUnable(error)) throw error;
  } finally {
    await handle.close();
  }
}

const isUnable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EINVAL', 'ENOTSUP'].includes(String(error.code));
