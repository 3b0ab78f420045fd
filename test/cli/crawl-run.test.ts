/** `gouji crawl run` as a process: killed again and again, and twice at the same time. */
import { afterEach, expect, test } from 'vitest';
import { Store } from '#store/store.js';
import { openSite, type Site } from '../fetch/local-site.js';
import { makeSite } from '../jobs/crawled-site.js';
import { newFolder } from '../jobs/import-cases.js';
import {
  addServed,
  busy,
  type Crawling,
  expectAsked,
  expectSame,
  hasEnded,
  kill,
  leftOf,
  pathsOf,
  startHasty,
  untilTold,
  visitsOf,
} from './hasty-crawl.js';

const started: Crawling[] = [];
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

interface Place {
  readonly served: Site;
  readonly dataFolder: string;
}

async function prepare(nextAt?: string): Promise<Place> {
  const [{ pages }, dataFolder] = [await makeSite(6), newFolder()];
  const served = await openSite(pages);
  const store = await Store.open(dataFolder);
  await addServed(store, served, nextAt);
  await store.close();
  return { served, dataFolder };
}

function start({ served, dataFolder }: Place, command: object = {}): Crawling {
  const crawling = startHasty('crawl', { port: served.port, dataFolder, ...command });
  started.push(crawling);
  return crawling;
}

async function readLeft({ served, dataFolder }: Place) {
  const store = await Store.open(dataFolder);
  const left = await leftOf(store, served);
  await store.close();
  return left;
}

async function crawlUndisturbed(): Promise<Place> {
  const place = await prepare();
  expect(await start(place).ended).toEqual([0, null]);
  return place;
}

test('killed in the middle again and again, it goes on and comes to what an undisturbed one does', {
  timeout: 300_000,
}, async () => {
  const undisturbed = crawlUndisturbed();
  const place = await prepare();
  const killed: Crawling[] = [];
  for (const most of [1, 12, 9]) {
    const crawling = start(place);
    await untilTold(crawling, () => pathsOf(crawling).length >= most);
    await kill(crawling);
    killed.push(crawling);
  }
  expect(await start(place).ended).toEqual([0, null]);
  const whole = await undisturbed;
  expectSame(await readLeft(place), await readLeft(whole));
  expectAsked(place.served, visitsOf(whole.served), killed);
});

test('of several that watch the schedules of one store one crawls a site that is due; where it is killed, another', {
  timeout: 300_000,
}, async () => {
  const place = await prepare('2026-01-01T00:00:00.000Z');
  const all = [1, 2, 3].map(() => start(place, { watch: true }));
  const first = await findFirst(all, (each) => pathsOf(each).length >= 3);
  const others = all.filter((each) => each !== first);
  expect(others.flatMap(pathsOf)).toEqual([]);
  await kill(first);
  const second = await findFirst(others, hasEnded);
  for (const { child } of others) child.kill('SIGTERM');
  for (const { ended } of others) expect(await ended).toEqual([0, null]);
  expect(others.filter((each) => pathsOf(each).length > 0)).toEqual([second]);
  expect((await readLeft(place)).runs).toHaveLength(1);
  const expected = [...visitsOf(place.served).keys()].map((path) => [path, path === busy ? 2 : 1] as const);
  expectAsked(place.served, new Map(expected), [first]);
});

const findFirst = (all: readonly Crawling[], isIt: (each: Crawling) => boolean): Promise<Crawling> =>
  Promise.race(all.map((each) => untilTold(each, () => isIt(each)).then(() => each)));
