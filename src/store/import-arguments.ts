/** What people gave to imports. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Of all imports, each once, as it was written. */
export async function listImportArguments(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('imports').select('arguments').distinct().execute();
  return [...new Set(rows.flatMap(({ arguments: given }) => JSON.parse(given) as string[]))];
}
