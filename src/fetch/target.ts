/**
 * An address as text to what may be asked for. The parser is the one of browsers: it turns every spelling of an
 * IPv4 address (octal, hexadecimal, one number, full width) into four decimals before anybody looks at it.
 */
import { FetchError } from './failure.js';

/** Past what servers take, and it bounds the work of matching hostile rules of robots.txt. */
const longestAddress = 4096;

export interface Target {
  readonly href: string;
  readonly origin: string;
  /** Lower case, without a final dot and without the brackets of IPv6. */
  readonly hostname: string;
  readonly secure: boolean;
  /** With the query, without the fragment. */
  readonly path: string;
}

/** Throws a `FetchError` for what will not be asked for, whatever its name leads to. */
export function parseTarget(address: string, ports: readonly number[]): Target {
  const url = parseUrl(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FetchError({ code: 'not-http', scheme: url.protocol.slice(0, -1) });
  if (url.username || url.password) throw new FetchError({ code: 'credentials-refused' });
  if (url.port && !ports.includes(Number(url.port)))
    throw new FetchError({ code: 'port-refused', port: Number(url.port) });
  return urlToTarget(url);
}

function parseUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.href.length > longestAddress) throw new FetchError({ code: 'unreadable-address' });
  return url;
}

/** `example.com.` is `example.com`, for certificates, robots.txt and turns alike. */
function urlToTarget(url: URL): Target {
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  url.hash = '';
  return {
    href: url.href,
    origin: url.origin,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    secure: url.protocol === 'https:',
    path: url.pathname + url.search,
  };
}
