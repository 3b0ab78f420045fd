/** What the world did to the files of an export. What stood there before still does. */
export type ExportErrorCode = 'full' | 'not-a-folder' | 'not-writable';

const advice: Readonly<Record<ExportErrorCode, string>> = {
  full: 'the disk is full: make room and run the same command again',
  'not-a-folder': 'not a folder: an export is several files',
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
