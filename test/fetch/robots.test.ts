/** robots.txt: who it speaks to, what its absence means, and how often it is asked for. */
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parseRobots } from '#fetch/robots-rules.js';
import { documentOf, failureOf, openFetcher, openSite, textOf } from './local-site.js';

const text =
  (body: string, type = 'text/plain'): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': type }).end(body);

const status =
  (code: number): RequestListener =>
  (_, response) =>
    void response.writeHead(code).end();

async function fetchWith(robots: RequestListener, path = '/a'): Promise<unknown> {
  const site = await openSite({ '/robots.txt': robots, [path]: 'page' });
  return failureOf(await openFetcher([site.port]).fetchDocument(site.at(path)));
}

describe('robots.txt', () => {
  test('that forbids an address', async () => {
    const site = await openSite({
      '/robots.txt': text('User-agent: *\nDisallow: /a'),
      '/a': 'page',
      '/b': 'page',
    });
    const fetcher = openFetcher([site.port]);
    expect(failureOf(await fetcher.fetchDocument(site.at('/a')))).toMatchObject({
      ...{ code: 'robots-refused', line: 2 },
    });
    expect(textOf(await fetcher.fetchDocument(site.at('/b')))).toBe('page');
    expect(site.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/b']);
  });

  test('of the host that a redirect leads to is asked as well', async () => {
    const other = await openSite({ '/robots.txt': text('User-agent: Gouji\nDisallow: /'), '/a': 'page' });
    const site = await openSite({
      '/a': (_, response) => void response.writeHead(302, { location: other.at('/a') }).end(),
    });
    const outcome = await openFetcher([site.port, other.port]).fetchDocument(site.at('/a'));
    expect(failureOf(outcome)).toMatchObject({ code: 'robots-refused', redirects: [other.at('/a')] });
  });

  test.each([
    ['is missing', status(404)],
    ['is itself forbidden', status(403)],
    ['is empty', text('')],
    ['is a page', text('<!doctype html><p>User-agent: *\nDisallow: /', 'text/html; charset=utf-8')],
    ['is a page by another type', text('\n <html>User-agent: *\nDisallow: /', 'text/plain')],
    ['speaks to others', text('User-agent: Other\nDisallow: /\n\nUser-agent: Goujing\nDisallow: /')],
    ['leads in a circle', (_, response) => void response.writeHead(302, { location: '/robots.txt' }).end()],
  ] satisfies [string, RequestListener][])('that %s permits all', async (_, robots) => {
    expect(await fetchWith(robots)).toBe('4 bytes');
  });

  test.each([
    ['fails', status(500), { code: 'http-error', status: 500 }],
    ['is busy', status(429), { code: 'http-error', status: 429 }],
    [
      'leads inside',
      (_, response) => void response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      { code: 'address-refused' },
    ],
    [
      'is damaged',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      { code: 'broken-answer' },
    ],
  ] satisfies [string, RequestListener, object][])(
    'that %s permits nothing for now',
    async (_, robots, cause) => {
      expect(await fetchWith(robots)).toMatchObject({ code: 'robots-unreachable', cause });
    },
  );

  test('may be elsewhere', async () => {
    const rules = text('User-agent: *\nDisallow: /a');
    const site = await openSite({
      '/robots.txt': (_, response) => void response.writeHead(301, { location: '/other.txt' }).end(),
      ...{ '/other.txt': rules, '/a': 'page' },
    });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/a'));
    expect(failureOf(outcome)).toMatchObject({ code: 'robots-refused' });
  });

  test('is read as far as 500 KiB, and no rule by half', async () => {
    const head = 'User-agent: *\nDisallow: /a\n';
    const rule = 'Disallow: /b';
    // The limit falls after `Disallow: /`, which would forbid all.
    const filler = `${'#'.repeat(500 * 1024 - head.length - rule.length)}\n`;
    const robots = text(`${head}${filler}${rule}\nDisallow: /c`);
    for (const path of ['/b', '/c', '/d']) expect(await fetchWith(robots, path)).toBe('4 bytes');
    expect(await fetchWith(robots, '/a')).toMatchObject({ code: 'robots-refused' });
  });

  test('is asked for once, by however many at a time', async () => {
    const site = await openSite({
      '/robots.txt': text('User-agent: *\nDisallow:'),
      '/a': '',
      '/b': '',
      '/c': '',
    });
    const fetcher = openFetcher([site.port]);
    await Promise.all(
      ['/a', '/b', '/c'].map(async (path) => documentOf(await fetcher.fetchDocument(site.at(path)))),
    );
    expect(site.visits.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
  });

  test('is asked for again after its lifetime', async () => {
    const site = await openSite({ '/a': 'page' });
    const robots = { bytes: 512_000, lifetimeMilliseconds: 0, retryMilliseconds: 0 };
    const fetcher = openFetcher([site.port], { robots });
    for (let time = 0; time < 3; time++) documentOf(await fetcher.fetchDocument(site.at('/a')));
    expect(site.visits.filter(({ path }) => path === '/robots.txt')).toHaveLength(3);
  });
});

describe('the rules', () => {
  const isForbidden = (rules: string, path: string): boolean =>
    parseRobots('http://a.test/robots.txt', rules, 'Gouji').findForbiddingLine(`http://a.test${path}`) !==
    undefined;

  test.each([
    ['User-agent: *\nDisallow: /', '/a', true],
    ['User-agent: *\nDisallow:', '/a', false],
    ['User-agent: *\nDisallow: /\nAllow: /a', '/a/b', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf?b', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: gouji\nAllow: /', '/a', false],
    ['User-agent: gouji\nDisallow: /\n\nUser-agent: *\nAllow: /', '/a', true],
    ['User-agent: GOUJI/2.0 # us\nDisallow: /a', '/a', true],
    ['User-agent: Other\nUser-agent: Gouji\nDisallow: /a', '/a', true],
    ['User-agent: Gouji\nUser-agent: Other\nDisallow: /a', '/a', true],
    ['User-agent: Gouji\nDisallow: /a\nUser-agent: Other\nDisallow: /b', '/b', false],
    [
      'User-agent: Gouji\nDisallow: /a\nUser-agent: Other\nDisallow: /b\nUser-agent: gouji\nDisallow: /c',
      '/c',
      true,
    ],
    ['User-agent: *\nSitemap: http://a.test/s.xml\nUser-agent: Other\nDisallow: /a', '/a', true],
    ['Disallow: /a', '/a', false],
    ['user-agent:*\r\ndisallow:/a', '/a', true],
    ['User-agent: *\rDisallow: /a', '/a', true],
    ['User-agent: *\nDisallow: /年报', '/%E5%B9%B4%E6%8A%A5/1.html', true],
    ['User-agent: *\nDisallow: /a # not this', '/a', true],
    ['User-agent: *\nnonsense\n:\nDisallow: /a', '/a', true],
  ])('%j on %s', (rules, path, forbidden) => {
    expect(isForbidden(rules, path)).toBe(forbidden);
  });

  test('tell the line, as it is numbered in the file', () => {
    const rules = parseRobots(
      'http://a.test/robots.txt',
      'User-agent: B\nDisallow: /\n\nUser-agent: *\nDisallow: /',
      'Gouji',
    );
    expect(rules.findForbiddingLine('http://a.test/')).toBe(5);
  });

  test.each([
    ['Crawl-delay: 5', 5],
    ['Crawl-delay: -5', 0],
    ['Crawl-delay: Infinity', 0],
    ['Crawl-delay: often', 0],
    ['', 0],
  ])('%j', (line, seconds) => {
    expect(parseRobots('http://a.test/robots.txt', `User-agent: *\n${line}`, 'Gouji').crawlDelay).toBe(
      seconds,
    );
  });

  test('of 18,000 agents times 20,000 lines cost no memory', () => {
    const agents = Array.from({ length: 18_000 }, (_, index) => `User-agent: a${index}\n`).join('');
    const hostile = `${agents}User-agent: *\n${'User-agent: gouji\n'.repeat(1000)}${'Disallow: /x\n'.repeat(20_000)}`;
    expect(isForbidden(hostile, '/x')).toBe(true);
    expect(isForbidden(hostile, '/y')).toBe(false);
  });
});
