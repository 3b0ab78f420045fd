/** Where a fetch may go: the address as given, the name it holds, and every redirect on the way. */
import { describe, expect, test } from 'vitest';
import { documentOf, failureOf, openFetcher, openSite, textOf } from './local-site.js';

const redirectTo =
  (location: string) =>
  (_: unknown, response: import('node:http').ServerResponse): void =>
    void response.writeHead(302, { location }).end('moved');

describe('an address', () => {
  test.each([
    ['', { code: 'unreadable-address' }],
    ['not an address', { code: 'unreadable-address' }],
    ['http://', { code: 'unreadable-address' }],
    [`http://site.test/${'a'.repeat(4096)}`, { code: 'unreadable-address' }],
    ['http://[fe80::1%25eth0]/', { code: 'unreadable-address' }],
    ['ftp://site.test/a.pdf', { code: 'not-http', scheme: 'ftp' }],
    ['file:///etc/passwd', { code: 'not-http', scheme: 'file' }],
    ['javascript:alert(1)', { code: 'not-http', scheme: 'javascript' }],
    ['data:text/html,1', { code: 'not-http', scheme: 'data' }],
    ['http://name:word@site.test/', { code: 'credentials-refused' }],
    ['http://site.test@10.0.0.1/', { code: 'credentials-refused' }],
    ['http://site.test:22/', { code: 'port-refused', port: 22 }],
    ['http://site.test:443/', { code: 'port-refused', port: 443 }],
    ['http://10.0.0.1/', { code: 'address-refused', ip: '10.0.0.1', range: 'private' }],
    ['http://0xA9FEA9FE/latest/meta-data/', { code: 'address-refused', ip: '169.254.169.254' }],
    ['http://localhost/', { code: 'address-refused', ip: '::1', range: 'loopback' }],
    ['http://localhost./', { code: 'address-refused', host: 'localhost' }],
    ['http://LOCALHOST/', { code: 'address-refused', host: 'localhost' }],
    ['http://a.localhost/', { code: 'address-refused', host: 'a.localhost' }],
    ['https://[::ffff:127.0.0.1]/', { code: 'address-refused', range: 'ipv4Mapped' }],
  ])('%s', async (address, failure) => {
    const outcome = await openFetcher([]).fetchDocument(address);
    expect(failureOf(outcome)).toMatchObject({ ...failure, address, redirects: [] });
  });

  test('is sent with its query and without its fragment, a name in Chinese as it is registered', async () => {
    const site = await openSite({ '/a?b=%E5%B9%B4': 'page' });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/a?b=年#c', '政务.test'));
    expect(textOf(outcome)).toBe('page');
    expect(documentOf(outcome).finalAddress).toBe(site.at('/a?b=%E5%B9%B4', 'xn--zfr164b.test'));
    expect(site.visits.at(-1)?.host).toBe(`xn--zfr164b.test:${site.port}`);
  });
});

describe('the name of a host', () => {
  const answers =
    (...addresses: readonly string[]) =>
    async (): Promise<readonly string[]> =>
      addresses;

  test('with one forbidden address among its addresses is refused', async () => {
    const site = await openSite({ '/': 'page' });
    const fetcher = openFetcher([site.port], { resolve: answers('127.0.0.1', '10.0.0.7') });
    expect(failureOf(await fetcher.fetchDocument(site.at('/')))).toMatchObject({
      ...{ code: 'address-refused', host: 'site.test', ip: '10.0.0.7', range: 'private' },
    });
    expect(site.visits).toEqual([]);
  });

  test('is asked for once a request: an answer that has changed by then reaches nobody', async () => {
    const outside = await openSite({ '/': 'outside' });
    const inside = await openSite({ '/': 'inside' }, '127.0.0.2', outside.port);
    const asked: string[] = [];
    const resolve = async (name: string): Promise<readonly string[]> => {
      asked.push(name);
      return asked.length <= 2 ? ['127.0.0.1'] : ['127.0.0.2'];
    };
    const fetcher = openFetcher([outside.port], { resolve });
    expect(textOf(await fetcher.fetchDocument(outside.at('/')))).toBe('outside');
    expect(asked).toEqual(['site.test', 'site.test']); // robots.txt, then the page
    expect(failureOf(await fetcher.fetchDocument(outside.at('/')))).toMatchObject({
      ...{ code: 'address-refused', ip: '127.0.0.2' },
    });
    expect(inside.visits).toEqual([]);
  });

  test('with several addresses is tried at each', async () => {
    const site = await openSite({ '/': 'page' });
    const both = { permittedRanges: ['127.0.0.0/8'], resolve: answers('127.0.0.3', '127.0.0.1') };
    expect(textOf(await openFetcher([site.port], both).fetchDocument(site.at('/')))).toBe('page');
  });

  test('that leads nowhere', async () => {
    const nowhere = async (): Promise<never> => {
      throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    };
    expect(
      failureOf(await openFetcher([], { resolve: nowhere }).fetchDocument('http://a.test/')),
    ).toMatchObject({ code: 'dns-failed', host: 'a.test', cause: 'ENOTFOUND', detail: 'a.test: ENOTFOUND' });
    const empty = openFetcher([], { resolve: answers() });
    expect(failureOf(await empty.fetchDocument('http://a.test/'))).toMatchObject({ code: 'dns-failed' });
  });

  test('that is never answered ends with the whole time', async () => {
    const silent = { resolve: () => new Promise<never>(() => {}), limits: { wholeMilliseconds: 50 } };
    expect(failureOf(await openFetcher([], silent).fetchDocument('http://a.test/'))).toMatchObject({
      ...{ code: 'robots-unreachable', cause: { code: 'too-slow', phase: 'whole', milliseconds: 50 } },
    });
  });
});

describe('a redirect', () => {
  test('is followed, relative or not, and every address on the way is kept', async () => {
    const chain = await openSite({ '/1': redirectTo('2?x#y'), '/2?x': redirectTo('/3'), '/3': 'page' });
    const found = documentOf(await openFetcher([chain.port]).fetchDocument(chain.at('/1')));
    expect(found).toMatchObject({ address: chain.at('/1'), finalAddress: chain.at('/3'), status: 200 });
    expect(found.redirects).toEqual([chain.at('/2?x'), chain.at('/3')]);
  });

  test('may lead to another host, and the failure keeps the way there', async () => {
    const other = await openSite({});
    const site = await openSite({ '/a': redirectTo(other.at('/b')) });
    const outcome = await openFetcher([site.port, other.port]).fetchDocument(site.at('/a'));
    expect(failureOf(outcome)).toMatchObject({
      code: 'http-error',
      status: 404,
      redirects: [other.at('/b')],
    });
  });

  test.each([
    ['http://169.254.169.254/latest/', { code: 'address-refused', range: 'linkLocal' }],
    ['http://[::1]/', { code: 'address-refused', range: 'loopback' }],
    ['//2130706434/', { code: 'address-refused', ip: '127.0.0.2' }],
    ['http://site.test:6379/', { code: 'port-refused', port: 6379 }],
    ['file:///etc/passwd', { code: 'not-http', scheme: 'file' }],
    ['http://a:b@site.test/', { code: 'credentials-refused' }],
    ['http://', { code: 'redirect-refused', cause: 'unreadable', to: 'http://' }],
  ])('to %s is refused', async (location, failure) => {
    const site = await openSite({ '/': redirectTo(location) });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/'));
    expect(failureOf(outcome)).toMatchObject(failure);
  });

  test('to a name that leads inside is refused, and the failure says where it was', async () => {
    const site = await openSite({
      '/': (_, response) => void redirectTo(inside())(_, response),
      '/x': 'inside',
    });
    const inside = (): string => site.at('/x', 'inside.test');
    const resolve = async (name: string): Promise<readonly string[]> => [
      name === 'inside.test' ? '127.0.0.2' : '127.0.0.1',
    ];
    const outcome = await openFetcher([site.port], { resolve }).fetchDocument(site.at('/'));
    expect(failureOf(outcome)).toEqual({
      ...{ code: 'address-refused', host: 'inside.test', ip: '127.0.0.2', range: 'loopback' },
      ...{ detail: 'inside.test is 127.0.0.2 (loopback)', address: site.at('/'), redirects: [inside()] },
    });
    expect(site.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/']);
  });

  test('in a circle ends at once', async () => {
    const site = await openSite({ '/a': redirectTo('/b'), '/b': redirectTo('/a') });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/a'));
    expect(failureOf(outcome)).toMatchObject({ code: 'too-many-redirects', circle: true });
    expect(site.visits).toHaveLength(3);
  });

  test('after redirect ends at the limit', async () => {
    const pages = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`/${n}`, redirectTo(`/${n + 1}`)]));
    const site = await openSite({ ...pages, '/9': 'page' });
    const fetcher = openFetcher([site.port]);
    expect(textOf(await fetcher.fetchDocument(site.at('/4')))).toBe('page');
    expect(failureOf(await fetcher.fetchDocument(site.at('/3')))).toMatchObject({
      ...{ code: 'too-many-redirects', limit: 5, circle: false },
    });
  });

  test('without a place to go is an error of the server', async () => {
    const site = await openSite({ '/': (_, response) => void response.writeHead(302).end() });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/'));
    expect(failureOf(outcome)).toMatchObject({ code: 'http-error', status: 302 });
  });

  test('in bytes beyond ASCII keeps them, whatever their charset', async () => {
    const raw = Buffer.from([0xc4, 0xea]).toString('latin1');
    const site = await openSite({ '/': redirectTo(`/${raw}.html`), '/%C4%EA.html': 'page' });
    expect(textOf(await openFetcher([site.port]).fetchDocument(site.at('/')))).toBe('page');
  });
});
