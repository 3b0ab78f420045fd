/** What was seen before is asked after; nothing of it comes where it is the same. */
import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { failureOf, openFetcher, openSite } from './local-site.js';

const modified = 'Wed, 31 Jan 2024 02:00:00 GMT';
const page: RequestListener = (request, response) => {
  const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
  const isSame = etag === '"1"' || since === modified;
  const headers = { 'content-type': 'text/html', etag: '"1"', 'last-modified': modified };
  response.writeHead(isSame ? 304 : 200, headers).end(isSame ? undefined : 'page');
};

test.each([
  ['its mark', { etag: '"1"' }],
  ['its time', { lastModified: modified }],
])('by %s', async (_, validators) => {
  const site = await openSite({ '/a': page });
  const outcome = await openFetcher([site.port]).fetchIfChanged(site.at('/a'), {
    ...{ ...validators, finalAddress: site.at('/a') },
  });
  expect(outcome).toMatchObject({
    unchanged: {
      status: 304,
      finalAddress: site.at('/a'),
      headers: { etag: '"1"', 'last-modified': modified },
    },
  });
  expect(outcome).not.toHaveProperty('bytes');
});

test('comes where it has changed, or was not seen', async () => {
  const site = await openSite({ '/a': page });
  const fetcher = openFetcher([site.port]);
  const seen = { etag: '"0"', finalAddress: site.at('/a') };
  expect(await fetcher.fetchIfChanged(site.at('/a'), seen)).toHaveProperty('bytes', Buffer.from('page'));
  expect(await fetcher.fetchIfChanged(site.at('/a'))).toHaveProperty('headers.etag', '"1"');
});

test('only the address that gave them is told of marks: neither what leads there nor robots.txt', async () => {
  const told: (string | undefined)[] = [];
  const note =
    (next: RequestListener): RequestListener =>
    (request, response) => {
      told.push(`${request.url} ${request.headers['if-none-match'] ?? '-'}`);
      next(request, response);
    };
  const site = await openSite({
    '/robots.txt': note((_, response) => void response.writeHead(404).end()),
    '/old': note((_, response) => void response.writeHead(301, { location: '/new' }).end()),
    '/new': note(page),
  });
  const fetcher = openFetcher([site.port]);
  const outcome = await fetcher.fetchIfChanged(site.at('/old'), {
    etag: '"1"',
    finalAddress: site.at('/new'),
  });
  expect(outcome).toMatchObject({ unchanged: { redirects: [site.at('/new')] } });
  expect(told).toEqual(['/robots.txt -', '/old -', '/new "1"']);
});

test('304 to a question that was not asked is a failure', async () => {
  const site = await openSite({ '/a': (_, response) => void response.writeHead(304).end() });
  const fetcher = openFetcher([site.port]);
  for (const outcome of [
    await fetcher.fetchIfChanged(site.at('/a')),
    await fetcher.fetchIfChanged(site.at('/a'), { etag: '"1"', finalAddress: site.at('/b') }),
    await fetcher.fetchDocument(site.at('/a')),
  ])
    expect(outcome).toMatchObject({ failure: { code: 'http-error', status: 304 } });
});

test('lists of data are taken, but not as documents', async () => {
  const json: RequestListener = (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  const site = await openSite({ '/api': json });
  const fetcher = openFetcher([site.port]);
  expect(await fetcher.fetchIfChanged(site.at('/api'))).toHaveProperty('contentType', 'application/json');
  expect(failureOf(await fetcher.fetchDocument(site.at('/api')))).toHaveProperty('code', 'wrong-type');
});
