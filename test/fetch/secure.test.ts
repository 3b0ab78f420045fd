/** TLS is verified, for the name that was asked for. */
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
