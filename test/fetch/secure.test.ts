/** TLS is verified, for the name that was asked for. */
import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  documentOf,
  failureOf,
  openFetcher,
  openSecureSite,
  openSite,
  openSocketServer,
  readPem,
  textOf,
} from './local-site.js';

const trusted = { authorities: [readPem('site.pem'), readPem('expired.pem')] };

describe('a certificate', () => {
  test('of a known authority, for the name, is in order', async () => {
    const site = await openSecureSite({ '/': 'page' });
    expect(textOf(await openFetcher([site.port], trusted).fetchDocument(site.at('/')))).toBe('page');
  });

  test('of the name with a final dot too', async () => {
    const site = await openSecureSite({ '/': 'page' });
    const outcome = await openFetcher([site.port], trusted).fetchDocument(site.at('/', 'site.test.'));
    expect(documentOf(outcome).finalAddress).toBe(site.at('/'));
  });

  test('that nobody vouches for is refused', async () => {
    const site = await openSecureSite({ '/': 'page' });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/'));
    expect(failureOf(outcome)).toMatchObject({ code: 'tls-failed', cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(site.visits).toEqual([]);
  });

  test('of another name is refused', async () => {
    const site = await openSecureSite({ '/': 'page' });
    const outcome = await openFetcher([site.port], trusted).fetchDocument(site.at('/', 'other.test'));
    expect(failureOf(outcome)).toMatchObject({ code: 'tls-failed', cause: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('that has expired is refused', async () => {
    const site = await openSecureSite({ '/': 'page' }, 'expired.pem');
    const outcome = await openFetcher([site.port], trusted).fetchDocument(site.at('/'));
    expect(failureOf(outcome)).toMatchObject({ code: 'tls-failed', cause: 'CERT_HAS_EXPIRED' });
  });
});

describe('a secure address', () => {
  test('of a server that speaks without TLS is refused', async () => {
    const site = await openSite({ '/': 'page' });
    const outcome = await openFetcher([site.port]).fetchDocument(site.at('/').replace('http:', 'https:'));
    expect(failureOf(outcome)).toMatchObject({ code: 'tls-failed' });
  });

  test('whose handshake does not come ends with the time for connecting', async () => {
    const port = await openSocketServer(() => {});
    const fetcher = openFetcher([port], { limits: { connectMilliseconds: 200 } });
    expect(failureOf(await fetcher.fetchDocument(`https://site.test:${port}/`))).toMatchObject({
      ...{ code: 'robots-unreachable', cause: { code: 'too-slow', phase: 'connect' } },
    });
  });

  test('is not left for one without TLS, unless that is permitted', async () => {
    const plain = await openSite({ '/': 'page' });
    const site = await openSecureSite({
      '/': (_, response) => void response.writeHead(301, { location: plain.at('/') }).end(),
    });
    const ports = [site.port, plain.port];
    expect(failureOf(await openFetcher(ports, trusted).fetchDocument(site.at('/')))).toMatchObject({
      ...{ code: 'redirect-refused', cause: 'downgrade', to: plain.at('/'), redirects: [] },
    });
    expect(plain.visits).toEqual([]);
    const lenient = openFetcher(ports, { ...trusted, permitDowngrade: true });
    expect(textOf(await lenient.fetchDocument(site.at('/')))).toBe('page');
  });
});

describe('a host whose certificates need not verify', () => {
  const host = 'site.test';
  const fingerprint = (pem: string): string => new X509Certificate(readPem(pem)).fingerprint256;

  test.each([
    ['that nobody vouches for', 'site.pem', host, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['that has expired', 'expired.pem', host, trusted, 'CERT_HAS_EXPIRED'],
    ['of another name', 'site.pem', 'other.test', trusted, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('has one %s accepted, and told of', async (_, pem, name, settings, code) => {
    const site = await openSecureSite({ '/': 'page' }, pem);
    const outcome = await openFetcher([site.port], settings).fetchIfChanged(
      site.at('/', name),
      undefined,
      name,
    );
    expect(outcome).toMatchObject({ status: 200, certificateFault: { code, fingerprint: fingerprint(pem) } });
  });

  test('has nothing told of where it is in order', async () => {
    const site = await openSecureSite({ '/': 'page' });
    const outcome = await openFetcher([site.port], trusted).fetchIfChanged(site.at('/'), undefined, host);
    expect(outcome).toHaveProperty('status', 200);
    expect(outcome).not.toHaveProperty('certificateFault');
  });

  test('has it told of also where there is no page, or none that is new', async () => {
    const site = await openSecureSite({
      '/same': (_, response) => void response.writeHead(304).end(),
    });
    const fetcher = openFetcher([site.port]);
    const told = { certificateFault: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } };
    const gone = await fetcher.fetchIfChanged(site.at('/gone'), undefined, host);
    expect(gone).toMatchObject({ failure: { code: 'http-error', status: 404, ...told } });
    const seen = { finalAddress: site.at('/same'), etag: '"1"' };
    expect(await fetcher.fetchIfChanged(site.at('/same'), seen, host)).toMatchObject({ unchanged: told });
  });

  test('stands for no other host, and for no redirect to one', async () => {
    const site = await openSecureSite({
      '/': 'page',
      '/away': (_, response) => void response.writeHead(302, { location: site.at('/', 'other.test') }).end(),
    });
    const fetcher = openFetcher([site.port]);
    const refused = { code: 'tls-failed', cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
    for (const [address, redirects] of [
      [site.at('/', 'other.test'), []],
      [site.at('/away'), [site.at('/', 'other.test')]],
    ] as const)
      expect(await fetcher.fetchIfChanged(address, undefined, host)).toMatchObject({
        failure: { ...refused, redirects },
      });
    expect(site.visits.map(({ host }) => host)).not.toContain(`other.test:${site.port}`);
  });

  test('is left for nothing without TLS', async () => {
    const plain = await openSite({ '/': 'page' });
    const site = await openSecureSite({
      '/': (_, response) => void response.writeHead(301, { location: plain.at('/') }).end(),
    });
    const fetcher = openFetcher([site.port, plain.port]);
    expect(await fetcher.fetchIfChanged(site.at('/'), undefined, host)).toMatchObject({
      failure: { code: 'redirect-refused', cause: 'downgrade' },
    });
    expect(plain.visits).toEqual([]);
  });

  test('is that to nobody else, whoever asks first', async () => {
    const site = await openSecureSite({ '/': 'page' });
    const fetcher = openFetcher([site.port]);
    const strict = () => fetcher.fetchIfChanged(site.at('/'));
    const lenient = () => fetcher.fetchIfChanged(site.at('/'), undefined, host);
    const outcomes = await Promise.all([strict(), lenient(), strict(), lenient(), strict()]);
    expect(outcomes.map((outcome) => ('failure' in outcome ? outcome.failure.code : 'page'))).toEqual([
      ...['tls-failed', 'page', 'tls-failed', 'page', 'tls-failed'],
    ]);
    expect(await fetcher.fetchDocument(site.at('/'))).toMatchObject({ failure: { code: 'tls-failed' } });
    expect(site.visits.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/']);
  });
});
