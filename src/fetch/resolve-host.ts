/**
 * A host's name to the addresses a connection is then pinned to. The name is asked for once: an answer that
 * changes between the check and the connection changes nothing.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { findForbiddenRange, type Range } from './address-range.js';
import { FetchError } from './failure.js';

/** All addresses of a host; rejects where there are none. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export async function resolveBySystem(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}

/** One forbidden address among public ones is enough to refuse the host. */
export async function resolveHost(
  host: string,
  resolve: Resolver,
  permitted: readonly Range[],
): Promise<readonly string[]> {
  const addresses = await findAddresses(host, resolve);
  for (const ip of addresses) {
    const range = findForbiddenRange(ip, permitted);
    if (range) throw new FetchError({ code: 'address-refused', host, ip, range });
  }
  return addresses;
}

/** `localhost` is this machine by definition (RFC 6761); no name server is asked. */
async function findAddresses(host: string, resolve: Resolver): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  if (/(^|\.)localhost$/.test(host)) return ['127.0.0.1', '::1'];
  const addresses = await resolve(host).catch((error: unknown) => {
    throw new FetchError({ code: 'dns-failed', host, cause: codeOf(error) });
  });
  if (addresses.length === 0) throw new FetchError({ code: 'dns-failed', host, cause: 'no address' });
  return addresses;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
