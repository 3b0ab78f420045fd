/** Pages of every kind, what becomes of them, and what is said of it. */
import { rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HostTurns } from '#queue/host-turns.js';
import { listResponses } from '#store/crawl-responses.js';
import { type CrawlSite, findSite, removeSite } from '#store/crawl-sites.js';
import { Store } from '#store/store.js';
import { openFetcher, openSite, type Site } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { plainHtmlLayout } from '../generator/html.js';
import { addTestSite, begin, crawlOnce, type Place, placeKinds, startCrawler } from './crawling.js';
import { newFolder } from './import-cases.js';
import { newStore } from './new-store.js';

let place: Place;
let store: Store;
beforeEach(async () => {
  [place] = await Promise.all([placeKinds[0]?.open() as Promise<Place>]);
  store = await place.openStore();
});
afterEach(async () => {
  await place.close();
  await store.close();
});

const reportOf = async (seed: number): Promise<string> =>
  new TextDecoder().decode((await makeCase('html', seed, { layout: plainHtmlLayout })).bytes);
const page = (body: string): string => `<html><head><title>墨汀市</title></head><body>${body}</body></html>`;
const link = (path: string): string =>
  `<a href="${path}">墨汀市${path.slice(1)}2023年政府信息公开年度报告</a>`;
const listOf = (...paths: string[]): string => page(paths.map(link).join(''));
const send =
  (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

/** What is served may change between two runs. */
type Pages = Record<string, string | RequestListener>;

interface Crawled {
  readonly served: Site;
  readonly site: CrawlSite;
  readonly fetcher: ReturnType<typeof openFetcher>;
}

async function openCrawl(pages: Pages, start = '/list'): Promise<Crawled> {
  const served = await openSite(pages);
  return { served, fetcher: openFetcher([served.port]), site: await addTestSite(store, served.at(start)) };
}

/** A list of one report, whose page is whatever `served` says at the time. */
async function openChanging() {
  const report = await reportOf(1);
  const served = { text: report };
  const crawled = await openCrawl({
    '/list': listOf('/report', '/x'),
    '/report': (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html', 'last-modified': `${served.text.length}` })
        .end(served.text),
  });
  return { report, served, crawled };
}

const again = ({ site, fetcher }: Crawled, clock?: () => string) =>
  crawlOnce(place, store, site, fetcher, clock);

async function kindsOf({ site }: Crawled): Promise<Record<string, string>> {
  const responses = await listResponses(store, (await findSite(store, site.id))?.run ?? 0);
  return Object.fromEntries(responses.map(({ address, kind }) => [new URL(address).pathname, kind]));
}

async function sources(): Promise<[string, number][]> {
  const rows = await store.db
    .selectFrom('sources')
    .select(['location', 'is_current'])
    .orderBy('id')
    .execute();
  return rows.map(({ location, is_current }) => [new URL(location).pathname, is_current]);
}

test('each page is what it is, and what leads further is followed', async () => {
  const report = await reportOf(1);
  const { bytes } = await makeCase('docx', 2);
  const crawled = await openCrawl({
    '/list': listOf('/report', '/files', '/framed', '/viewed', '/app', '/lost', '/about'),
    '/report': report,
    '/files': page('<h1>墨汀市2023年政府信息公开年度报告</h1><a href="/a.docx">附件</a>'),
    '/a.docx': send(200, { 'content-type': 'application/octet-stream' }, bytes),
    '/framed': page('<iframe src="/body"></iframe>'),
    '/body': await reportOf(3),
    '/viewed': page('<iframe src="/web/viewer.html?file=%2Fb.docx"></iframe>'),
    '/b.docx': send(200, { 'content-type': 'application/msword' }, (await makeCase('docx', 4)).bytes),
    '/app': page('<div id="app"></div><script src="/app.js"></script>'),
    '/lost': page('<p>您访问的页面不存在或已被删除</p>'),
    '/about': page(`<h1>关于编制年报的说明</h1><p>${'各单位应当按时报送。'.repeat(60)}</p>`),
  });
  expect(await again(crawled)).toMatchObject({ end: 'through', found: 4 });
  expect(await kindsOf(crawled)).toEqual({
    ...{ '/list': 'list', '/report': 'report', '/files': 'attachments', '/a.docx': 'document' },
    ...{ '/framed': 'frame', '/body': 'report', '/viewed': 'attachments', '/b.docx': 'document' },
    ...{ '/app': 'shell', '/lost': 'error', '/about': 'other' },
  });
  expect((await sources()).map(([path]) => path).sort()).toEqual([
    '/a.docx',
    '/about',
    '/b.docx',
    '/body',
    '/report',
  ]);
});

test('an answer is stored with the time at which its turn had come', async () => {
  const served = await openSite({ '/list': listOf('/a', '/b'), '/a': send(404), '/b': send(404) });
  const site = await addTestSite(store, served.at('/list'), { pause: 20 });
  /** A clock that goes on by a second with every turn. */
  let taken = 0;
  const clock = () => new Date(1000 * taken).toISOString();
  const turns: HostTurns = {
    async take(host, job) {
      const left = await place.turns.take(host, job);
      if (left === 0) taken++;
      return left;
    },
    giveBack: (host, job, pause) => place.turns.giveBack(host, job, pause),
  };
  await crawlOnce({ ...place, turns }, store, site, openFetcher([served.port]), clock);
  const run = (await findSite(store, site.id))?.run ?? 0;
  const asked = (await listResponses(store, run)).map(({ asked_at }) => Date.parse(asked_at));
  expect(asked).toEqual([1000, 2000, 3000]);
});

test('where an answer is sent on to another host, that one is asked in its own turn, and one turn is held at a time', async () => {
  const files = await openSite({ '/a.html': await reportOf(1) });
  const served = await openSite({
    '/list': listOf('/a', '/b'),
    '/a': send(302, { location: files.at('/a.html', 'files.test') }),
    '/b': send(404),
  });
  const taken: string[] = [];
  const turns: HostTurns = {
    async take(host, job) {
      const left = await place.turns.take(host, job);
      if (left === 0) taken.push(`take ${host}`);
      return left;
    },
    giveBack(host, job, pause) {
      taken.push(`back ${host}`);
      return place.turns.giveBack(host, job, pause);
    },
  };
  const site = await addTestSite(store, served.at('/list'));
  const fetcher = openFetcher([served.port, files.port]);
  expect(await crawlOnce({ ...place, turns }, store, site, fetcher)).toMatchObject({ found: 1 });
  const turn = (host: string) => [`take ${host}`, `back ${host}`];
  expect(taken).toEqual(['site.test', 'site.test', 'files.test', 'site.test'].flatMap(turn));
});

test('a list as JSON leads to its reports', async () => {
  const rows = [{ title: '墨汀市2023年政府信息公开年度报告', url: '/report' }];
  const json = send(
    200,
    { 'content-type': 'application/json;charset=utf-8' },
    JSON.stringify({ data: { rows } }),
  );
  const crawled = await openCrawl({ '/api': json, '/report': await reportOf(1) }, '/api');
  expect(await again(crawled)).toMatchObject({ end: 'through', found: 1, kinds: { list: 1, report: 1 } });
});

describe('a list as data leads through all its pages', () => {
  const reports = ['/r1', '/r2', '/r3'];
  const nameOf = (path: string): string => `墨汀市${path.slice(1)}2023年政府信息公开年度报告`;

  test.each<[string, readonly string[], (...paths: string[]) => RequestListener]>([
    [
      'JSON',
      ['/list.json?page=1&rows=2', '/list.json?page=2&rows=2'],
      (...paths) =>
        send(
          200,
          { 'content-type': 'application/json;charset=utf-8' },
          JSON.stringify({ total: 3, rows: paths.map((path) => ({ title: nameOf(path), url: path })) }),
        ),
    ],
    [
      'XML around HTML',
      ['/dataproxy.jsp?startrecord=1&endrecord=2', '/dataproxy.jsp?startrecord=3&endrecord=4'],
      (...paths) =>
        send(
          200,
          { 'content-type': 'text/xml;charset=utf-8' },
          `<datastore><totalrecord>3</totalrecord><recordset>${paths
            .map((path) => `<record><![CDATA[<li>${link(path)}</li>]]></record>`)
            .join('')}</recordset></datastore>`,
        ),
    ],
  ])('as %s', async (_, [first = '', second = ''], answer) => {
    const [one, two, three] = reports as [string, string, string];
    const crawled = await openCrawl(
      {
        ...{ [first]: answer(one, two), [second]: answer(three) },
        ...{ [one]: await reportOf(1), [two]: await reportOf(2), [three]: await reportOf(3) },
      },
      first,
    );
    expect(await again(crawled)).toMatchObject({ end: 'through', found: 3, limits: [] });
    expect(crawled.served.visits.map(({ path }) => path)).toEqual([
      ...['/robots.txt', first, one, two, second, three],
    ]);
  });
});

describe('what is held', () => {
  test('is a new copy where its bytes have changed, and the run names it', async () => {
    const version = { text: await reportOf(1) };
    const crawled = await openCrawl({
      '/list': listOf('/report', '/other'),
      '/other': await reportOf(2),
      '/report': (request, response) => {
        const etag = `"${version.text.length}"`;
        const isSame = request.headers['if-none-match'] === etag;
        response
          .writeHead(isSame ? 304 : 200, { 'content-type': 'text/html', etag })
          .end(isSame ? '' : version.text);
      },
    });
    expect(await again(crawled)).toMatchObject({ found: 2, changed: [] });
    expect(await again(crawled)).toMatchObject({ found: 0, changed: [] });
    version.text = version.text.replace('</body>', '<p>更正</p></body>');
    expect(await again(crawled)).toMatchObject({ found: 1, changed: [crawled.served.at('/report')] });
    expect((await sources()).filter(([path]) => path === '/report')).toEqual([
      ['/report', 0],
      ['/report', 1],
    ]);
    expect(crawled.served.visits.filter(({ path }) => path === '/other')).toHaveLength(1);
  });

  test('and cannot be asked after is left alone for a month', async () => {
    const crawled = await openCrawl({ '/list': listOf('/report'), '/report': await reportOf(1) });
    const later = (days: number) => () => new Date(Date.now() + days * 86_400_000).toISOString();
    const visits = () => crawled.served.visits.filter(({ path }) => path === '/report').length;
    await again(crawled);
    await again(crawled, later(29));
    expect(visits()).toBe(1);
    await again(crawled, later(31));
    expect(visits()).toBe(2);
  });

  test('stays what it was where its page was taken over, and the run names it', async () => {
    const { report, served, crawled } = await openChanging();
    const states: unknown[] = [];
    for (const text of [report, page('好运连连。'.repeat(200)), page('好运连连。'.repeat(200)), report]) {
      served.text = text;
      const { hijacked } = await again(crawled);
      states.push([(await kindsOf(crawled))['/report'], hijacked]);
      expect(await sources()).toEqual([['/report', 1]]);
    }
    const named = ['hijacked', [crawled.served.at('/report')]];
    expect(states).toEqual([['report', []], named, named, ['report', []]]);
  });
});

test('a report that was lost for a while is not forgotten: what takes its place then is told', async () => {
  const { report, served, crawled } = await openChanging();
  const states: unknown[] = [];
  const lost = page('<p>您访问的页面不存在或已被删除</p>');
  for (const text of [report, lost, page('好运连连。'.repeat(200)), lost, report]) {
    served.text = text;
    const { found, changed } = await again(crawled);
    states.push([(await kindsOf(crawled))['/report'], found, changed]);
    expect(await sources()).toEqual([['/report', 1]]);
  }
  const nothing = [0, []];
  expect(states).toEqual([
    ['report', 1, []],
    ...['error', 'hijacked', 'error', 'report'].map((kind) => [kind, ...nothing]),
  ]);
});

test('what a run had stored and not told of when it was killed is news when it goes on', async () => {
  const crawled = await openCrawl({
    ...{ '/list': listOf('/a', '/b'), '/a': await reportOf(1), '/b': await reportOf(2) },
  });
  expect(await again(crawled)).toMatchObject({ found: 2 });
  await store.db.deleteFrom('crawl_responses').where('address', '=', crawled.served.at('/b')).execute();
  await store.db.updateTable('crawl_sites').set({ ended_at: null }).execute();
  expect(await again(crawled)).toMatchObject({ end: 'through', found: 2 });
  expect(await store.db.selectFrom('imports').select('id').execute()).toHaveLength(1);
});

describe('a run ends', () => {
  const challenge = page(
    '<script>document.cookie="acw_sc__v2="+x;</script><noscript>请开启JavaScript</noscript>',
  );

  test.each<[string, string | RequestListener]>([
    ['by its words', challenge],
    ['by its status', send(412)],
  ])('at a challenge told %s, and asks nothing more', async (_, asking) => {
    const crawled = await openCrawl({ '/list': listOf('/a', '/b'), '/a': asking, '/b': await reportOf(1) });
    const address = crawled.served.at('/a');
    expect(await again(crawled)).toMatchObject({
      end: 'challenge',
      address,
      kinds: { list: 1, challenge: 1 },
    });
    expect(crawled.served.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/list', '/a']);
    expect(await findSite(store, crawled.site.id)).toMatchObject({ succeeded_at: null });
  });

  test('where the site wishes to be left alone for a day', async () => {
    const crawled = await openCrawl({
      '/list': listOf('/a', '/b'),
      '/a': send(503, { 'retry-after': '86400' }),
    });
    expect(await again(crawled)).toMatchObject({ end: 'busy', address: crawled.served.at('/a') });
    expect(crawled.served.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/list', '/a']);
  });

  test('where its first page is not to be had', async () => {
    expect(await again(await openCrawl({}))).toMatchObject({ end: 'unreachable', code: 'http-error' });
  });

  test('where the store cannot keep what it is given, and will not be able to', async () => {
    const folder = newFolder();
    const full = await newStore(() => Store.open(folder));
    await rm(join(folder, 'documents'), { recursive: true, force: true });
    await writeFile(join(folder, 'documents'), 'in the way');
    const served = await openSite({ '/list': listOf('/a', '/b') });
    const site = await addTestSite(full, served.at('/list'));
    const remark = await crawlOnce(place, full, site, openFetcher([served.port]));
    expect(remark).toMatchObject({ end: 'broken', code: 'in-the-way' });
  });

  test('where its first page says that it is not there', async () => {
    const lost = page('<p>您访问的页面不存在或已被删除</p>');
    const crawled = await openCrawl({ '/list': lost });
    expect(await again(crawled)).toMatchObject({ end: 'unreachable', code: 'error', kinds: { error: 1 } });
    expect(await findSite(store, crawled.site.id)).toMatchObject({ succeeded_at: null });
  });

  test('where its first page leads to a challenge on another host', async () => {
    const guard = await openSite({ '/asking': challenge });
    const address = guard.at('/asking', 'guard.test');
    const served = await openSite({ '/list': send(302, { location: address }) });
    const site = await addTestSite(store, served.at('/list'));
    const fetcher = openFetcher([served.port, guard.port]);
    const remark = await crawlOnce(place, store, site, fetcher);
    expect(remark).toMatchObject({ end: 'challenge', address, kinds: { challenge: 1 } });
    expect(await findSite(store, site.id)).toMatchObject({ succeeded_at: null });
  });

  test('without a word, and without another request, where the site was removed meanwhile', async () => {
    let reached = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const crawled = await openCrawl({
      '/list': listOf('/a', '/b'),
      '/a': (_, response) => {
        reached();
        setTimeout(() => response.writeHead(404).end(), 100);
      },
    });
    const queue = place.openQueue();
    const crawler = startCrawler(store, queue, place.turns, crawled.fetcher);
    await begin(store, queue, crawled.site);
    await asked;
    await removeSite(store, crawled.site.id);
    while ((await queue.counts('crawl')).active > 0) await wait(10);
    await crawler.stop();
    expect(crawled.served.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/list', '/a']);
    expect((await queue.counts('crawl')).failed).toBe(0);
    expect(await store.db.selectFrom('crawl_responses').select('id').execute()).toEqual([]);
  });
});

describe('what fails for now', () => {
  test('is asked again after all the others, three times at most', async () => {
    const failing = { '/a': 2, '/b': 99 };
    const report = await reportOf(1);
    const answer =
      (path: keyof typeof failing): RequestListener =>
      (request, response) =>
        failing[path]-- > 0 ? send(500)(request, response) : send(200, {}, report)(request, response);
    const crawled = await openCrawl({
      '/list': listOf('/a', '/b', '/c'),
      ...{ '/a': answer('/a'), '/b': answer('/b'), '/c': await reportOf(2) },
    });
    expect(await again(crawled)).toMatchObject({ end: 'through', found: 2 });
    const asked = crawled.served.visits.map(({ path }) => path);
    expect(asked).toEqual(['/robots.txt', '/list', '/a', '/b', '/c', '/a', '/b', '/a', '/b']);
  });

  test('waits in the queue where the site wishes so', async () => {
    const crawled = await openCrawl({ '/list': send(429, { 'retry-after': '90' }) });
    const queue = place.openQueue();
    const crawler = startCrawler(store, queue, place.turns, crawled.fetcher);
    await begin(store, queue, crawled.site);
    while ((await queue.counts('crawl')).delayed === 0) await wait(10);
    await crawler.stop();
    expect(await findSite(store, crawled.site.id)).toMatchObject({ ended_at: null });
    expect(await kindsOf(crawled)).toEqual({ '/list': 'not-now' });
  });
});
