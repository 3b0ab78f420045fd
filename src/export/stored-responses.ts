/** What an export of a crawl asks of the store: answers in the order in which they came, a page of them at a time. */
import type { CrawlResponse } from '#store/crawl-responses.js';
import type { Snapshot } from '#store/database.js';

/** Of all sites and all runs, where none is named. */
export interface Answers {
  readonly site?: number | undefined;
  readonly run?: number | undefined;
}

/** Few enough to be held, whatever their headers. */
const page = 100;

export async function* readResponses(
  snapshot: Snapshot,
  { site, run }: Answers,
): AsyncGenerator<CrawlResponse> {
  for (let after = 0; ; ) {
    const rows = await snapshot
      .selectFrom('crawl_responses')
      .selectAll()
      .where('id', '>', after)
      // What lies in an archive is no answer of its own.
      .where('kind', '<>', 'entry')
      .$if(site !== undefined, (query) => query.where('site_id', '=', Number(site)))
      .$if(run !== undefined, (query) => query.where('run', '=', Number(run)))
      .orderBy('id')
      .limit(page)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** The answer with a body that is still the same; it may be of another run, and its site may have been removed. */
export const findRevisited = (
  snapshot: Snapshot,
  { id, address, sha256 }: CrawlResponse,
): Promise<CrawlResponse | undefined> =>
  snapshot
    .selectFrom('crawl_responses')
    .selectAll()
    .where('address', '=', address)
    .where('sha256', '=', sha256)
    .where('status', '<>', notModified)
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * Hashes of bodies that no file may have: what was withdrawn by hand, and every archive in which it was found, in
 * whatever state that stood there. An archive goes whole: without its bytes a part of it cannot be told.
 */
export async function readWithdrawnBodies(snapshot: Snapshot): Promise<ReadonlySet<string>> {
  const rows = await snapshot
    .selectFrom('ruled')
    .leftJoin('sources', 'sources.sha256', 'ruled.sha256')
    .select(['ruled.sha256', 'location'])
    .where('what', '=', 'withdrawn')
    .execute();
  const withdrawn = new Set(rows.map(({ sha256 }) => sha256));
  const archives = new Set(rows.flatMap(({ location }) => toArchives(location ?? '')));
  for (const archive of archives) {
    const held = await snapshot
      .selectFrom('sources')
      .select('sha256')
      .where('location', '=', archive)
      .execute();
    for (const { sha256 } of held) withdrawn.add(sha256);
  }
  return withdrawn;
}

/** The archive in which a location lies, and where that lies in others, those too. */
function toArchives(location: string): string[] {
  const parts = location.split(inArchive);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(inArchive));
}

const inArchive = '!/';

export const notModified = 304;
