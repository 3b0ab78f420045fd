/** What the world did to the store. Nothing stored before is lost by any of them. */
export type StoreErrorCode = 'full' | 'no-store' | 'not-a-store' | 'locked' | 'not-writable';

const advice: Readonly<Record<StoreErrorCode, string>> = {
  full: 'the disk is full: make room and run the same command again',
  'no-store': 'no store here: gouji ingest makes one',
  'not-a-store': 'the file is no store, or is damaged',
  locked: 'another process has been writing for too long: run the same command again',
  'not-writable': 'the store cannot be written to: look at the permissions of its folder',
};

export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${advice[code]}`, options);
  }
}

const codes: Readonly<Record<string, StoreErrorCode>> = {
  SQLITE_FULL: 'full',
  ENOSPC: 'full',
  EDQUOT: 'full',
  SQLITE_NOTADB: 'not-a-store',
  SQLITE_CORRUPT: 'not-a-store',
  Z_DATA_ERROR: 'not-a-store',
  Z_BUF_ERROR: 'not-a-store',
  SQLITE_BUSY: 'locked',
  SQLITE_READONLY: 'not-writable',
  SQLITE_CANTOPEN: 'not-writable',
  EACCES: 'not-writable',
  EROFS: 'not-writable',
};

/** The error with what it means, if it is one of the world; else as it is. */
export function toStoreError(error: unknown, path: string): unknown {
  // JSON of the store that is none, as what is compressed and cannot be inflated: somebody's hand, or the disk's.
  if (error instanceof SyntaxError) return new StoreError('not-a-store', path, { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = codes[code] ?? codes[code.split('_').slice(0, 2).join('_')];
  return known ? new StoreError(known, path, { cause: error }) : error;
}
