/** Filters of the queue that somebody gave a name, for all who use the site. */
import type { Kysely } from 'kysely';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

export interface NamedFilter {
  readonly name: string;
  /** The query of its address. */
  readonly filter: string;
  readonly reviewer: string;
  readonly at: string;
}

/** In the place of what was called so. */
export async function saveFilter(store: Store, { name, ...filter }: NamedFilter): Promise<void> {
  await store.change((tx) =>
    tx
      .insertInto('named_filters')
      .values({ name, ...filter })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(filter))
      .execute(),
  );
}

export async function removeFilter(store: Store, name: string): Promise<void> {
  await store.change((tx) => tx.deleteFrom('named_filters').where('name', '=', name).execute());
}

export const listFilters = (db: Kysely<Tables>): Promise<NamedFilter[]> =>
  db.selectFrom('named_filters').selectAll().orderBy('name').execute();
