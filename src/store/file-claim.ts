import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import type { Claim } from './claim.js';

/** A lock on a file of its own, which stays empty: SQLite knows how to lock on every system. */
export async function claimFile(path: string): Promise<Claim | undefined> {
  mkdirSync(dirname(path), { recursive: true });
  const file = new Libsql(path, { timeout: 0 });
  try {
    file.pragma('busy_timeout = 0');
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return {
    async release() {
      file.exec('rollback');
      file.close();
    },
  };
}

const busy = 5; // SQLITE_BUSY

const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'rawCode' in error &&
  typeof error.rawCode === 'number' &&
  (error.rawCode & 0xff) === busy;
