/**
 * The bytes of documents, each under its own SHA-256. A document is written beside its place and then put
 * there whole, so that what stands under a hash is never half of it, whoever is killed when.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toStoreError } from './store-error.js';

export interface Documents {
  /** Does nothing where the document is held already. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array>;
  /** A file with the bytes, for a reader in another process. */
  pathOf(sha256: string): string;
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
    // After a power failure there may be less of it than was written.
    const held = await stat(path).catch(() => undefined);
    if (held?.size === bytes.length) return;
    const beside = join(this.folder, incoming, randomBytes(8).toString('hex'));
    try {
      await Promise.all([dirname(path), dirname(beside)].map((folder) => mkdir(folder, { recursive: true })));
      await writeFile(beside, bytes, { flush: true });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw toStoreError(error, this.folder);
    }
  }

  get(sha256: string): Promise<Uint8Array> {
    return readFile(this.pathOf(sha256));
  }

  async tidy(now: number): Promise<void> {
    const folder = join(this.folder, incoming);
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
    }
  }
}

const incoming = 'incoming';
/** Milliseconds: no document takes that long to be written. */
const abandonedAfter = 3_600_000;
