/**
 * The sites that are crawled, and their runs. A run is begun by whoever moves `next_at` on, in one transaction: of
 * several who look at the same moment one does. Its number is that of the import under which its documents stand.
 */
import type { Selectable } from 'kysely';
import type { Tx } from './database.js';
import type { Store } from './store.js';
import type { CrawlSitesTable } from './tables.js';

export type CrawlSite = Selectable<CrawlSitesTable>;

export interface NewSite {
  /** Canonical. */
  readonly address: string;
  readonly name: string;
  /** Cron, in the time zone. */
  readonly schedule: string | null;
  readonly timeZone: string;
  readonly scope: 'path' | 'site';
  /** Milliseconds. */
  readonly pause: number;
  readonly mostPages: number;
  readonly tlsException: string | null;
  readonly nextAt: string | null;
}

export interface Run {
  readonly site: number;
  /** The import. */
  readonly run: number;
}

/** How a run ended. */
export interface RunEnd {
  readonly at: string;
  /** Whether it came to its end undisturbed. */
  readonly isSuccess: boolean;
  /** JSON. */
  readonly remark: string;
  /** How many documents ended how. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Undefined where the address is one already. */
export function addSite(store: Store, site: NewSite, at: string): Promise<CrawlSite | undefined> {
  return store.change((tx) =>
    tx
      .insertInto('crawl_sites')
      .values({
        ...{ address: site.address, name: site.name, schedule: site.schedule, time_zone: site.timeZone },
        ...{ scope: site.scope, pause_ms: site.pause, most_pages: site.mostPages, is_paused: 0 },
        ...{ tls_exception: site.tlsException, created_at: at, next_at: site.nextAt },
      })
      .onConflict((conflict) => conflict.column('address').doNothing())
      .returningAll()
      .executeTakeFirst(),
  );
}

export function listSites(store: Store): Promise<CrawlSite[]> {
  return store.ask((db) => db.selectFrom('crawl_sites').selectAll().orderBy('id').execute());
}

export function findSite(store: Store, id: number): Promise<CrawlSite | undefined> {
  return store.ask((db) => db.selectFrom('crawl_sites').selectAll().where('id', '=', id).executeTakeFirst());
}

/** `nextAt`: when it is due again, if it is crawled on schedule. */
export function pauseSite(store: Store, id: number, isPaused: boolean, nextAt: string | null): Promise<void> {
  return store.change(async (tx) => {
    await tx
      .updateTable('crawl_sites')
      .set({ is_paused: isPaused ? 1 : 0, next_at: nextAt })
      .where('id', '=', id)
      .execute();
  });
}

/** With what it answered; the documents it gave stay. */
export function removeSite(store: Store, id: number): Promise<void> {
  return store.change(async (tx) => {
    await tx.deleteFrom('crawl_responses').where('site_id', '=', id).execute();
    await tx.deleteFrom('crawl_sites').where('id', '=', id).execute();
  });
}

export interface Clock {
  readonly now: string;
  /** When a site is due next, after now. */
  nextAt(site: CrawlSite): string | null;
  readonly engineVersion: string;
}

/** Begins a run of every site that is due; of one whose run still lasts, none. */
export function takeDueSites(store: Store, clock: Clock): Promise<Run[]> {
  return store.change(async (tx) => {
    const due = await tx
      .selectFrom('crawl_sites')
      .selectAll()
      .where('is_paused', '=', 0)
      .where('next_at', '<=', clock.now)
      .orderBy('id')
      .execute();
    const runs: Run[] = [];
    for (const site of due) {
      await tx
        .updateTable('crawl_sites')
        .set({ next_at: clock.nextAt(site) })
        .where('id', '=', site.id)
        .execute();
      if (!isRunning(site)) runs.push(await beginRun(tx, site, clock));
    }
    return runs;
  });
}

/** Begins a run of the site at once; the one that still lasts is given where there is one. */
export function startRun(store: Store, id: number, clock: Clock): Promise<Run | undefined> {
  return store.change(async (tx) => {
    const site = await tx.selectFrom('crawl_sites').selectAll().where('id', '=', id).executeTakeFirst();
    if (!site) return undefined;
    return site.run !== null && isRunning(site) ? { site: id, run: site.run } : beginRun(tx, site, clock);
  });
}

/** Runs that have begun and not ended, whoever is at work on them. */
export async function listOpenRuns(store: Store): Promise<Run[]> {
  const sites = await store.ask((db) =>
    db
      .selectFrom('crawl_sites')
      .select(['id', 'run'])
      .where('run', 'is not', null)
      .where('ended_at', 'is', null)
      .execute(),
  );
  return sites.map(({ id, run }) => ({ site: id, run: run as number }));
}

/** Ends runs that were answered nothing since `before`. */
export function giveUpRuns(
  store: Store,
  { before, at, remark }: { readonly before: string; readonly at: string; readonly remark: string },
): Promise<void> {
  return store.change(async (tx) => {
    await tx
      .updateTable('crawl_sites')
      .set({ ended_at: at, remark })
      .where('run', 'is not', null)
      .where('ended_at', 'is', null)
      .where('started_at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('crawl_responses')
              .select('crawl_responses.id')
              .whereRef('crawl_responses.run', '=', 'crawl_sites.run')
              .where('asked_at', '>=', before),
          ),
        ),
      )
      .execute();
  });
}

/** Changes nothing where it has ended already. */
export function endRun(store: Store, { site, run }: Run, end: RunEnd): Promise<void> {
  return store.change(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('crawl_sites')
      .set({ ended_at: end.at, remark: end.remark, ...(end.isSuccess ? { succeeded_at: end.at } : {}) })
      .where('id', '=', site)
      .where('run', '=', run)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) return;
    await tx
      .updateTable('imports')
      .set({ ended_at: end.at, counts: JSON.stringify(end.counts) })
      .where('id', '=', run)
      .execute();
  });
}

const isRunning = ({ run, ended_at }: CrawlSite): boolean => run !== null && ended_at === null;

async function beginRun(tx: Tx, site: CrawlSite, { now, engineVersion }: Clock): Promise<Run> {
  const { id: run } = await tx
    .insertInto('imports')
    .values({ started_at: now, arguments: JSON.stringify([site.address]), engine_version: engineVersion })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('crawl_sites')
    .set({ run, started_at: now, ended_at: null })
    .where('id', '=', site.id)
    .execute();
  return { site: site.id, run };
}
