/** What the world did to the store. Nothing stored before is lost by any of them. */
export type StoreErrorCode = keyof typeof advice;

const again = 'run the same command again';

const advice = {
  full: `the disk is full: make room and ${again}`,
  disk: `the disk failed to read or write, or allows no more (a quota, a limit on file sizes): look at it and ${again}`,
  gone: 'gone: it was moved, or its disk was taken away',
  'in-the-way': 'a file stands where a folder is needed, or a folder where a file is',
  'long-name': 'a name too long for this disk',
  'too-many-files': `too many files are open: allow more (ulimit -n) or take fewer --jobs, and ${again}`,
  'no-store': 'no store here: gouji ingest makes one',
  'not-a-store': 'the file is no store, or is damaged',
  locked: `another process has been writing for too long: ${again}`,
  'not-writable': 'the store cannot be read or written: look at the permissions of its folder',
  'not-reachable': `the server does not answer, or has ended the connection: ${again}`,
  'not-allowed': 'the server does not let this user in, or not into this database or bucket',
} as const;

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

const ofSystem: Readonly<Record<string, StoreErrorCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'disk',
  EFBIG: 'disk',
  ESTALE: 'disk',
  ENOENT: 'gone',
  ENOTDIR: 'in-the-way',
  EISDIR: 'in-the-way',
  EEXIST: 'in-the-way',
  ENOTEMPTY: 'in-the-way',
  ELOOP: 'in-the-way',
  ENAMETOOLONG: 'long-name',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  Z_DATA_ERROR: 'not-a-store',
  Z_BUF_ERROR: 'not-a-store',
  ECONNRESET: 'not-reachable',
  EPIPE: 'not-reachable',
};

/** By `SQLSTATE`: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const ofPostgres: Readonly<Record<string, StoreErrorCode>> = {
  '25006': 'not-writable',
  '25P03': 'not-reachable',
  '28000': 'not-allowed',
  '28P01': 'not-allowed',
  '3D000': 'not-allowed',
  '40001': 'locked',
  '40P01': 'locked',
  '42501': 'not-allowed',
  '53100': 'full',
  '53300': 'not-reachable',
  '57P01': 'not-reachable',
  '57P02': 'not-reachable',
  '57P03': 'not-reachable',
};

/** By the primary result code, the low byte of any other: the driver has no name for some of what a disk does. */
const ofSqlite: Readonly<Record<number, StoreErrorCode>> = {
  3: 'not-writable', // SQLITE_PERM
  5: 'locked', // SQLITE_BUSY
  6: 'locked', // SQLITE_LOCKED
  8: 'not-writable', // SQLITE_READONLY
  10: 'disk', // SQLITE_IOERR
  11: 'not-a-store', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'not-writable', // SQLITE_CANTOPEN
  15: 'locked', // SQLITE_PROTOCOL
  22: 'disk', // SQLITE_NOLFS
  26: 'not-a-store', // SQLITE_NOTADB
};

/** The error with what it means, if it is one of the world; else as it is. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = findCode(error);
  return code ? new StoreError(code, path, { cause: error }) : error;
}

function findCode(error: unknown): StoreErrorCode | undefined {
  // JSON of the store that is none, as what is compressed and cannot be inflated: somebody's hand, or the disk's.
  if (error instanceof SyntaxError) return 'not-a-store';
  if (!(error instanceof Error)) return undefined;
  if ('rawCode' in error && typeof error.rawCode === 'number') return ofSqlite[error.rawCode & 0xff];
  return 'code' in error ? (ofSystem[String(error.code)] ?? ofPostgres[String(error.code)]) : undefined;
}

/** Does the work; throws a StoreError over `path` where the world is at fault. */
export async function orStoreError<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error, path);
  }
}
