/** A site whose certificate does not verify: crawled by its exception, and by nothing else. */
import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { listResponses } from '#store/crawl-responses.js';
import { type CrawlSite, findSite } from '#store/crawl-sites.js';
import { openFetcher, openSecureSite, readPem, type Site } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { plainHtmlLayout } from '../generator/html.js';
import { addTestSite, crawlOnce, type Place, placeKinds } from './crawling.js';
import { newStore } from './new-store.js';

const link = (address: string): string =>
  `<a href="${address}">墨汀市${new URL(address).pathname.slice(1)}2023年政府信息公开年度报告</a>`;

test('is that for its own runs and host, and stands with every response', async () => {
  const place = await (placeKinds[0]?.open() as Promise<Place>);
  const store = await newStore(() => place.openStore());
  const { bytes } = await makeCase('html', 1, { layout: plainHtmlLayout });
  const served: Site = await openSecureSite({
    '/list': (_, response) => void response.end(`${link(own)}${link(gone)}${link(elsewhere)}`),
    '/others': (_, response) => void response.end(link(own)),
    '/a': Buffer.from(bytes).toString(),
  });
  const [own, gone, elsewhere] = [served.at('/a'), served.at('/gone'), served.at('/a', 'other.test')];
  const fetcher = openFetcher([served.port]);
  const excepted = await addTestSite(store, served.at('/list'), { tlsException: 'its own authority' });
  const strict = await addTestSite(store, served.at('/others'));
  const other = await addTestSite(store, served.at('/others', 'other.test'), { tlsException: 'the same' });
  const responsesOf = async ({ id }: CrawlSite) =>
    (await listResponses(store, (await findSite(store, id))?.run ?? 0)).map((response) => {
      const { address, code, tls_fault, tls_fingerprint } = response;
      return [address, code, tls_fault, tls_fingerprint];
    });
  const fault = ['DEPTH_ZERO_SELF_SIGNED_CERT', new X509Certificate(readPem('site.pem')).fingerprint256];

  const crawl = (site: CrawlSite) => crawlOnce(place, store, site, fetcher);
  expect(await crawl(excepted)).toMatchObject({ end: 'through', found: 1 });
  const responses = await responsesOf(excepted);
  expect(responses.sort()).toEqual(
    [
      [elsewhere, 'tls-failed', null, null],
      [own, null, ...fault],
      [gone, 'http-error', ...fault],
      [served.at('/list'), null, ...fault],
    ].sort(),
  );

  expect(await crawl(strict)).toMatchObject({ end: 'unreachable', code: 'tls-failed', found: 0 });
  expect(await responsesOf(strict)).toEqual([[served.at('/others'), 'tls-failed', null, null]]);

  // What another site's exception brought is no more believed than the host itself.
  expect(await crawl(other)).toMatchObject({ end: 'through', found: 0 });
  expect(await responsesOf(other)).toEqual([
    [served.at('/others', 'other.test'), null, ...fault],
    [own, 'tls-failed', null, null],
  ]);
  expect((await crawl(excepted)).kinds).toEqual({ list: 1, failure: 2 });
  await place.close();
});
