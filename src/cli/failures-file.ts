/** `failures.csv`: every input of the store that gave no record, and why. */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Store } from '#store/store.js';

const columns = ['location', 'code', 'detail', 'sha256', 'at'] as const;

/** Written beside its place, then put there whole. A cell that a spreadsheet would take for a formula is disarmed. */
export async function writeFailures({ db }: Store, path: string): Promise<void> {
  const failures = db
    .selectFrom('failures')
    .select([...columns])
    .orderBy('location')
    .stream();
  const beside = `${path}.part`;
  await pipeline(
    failures,
    stringify({ header: true, columns: [...columns], escape_formulas: true }),
    createWriteStream(beside),
  );
  await rename(beside, path);
}
