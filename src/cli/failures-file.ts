/** `failures.csv`: every input of the store that gave no record, and why. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Store } from '#store/store.js';
import { toStoreError } from '#store/store-error.js';

const columns = ['location', 'code', 'detail', 'sha256', 'at'] as const;

/**
 * Written beside its place, then put there whole; throws a StoreError. A cell that a spreadsheet would take for a
 * formula is disarmed.
 */
export async function writeFailures({ db }: Store, path: string): Promise<void> {
  const failures = db
    .selectFrom('failures')
    .select([...columns])
    .orderBy('location')
    .orderBy('code')
    .orderBy('detail')
    .stream();
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(
      failures,
      stringify({ header: true, columns: [...columns], escape_formulas: true }),
      createWriteStream(beside),
    );
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw toStoreError(error, path);
  }
}
