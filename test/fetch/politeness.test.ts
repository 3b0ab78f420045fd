/** One request at a time to a host, and a pause between two; measured where they arrive. */
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { FetcherClosedError } from '#fetch/failure.js';
import { documentOf, openFetcher, openSite, type Site } from './local-site.js';

/** Timers may be early by a part of a millisecond. */
const tick = 2;

const pauses = (site: Site): number[] =>
  site.visits.slice(1).map(({ time }, index) => time - (site.visits[index]?.time ?? 0));

const polite = (delayMilliseconds: number, longestDelayMilliseconds = delayMilliseconds): object => ({
  politeness: { delayMilliseconds, longestDelayMilliseconds },
});

describe('requests to one host', () => {
  test('come with a pause between each two, robots.txt and redirects too', async () => {
    const site = await openSite({
      '/a': (_, response) => void response.writeHead(302, { location: '/b' }).end(),
      ...{ '/b': 'page', '/c': 'page', '/d': 'page' },
    });
    const fetcher = openFetcher([site.port], polite(150));
    const addresses = ['/a', '/c', '/d'].map((path) => site.at(path));
    await Promise.all(addresses.map(async (address) => documentOf(await fetcher.fetchDocument(address))));
    expect(site.visits).toHaveLength(5);
    expect(Math.min(...pauses(site))).toBeGreaterThanOrEqual(150 - tick);
  });

  test('never run at the same time', async () => {
    let running = 0;
    let most = 0;
    const slow: RequestListener = (_, response) => {
      most = Math.max(most, ++running);
      setTimeout(() => {
        running--;
        response.writeHead(200, { 'content-type': 'text/html' }).end();
      }, 30);
    };
    const site = await openSite({ '/a': slow, '/b': slow, '/c': slow });
    const fetcher = openFetcher([site.port]);
    await Promise.all(
      ['/a', '/b', '/c'].map(async (path) => documentOf(await fetcher.fetchDocument(site.at(path)))),
    );
    expect(most).toBe(1);
  });

  test('wait as long as robots.txt wishes, up to the limit', async () => {
    const robots: RequestListener = (_, response) => void response.end('User-agent: *\nCrawl-delay: 3600');
    const site = await openSite({ '/robots.txt': robots, '/a': 'page', '/b': 'page' });
    const fetcher = openFetcher([site.port], polite(0, 300));
    for (const path of ['/a', '/b']) documentOf(await fetcher.fetchDocument(site.at(path)));
    expect(pauses(site)[1]).toBeGreaterThanOrEqual(300 - tick);
  });

  test('wait as long as a busy server wishes, up to the limit', async () => {
    const busy: RequestListener = (_, response) =>
      void response.writeHead(429, { 'retry-after': '3600' }).end();
    const site = await openSite({ '/a': busy, '/b': 'page' });
    const fetcher = openFetcher([site.port], polite(0, 300));
    expect(await fetcher.fetchDocument(site.at('/a'))).toHaveProperty('failure.retryAfterSeconds', 3600);
    documentOf(await fetcher.fetchDocument(site.at('/b')));
    expect(pauses(site)[1]).toBeGreaterThanOrEqual(300 - tick);
  });

  test('do not hold up another host', async () => {
    const site = await openSite({ '/a': 'page', '/b': 'page' });
    // On the first host robots.txt is followed by a pause of an hour: no page of it can come.
    const hour = 3_600_000;
    const fetcher = openFetcher([site.port], polite(hour));
    const first = fetcher.fetchDocument(site.at('/a', 'one.test'));
    const second = fetcher.fetchDocument(site.at('/a', 'two.test'));
    while (site.visits.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(site.visits.map(({ host }) => host.split(':')[0]).sort()).toEqual(['one.test', 'two.test']);
    fetcher.close();
    for (const outcome of [first, second]) await expect(outcome).rejects.toThrow(FetcherClosedError);
  });

  test('follow each other although the first one fails', async () => {
    const site = await openSite({ '/a': (_, response) => void response.destroy(), '/b': 'page' });
    const fetcher = openFetcher([site.port]);
    const [first, second] = await Promise.all([
      fetcher.fetchDocument(site.at('/a')),
      fetcher.fetchDocument(site.at('/b')),
    ]);
    expect(first).toHaveProperty('failure.code', 'connection-failed');
    expect(documentOf(second).status).toBe(200);
  });
});

describe('requests to many hosts', () => {
  test('run at the same time, as many as are permitted', async () => {
    let running = 0;
    let most = 0;
    let second = (): void => undefined;
    const bothCame = new Promise<void>((resolve) => {
      second = resolve;
    });
    const held: RequestListener = async (_, response) => {
      most = Math.max(most, ++running);
      if (running === 2) second();
      await bothCame;
      // Time for one more to come, which must not.
      await new Promise((resolve) => setTimeout(resolve, 100));
      running--;
      response.writeHead(200, { 'content-type': 'text/html' }).end();
    };
    const site = await openSite({ '/robots.txt': 'page', '/a': held });
    const fetcher = openFetcher([site.port], { limits: { requests: 2 } });
    const hosts = ['one.test', 'two.test', 'three.test', 'four.test'];
    const outcomes = await Promise.all(hosts.map((host) => fetcher.fetchDocument(site.at('/a', host))));
    expect(outcomes.map((outcome) => documentOf(outcome).status)).toEqual([200, 200, 200, 200]);
    expect(most).toBe(2);
  });

  test('end when the fetcher is closed, also those that have not begun', async () => {
    const site = await openSite({ '/robots.txt': () => undefined });
    const fetcher = openFetcher([site.port], { limits: { requests: 1 } });
    const outcomes = ['one.test', 'two.test'].map((host) => fetcher.fetchDocument(site.at('/a', host)));
    while (site.visits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    fetcher.close();
    for (const outcome of outcomes) await expect(outcome).rejects.toThrow(FetcherClosedError);
    expect(site.visits).toHaveLength(1);
  });
});
