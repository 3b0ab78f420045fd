/**
 * Under which names a server of ours may be asked. A page in somebody's browser can lead a name of its own to an
 * address that only this machine can ask; what it cannot do is to send another name in `Host` (DNS rebinding). So a
 * request that names neither the address it came to nor a name we were told of is refused.
 */
import ipaddr from 'ipaddr.js';

export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');

/** The name or address in a `Host` header, without brackets and port. Undefined where it is none. */
export function findHostName(header: string | undefined): string | undefined {
  const [, bracketed, plain] =
    /^(?:\[([\da-fA-F:.]+)\]|([^[\]:\s/@]+))(?::\d{1,5})?$/.exec(header ?? '') ?? [];
  return (bracketed ?? plain)?.toLowerCase();
}

/** `names`: those that we were told of. `reached`: the address that the request came to. */
export function isExpectedHost(
  header: string | undefined,
  { names, reached }: { readonly names: readonly string[]; readonly reached: string | undefined },
): boolean {
  const asked = findHostName(header);
  if (asked === undefined) return false;
  if (names.some((name) => name.toLowerCase() === asked)) return true;
  if (reached === undefined) return false;
  if (asked === 'localhost') return isLoopback(reached);
  return ipaddr.isValid(asked) && sameAddress(asked, reached);
}

const sameAddress = (one: string, other: string): boolean =>
  ipaddr.isValid(other) &&
  ipaddr.process(one).toNormalizedString() === ipaddr.process(other).toNormalizedString();
