/** Where a document stands that gave no record. */
import type { Source } from './save-source.js';
import type { Store } from './store.js';

export interface FailedPlace {
  readonly source: Source;
  readonly sha256: string;
  readonly bytes: number;
}

/** By location. */
export function listFailedPlaces(store: Store, sha256: string): Promise<FailedPlace[]> {
  return store.ask(async (db) => {
    const rows = await db
      .selectFrom('sources')
      .innerJoin('documents', 'documents.sha256', 'sources.sha256')
      .select(['location', 'kind', 'name', 'stamp', 'charset', 'address', 'bytes'])
      .where('sources.sha256', '=', sha256)
      .where('is_current', '=', 1)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('failures')
            .select('failures.id')
            .whereRef('failures.location', '=', 'sources.location')
            .where('failures.sha256', '=', sha256),
        ),
      )
      .orderBy('location')
      .execute();
    return rows.map(({ bytes, kind, ...source }) => ({
      ...{ sha256, bytes, source: { ...source, kind: kind as Source['kind'] } },
    }));
  });
}
