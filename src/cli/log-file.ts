/**
 * A file that lines are added to, each at once: what was done before a kill is told. A log that cannot be written
 * stops nobody: what is missing in it is counted, and said at the end.
 */
import { closeSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/** What is missing in a log, and why. */
export interface LogGap {
  readonly path: string;
  /** How many lines; all of them where the file was taken away. */
  readonly lines: number;
  /** As the system calls it. */
  readonly code: string;
  readonly detail: string;
}

export class LogFile {
  private file: number | undefined;
  private written = 0;
  private missing = 0;
  private error: NodeJS.ErrnoException | undefined;
  /** The last line stands there half. */
  private isTorn = false;

  constructor(private readonly path: string) {
    this.attempt(() => {
      mkdirSync(dirname(path), { recursive: true });
      this.file = openSync(path, 'a');
    });
  }

  write(line: string): void {
    const isThere = this.attempt(() => this.append(Buffer.from(this.isTorn ? `\n${line}` : line)));
    if (isThere) this.written++;
    else this.missing++;
  }

  /** What was not written, if anything. */
  close(): LogGap | undefined {
    this.attempt(() => {
      if (this.file === undefined) return;
      if (fstatSync(this.file).nlink === 0) this.noteRemoval();
      closeSync(this.file);
    });
    if (this.missing === 0) return undefined;
    const { code = 'unknown', errno = 0 } = this.error ?? {};
    const detail = getSystemErrorMap().get(errno)?.[1] ?? code;
    return { path: this.path, lines: this.missing, code, detail };
  }

  /** What is written into a file without a name is lost. */
  private noteRemoval(): void {
    this.missing += this.written;
    this.error ??= Object.assign(new Error(), { code: 'ENOENT', errno: -constants.errno.ENOENT });
  }

  private append(bytes: Buffer): void {
    if (this.file === undefined) throw this.error;
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(this.file, bytes, done);
    } finally {
      if (done > 0) this.isTorn = done < bytes.length;
    }
  }

  private attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.error ??= error as NodeJS.ErrnoException;
      return false;
    }
  }
}
