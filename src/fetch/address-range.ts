/**
 * Which addresses are public. Whatever is not known to be public is refused: the registers of special ranges
 * grow, and IPv6 has many ways to write an IPv4 address inside one (mapped, compatible, translated, NAT64, 6to4,
 * Teredo), all of which lead past a check that only looks for 127.0.0.1.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;
export type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** All public IPv6 addresses given out so far. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** Where a cloud answers its own machines from a public address (Azure); the others do it from link-local ones. */
const metadata = ipaddr.parseCIDR('168.63.129.16/32');

/** `10.0.0.0/8` and the like; throws on anything else. */
export function parseRanges(texts: readonly string[]): readonly Range[] {
  return texts.map((text) => ipaddr.parseCIDR(text));
}

/** The name of the range that forbids this address; `undefined` where it is public or permitted. */
export function findForbiddenRange(ip: string, permitted: readonly Range[]): string | undefined {
  if (isIP(ip) === 0) return 'unreadable';
  const address = ipaddr.parse(ip);
  if (permitted.some((range) => isWithin(address, range))) return undefined;
  if (isWithin(address, metadata)) return 'metadata';
  const range = address.range();
  if (range !== 'unicast') return range;
  if (address.kind() === 'ipv6' && !isWithin(address, globalUnicast)) return 'notGlobal';
  return undefined;
}

function isWithin(address: Address, range: Range): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}
