/** What sites answered to crawls. A run that was broken off knows by them what it has asked. */
import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { toStorable } from './storable.js';
import type { Store } from './store.js';
import type { CrawlResponsesTable } from './tables.js';

export type CrawlResponse = Selectable<CrawlResponsesTable>;
export type NewResponse = Omit<Insertable<CrawlResponsesTable>, 'id'>;

const storedHeaders = z.array(z.tuple([z.string(), z.union([z.string(), z.array(z.string())])]));

/** Names in lower case, one as often as it came; a character of a value is a byte. */
export type StoredHeaders = readonly (readonly [name: string, value: string])[];

export const parseHeaders = (json: string): StoredHeaders =>
  storedHeaders
    .parse(Object.entries(JSON.parse(json)))
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));

/** False where the site was removed meanwhile: then nothing is stored. */
export function saveResponse(store: Store, response: NewResponse): Promise<boolean> {
  const { address, final_address, headers } = response;
  return store.change(async (tx) => {
    const sites = tx.selectFrom('crawl_sites').select('id').where('id', '=', response.site_id);
    if (!(await sites.executeTakeFirst())) return false;
    await tx
      .insertInto('crawl_responses')
      .values({
        ...response,
        ...{ address: toStorable(address), final_address: toStorable(final_address) },
        headers: toStorable(headers),
      })
      .execute();
    if (response.news)
      await tx
        .updateTable('crawl_sites')
        .set({ found_at: response.asked_at })
        .where('id', '=', response.site_id)
        .execute();
    return true;
  });
}

/** In the order in which they came. */
export function listResponses(store: Store, run: number): Promise<CrawlResponse[]> {
  return store.ask((db) =>
    db.selectFrom('crawl_responses').selectAll().where('run', '=', run).orderBy('id').execute(),
  );
}

/** The latest that had a body, or said that it is still the same; of these kinds alone, where they are given. */
export function findLatestResponse(
  store: Store,
  address: string,
  kinds?: ReadonlySet<string>,
): Promise<CrawlResponse | undefined> {
  return store.ask((db) =>
    db
      .selectFrom('crawl_responses')
      .selectAll()
      .where('address', '=', toStorable(address))
      .where('sha256', 'is not', null)
      .$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
}

export interface Untold {
  readonly run: number;
  readonly address: string;
  readonly sha256: string;
  /** When the run began. */
  readonly since: string;
}

/** Whether the run has stored a document that was not there before it, and was killed before it could say so. */
export async function isUntold(store: Store, { run, address, sha256, since }: Untold): Promise<boolean> {
  const found = await store.ask((db) =>
    db
      .selectFrom('sources')
      .innerJoin('documents', 'documents.sha256', 'sources.sha256')
      .select('sources.id')
      .where('location', '=', toStorable(address))
      .where('sources.sha256', '=', sha256)
      .where('import_id', '=', run)
      .where('first_seen_at', '>=', since)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('crawl_responses')
              .select('crawl_responses.id')
              .where('run', '=', run)
              .where('crawl_responses.sha256', '=', sha256)
              .where('news', 'is not', null),
          ),
        ),
      )
      .executeTakeFirst(),
  );
  return found !== undefined;
}

/** How many documents a site has given that were not there before, all its runs together. */
export async function countNewDocuments(store: Store): Promise<ReadonlyMap<number, number>> {
  const rows = await store.ask((db) =>
    db
      .selectFrom('crawl_responses')
      .select(['site_id', ({ fn }) => fn.countAll<number>().as('count')])
      .where('news', 'is not', null)
      .groupBy('site_id')
      .execute(),
  );
  return new Map(rows.map(({ site_id, count }) => [site_id, count]));
}
