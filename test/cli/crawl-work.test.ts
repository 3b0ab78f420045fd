/** Sites crawled by `gouji work` on servers: two look at the same schedule, and one is killed in the middle of its run. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FolderDocuments } from '#store/documents.js';
import { Store } from '#store/store.js';
import { openSite, type Site } from '../fetch/local-site.js';
import { column, makeSite } from '../jobs/crawled-site.js';
import { newFolder } from '../jobs/import-cases.js';
import { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';
import {
  addServed,
  busy,
  type Crawling,
  expectAsked,
  expectSame,
  kill,
  leftOf,
  linesOf,
  pathsOf,
  startHasty,
  untilSo,
  untilTold,
  visitsOf,
} from './hasty-crawl.js';

const due = '2026-01-01T00:00:00.000Z';

describe.runIf(areServersHere('redis', 'postgres'))('workers', { timeout: 300_000 }, () => {
  let redis: RedisServer;
  let postgres: PostgresServer;
  const started: Crawling[] = [];

  beforeAll(async () => {
    [redis, postgres] = await Promise.all([RedisServer.start(), PostgresServer.start()]);
  });
  afterEach(async () => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL');
    await redis.flush();
  });
  afterAll(() => Promise.all([redis.stop(), postgres.stop()]));

  interface Place {
    readonly served: Site;
    readonly store: Store;
    readonly start: () => Crawling;
  }

  async function prepare(pages: Awaited<ReturnType<typeof makeSite>>['pages']): Promise<Place> {
    const [served, url, blobs] = [
      await openSite(pages),
      await postgres.makeDatabase(),
      join(newFolder(), 'documents'),
    ];
    const store = await Store.connect(url, new FolderDocuments(blobs));
    await addServed(store, served, due);
    const environment = { GOUJI_REDIS_URL: redis.url, GOUJI_DATABASE_URL: url, GOUJI_BLOBS: blobs };
    const start = (): Crawling => {
      const crawling = startHasty(
        'work',
        { port: served.port, jobs: 2, dataFolder: newFolder() },
        environment,
      );
      started.push(crawling);
      return crawling;
    };
    return { served, store, start };
  }

  async function stop(crawling: Crawling): Promise<void> {
    crawling.child.kill('SIGTERM');
    expect(await crawling.ended).toEqual([0, null]);
  }

  test('of two one crawls a site that is due; where it is killed while the site answers, the other one', async () => {
    const { pages } = await makeSite(6);
    const held = '/art/2024/art_5.html';
    const page = pages[held];
    let isHeld = false;
    pages[held] = (request, response) => {
      // The first time it answers nothing, until nobody waits for it any more.
      if (isHeld) page?.(request, response);
      isHeld = true;
    };
    const [whole, dataFolder] = [await openSite((await makeSite(6)).pages), newFolder()];
    const embedded = await Store.open(dataFolder);
    await addServed(embedded, whole);
    await embedded.close();
    const undisturbed = startHasty('crawl', { port: whole.port, dataFolder });
    started.push(undisturbed);

    const place = await prepare(pages);
    const all = [place.start(), place.start()];
    const isAtWork = (each: Crawling): boolean => pathsOf(each).length > 0;
    await untilSo(() => isHeld && all.some(isAtWork));
    expect(all.filter(isAtWork)).toHaveLength(1);
    const [first, second] = all.sort((one, other) => Number(isAtWork(other)) - Number(isAtWork(one)));
    if (!first || !second) throw new Error('two were started');
    await kill(first);
    await untilTold(second, () => linesOf(second).some(({ event }) => event === 'linked'));
    await stop(second);
    const told = [...pathsOf(first), ...pathsOf(second)].filter((path) => path !== busy);
    expect(new Set(told).size).toBe(told.length);

    expect(await undisturbed.ended).toEqual([0, null]);
    const store = await Store.open(dataFolder);
    expectSame(await leftOf(place.store, place.served), await leftOf(store, whole));
    expectAsked(place.served, visitsOf(whole), [first]);
    expect(visitsOf(place.served).get(held)).toBe(2);
    await store.close();
    await place.store.close();
  });

  test('what watches the schedules in its own process goes on when the store was away', async () => {
    const served = await openSite({ [column]: '<p>nothing yet</p>' });
    const [url, blobs] = [await postgres.makeDatabase(), join(newFolder(), 'documents')];
    const open = () => Store.connect(url, new FolderDocuments(blobs));
    const before = await open();
    await addServed(before, served, due);
    await before.close();
    const environment = { GOUJI_DATABASE_URL: url, GOUJI_BLOBS: blobs };
    const watching = startHasty(
      'crawl',
      { port: served.port, dataFolder: newFolder(), watch: true },
      environment,
    );
    started.push(watching);
    const count = (event: string): number => linesOf(watching).filter((line) => line.event === event).length;
    await untilTold(watching, () => count('run-ended') === 1);
    await postgres.halt();
    await untilTold(watching, () => count('housekeeping') > 0);
    await postgres.resume();
    const after = await open();
    await after.change((tx) => tx.updateTable('crawl_sites').set({ next_at: due }).execute());
    await after.close();
    await untilTold(watching, () => count('run-ended') === 2);
    await stop(watching);
  });
});
