/** A whole site, crawled and crawled again, in one process and on servers. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clockAt, startDueSites } from '#jobs/crawl-schedule.js';
import { listResponses } from '#store/crawl-responses.js';
import { findSite } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { openFetcher, openSite } from '../fetch/local-site.js';
import { column, makeSite } from './crawled-site.js';
import {
  addTestSite,
  begin,
  crawlOnce,
  type Place,
  type PlaceKind,
  placeKinds,
  startCrawler,
  untilEnded,
} from './crawling.js';

/** Between two requests, in milliseconds; timers may be early by a part of one. */
const pause = 20;
const tick = 2;
const politeness = { delayMilliseconds: pause, longestDelayMilliseconds: 5000 };
/** Lists in lists, down from the column. */
const trapped = 6;
/** Pages behind pages: the list, and those that brought nothing new. */
const looped = 4;

/** On servers it is a smaller one: the same is done by the same code. */
const sizeOf = (kind: PlaceKind) =>
  kind === placeKinds[0] ? { reports: 155, pages: 190 } : { reports: 50, pages: 80 };

describe.each(placeKinds)('$name', (kind: PlaceKind) => {
  let place: Place;
  const stores = new Set<Store>();
  const openStore = async (): Promise<Store> => {
    const store = await place.openStore();
    stores.add(store);
    return store;
  };

  beforeAll(() => kind.open().then((opened) => opened.close()), 60_000);
  beforeEach(async () => {
    place = await kind.open();
  });
  afterEach(async () => {
    await place.close();
    for (const store of stores) await store.close();
    stores.clear();
  });
  afterAll(() => kind.stop());

  const sourcesOf = async ({ db }: Store): Promise<[string, string][]> => {
    const rows = await db.selectFrom('sources').select(['location', 'sha256']).execute();
    return rows.map(({ location, sha256 }): [string, string] => [new URL(location).pathname, sha256]).sort();
  };

  test('every document is found, politely; a second crawl fetches nothing again', async () => {
    const { reports, pages } = sizeOf(kind);
    const made = await makeSite(reports);
    expect(made.size).toBeGreaterThanOrEqual(pages);
    const [served, store] = [await openSite(made.pages), await openStore()];
    const fetcher = openFetcher([served.port], { politeness });
    const site = await addTestSite(store, served.at(column), { pause });

    const first = await crawlOnce(place, store, site, fetcher);
    expect(first).toMatchObject({
      end: 'through',
      limits: ['depth', 'nothing-new'],
      changed: [],
      hijacked: [],
    });
    expect(await sourcesOf(store)).toEqual([...made.documents].sort());
    expect(first.found).toBe(new Set(made.documents.values()).size);
    const results = await store.db.selectFrom('results').select('outcome').execute();
    expect(results.filter(({ outcome }) => outcome === 'report').length).toBeGreaterThan(reports - 5);

    const visits = served.visits.splice(0);
    const asked = visits.map(({ path }) => path);
    expect(asked.filter((path) => path.includes('/trap/'))).toHaveLength(trapped);
    expect(asked.filter((path) => path.includes('/loop'))).toHaveLength(looped);
    const twice = asked.filter((path, index) => asked.indexOf(path) !== index);
    expect(twice).toEqual(['/art/busy.html']);
    expect(asked).not.toContain('/secret/a.html');
    const pauses = visits.slice(1).map(({ time }, index) => time - (visits[index]?.time ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(pause - tick);
    expect(pauses[asked.indexOf('/art/busy.html')]).toBeGreaterThanOrEqual(1000 - tick);

    const failed = (await listResponses(store, (await findSite(store, site.id))?.run ?? 0)).filter(
      ({ code }) => code,
    );
    expect(failed.map(({ address, code }) => [new URL(address).pathname, code]).sort()).toEqual([
      ['/art/busy.html', 'http-error'],
      ['/art/gone.html', 'http-error'],
      ['/go/inside', 'address-refused'],
      ['/secret/a.html', 'robots-refused'],
    ]);

    made.answers.splice(0);
    const before = await sourcesOf(store);
    const second = await crawlOnce(place, store, site, fetcher);
    expect(second).toMatchObject({ end: 'through', found: 0, changed: [], hijacked: [] });
    expect(await sourcesOf(store)).toEqual(before);
    const again = made.answers
      .filter(({ status }) => status !== 304)
      .map(({ path, status }) => [path, status]);
    expect(again.sort()).toEqual([
      ['/art/gone.html', 404],
      ['/go/inside', 302],
      ['/go/moved', 302],
    ]);
    expect(made.answers.length).toBeGreaterThan(reports / 2);
  }, 600_000);

  test('a run that is broken off goes on where it was', async () => {
    const made = await makeSite(30);
    const [served, store] = [await openSite(made.pages), await openStore()];
    const fetcher = openFetcher([served.port]);
    const site = await addTestSite(store, served.at(column));
    const queue = place.openQueue();
    for (const most of [5, 40]) {
      let stored = 0;
      let enough = (): void => undefined;
      const reached = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const crawler = startCrawler(store, queue, place.turns, fetcher, () => {
        if (++stored === most) enough();
      });
      await begin(store, queue, site);
      await reached;
      await crawler.stop();
      expect((await findSite(store, site.id))?.ended_at).toBeNull();
    }
    const crawler = startCrawler(store, queue, place.turns, fetcher);
    const remark = await untilEnded(store, site);
    await crawler.stop();
    expect(remark.end).toBe('through');
    expect(await sourcesOf(store)).toEqual([...made.documents].sort());
    const asked = served.visits.map(({ path }) => path);
    expect(asked.filter((path, index) => asked.indexOf(path) !== index)).toEqual(['/art/busy.html']);
  }, 600_000);

  test('two schedulers begin a site that is due once', async () => {
    const queue = place.openQueue();
    const both = [await openStore(), await openStore()] as const;
    const due = new Date('2026-01-31T22:00:00.000Z');
    const site = await addTestSite(both[0], 'http://site.test/', {
      schedule: '0 6 * * *',
      nextAt: due.toISOString(),
    });
    const early = clockAt(new Date(due.getTime() - 1), '0');
    await startDueSites(both[0], queue, early);
    expect((await findSite(both[0], site.id))?.run).toBeNull();
    for (const store of [...both, ...both])
      await Promise.all([
        startDueSites(store, queue, clockAt(due, '0')),
        startDueSites(both[1], queue, clockAt(due, '0')),
      ]);
    const { run, next_at } = (await findSite(both[0], site.id)) ?? {};
    expect(next_at).toBe('2026-02-01T22:00:00.000Z');
    expect(await both[0].db.selectFrom('imports').select('id').execute()).toEqual([{ id: run }]);
    expect((await queue.counts('crawl')).waiting).toBe(1);
  });

  test('a job that failed for good is tried again when it has rested, while its run is open', async () => {
    const [store, queue] = [await openStore(), place.openQueue()];
    await begin(store, queue, await addTestSite(store, 'http://site.test/'));
    const worker = queue.work('crawl', () => Promise.reject(new Error('it cannot be')), { jobs: 1 });
    while ((await queue.counts('crawl')).failed === 0) await wait(10);
    await worker.stop();
    const look = (minutes: number) =>
      startDueSites(store, queue, clockAt(new Date(Date.now() + 60_000 * minutes), '0'));
    await look(9);
    expect(await queue.counts('crawl')).toMatchObject({ waiting: 0, failed: 1 });
    await look(11);
    expect(await queue.counts('crawl')).toMatchObject({ waiting: 1, failed: 0 });
  });
});
