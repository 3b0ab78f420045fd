/** Where a server of ours listens. The command line reads it before it knows its verb: nothing large is imported. */
import { isIPv6 } from 'node:net';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const usualHost = '127.0.0.1';

/** Of `[HOST:]PORT`; an IPv6 address in brackets. Undefined where it is none. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([\da-fA-F:.]+)\]:|([^[\]:\s/]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535 || (bracketed !== undefined && !isIPv6(bracketed))) return undefined;
  return { host: bracketed ?? plain ?? usualHost, port };
}

export const addressToUrl = ({ host, port }: ListenAddress): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
