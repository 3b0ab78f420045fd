/** What the world did to the files of an export. What stood there before still does. */
export type ExportErrorCode = 'full' | 'long-name' | 'not-a-folder' | 'not-writable';

const advice: Readonly<Record<ExportErrorCode, string>> = {
  full: 'the disk is full: make room and run the same command again',
  'long-name': 'a name too long for this disk',
  'not-a-folder': 'not a folder: files cannot be put there',
  'not-writable': 'cannot be written to: look at its permissions',
};

export class ExportError extends Error {
  override readonly name = 'ExportError';
  constructor(
    readonly code: ExportErrorCode,
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${advice[code]}`, options);
  }
}

const codes: Readonly<Record<string, ExportErrorCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENAMETOOLONG: 'long-name',
  EEXIST: 'not-a-folder',
  ENOTDIR: 'not-a-folder',
  EISDIR: 'not-writable',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
};

/** The error with what it means, if it is one of the world; else as it is. */
export function toExportError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? codes[String(error.code)] : undefined;
  return code ? new ExportError(code, path, { cause: error }) : error;
}
