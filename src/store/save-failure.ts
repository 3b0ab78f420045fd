/** What is wrong with a place, as the last import found that looked there. */
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { toStorable } from './storable.js';

/** An input that gave no document, or a document that gave no record. */
export interface NotedFailure {
  readonly location: string;
  readonly sha256: string | null;
  readonly code: string;
  readonly detail: string | null;
}

/** In the place of what earlier imports found there. */
export async function saveFailure(
  tx: Tx,
  failure: NotedFailure,
  seen: { readonly import_id: number; readonly at: string },
): Promise<void> {
  const { sha256, code } = failure;
  const location = toStorable(failure.location);
  const detail = failure.detail === null ? null : toStorable(failure.detail);
  await tx
    .deleteFrom('failures')
    .where('location', '=', location)
    .where(({ and, eb, or }) =>
      or([
        eb('import_id', '<', seen.import_id),
        and([eb('code', '=', code), eb('detail', 'is not distinct from', detail)]),
      ]),
    )
    .execute();
  await tx
    .insertInto('failures')
    .values({ location, sha256, code, detail, ...seen })
    .execute();
}

/** Its place gave a document to the import: what later ones found there stays. */
export async function forgetFailures(tx: Tx, location: string, importId: number): Promise<void> {
  await tx
    .deleteFrom('failures')
    .where('location', '=', toStorable(location))
    .where('import_id', '<=', importId)
    .execute();
}

/**
 * Of a folder, an archive or a manifest that was gone through from end to end, what an earlier import could not
 * take and this one did not meet again: it is mended, or not there any more.
 */
export async function forgetOutdatedFailures(tx: Tx, listed: string, importId: number): Promise<void> {
  const location = toStorable(listed);
  await sql`delete from failures where sha256 is null and import_id < ${importId} and (location = ${location}
    ${sql.join(
      inside.map(([from, to]) => sql`or location > ${location + from} and location < ${location + to}`),
      sql` `,
    )}
    )`.execute(tx);
}

/** In a folder, an archive, a manifest; each with the text that sorts behind all that begin with it. */
const inside = [
  ['/', '0'],
  ['!/', '!0'],
  [':', ';'],
] as const;
