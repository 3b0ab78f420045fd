/**
 * A file that is there whole or not at all: written beside its place under another name, hashed on the way, and
 * renamed when it is done.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toExportError } from './export-error.js';

/** Characters that are gathered before they are written. */
const much = 2 ** 18;

export interface WrittenBytes {
  readonly bytes: number;
  readonly sha256: string;
}

export class WholeFile {
  private readonly hash = createHash('sha256');
  private text = '';
  private written = 0;

  private constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly beside: string,
    private readonly handle: FileHandle,
  ) {}

  /** Throws an ExportError, as all that writes. */
  static async open(folder: string, name: string): Promise<WholeFile> {
    const beside = join(folder, `${name}.${randomBytes(4).toString('hex')}.part`);
    try {
      return new WholeFile(name, folder, beside, await open(beside, 'wx'));
    } catch (error) {
      throw toExportError(error, folder);
    }
  }

  async write(text: string): Promise<void> {
    this.text += text;
    if (this.text.length >= much) await this.flush();
  }

  /** After what was written as text. */
  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.append(bytes);
  }

  /** All of it on the disk, but not yet in its place. */
  async done(): Promise<WrittenBytes> {
    await this.flush();
    await this.orFail(async () => {
      await this.handle.sync();
      await this.handle.close();
    });
    return { bytes: this.written, sha256: this.hash.digest('hex') };
  }

  /** Puts the file that is done where it belongs. */
  keep(): Promise<void> {
    return this.orFail(() => rename(this.beside, join(this.folder, this.name)));
  }

  /** As if it had never been; does nothing to a file that was kept. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.beside, { force: true });
  }

  private async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    if (text !== '') await this.append(Buffer.from(text));
  }

  private async append(bytes: Uint8Array): Promise<void> {
    this.written += bytes.length;
    this.hash.update(bytes);
    await this.orFail(() => this.handle.writeFile(bytes));
  }

  private async orFail(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw toExportError(error, join(this.folder, this.name));
    }
  }
}
