/**
 * One connection to addresses that were checked. The host's name stays in the Host header, in SNI and in the
 * check of the certificate; the socket never looks a name up. A connection serves one request: whatever a
 * server does after it has answered reaches nobody.
 */
import { isIPv6, type LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector, Client } from 'undici';
import { FetchError } from './failure.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';

/** The default of Node.js, 250 ms, is shorter than one round trip to many hosts: every address would seem dead. */
const nextAddressMilliseconds = 2_500;

export function openClient(target: Target, addresses: readonly string[], settings: FetchSettings): Client {
  const { limits, authorities } = settings;
  const connect = buildConnector({
    timeout: limits.connectMilliseconds,
    lookup: lookupOf(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: nextAddressMilliseconds,
    rejectUnauthorized: true,
    maxCachedSessions: 0,
    ...(authorities.length > 0 && { ca: [...rootCertificates, ...authorities] }),
  });
  return new Client(target.origin, {
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error) callback(target.secure ? toTlsError(error) : error, null);
        else callback(null, socket);
      }),
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMilliseconds,
    bodyTimeout: limits.idleMilliseconds,
  });
}

function lookupOf(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
}

/** What fails while a secure connection is made, and is no failure of the network beneath it, is TLS. */
function toTlsError(error: Error): Error {
  const code = 'code' in error ? String(error.code) : error.message;
  const beneath = /^(E[A-Z0-9]+|UND_ERR_\w+)$/.test(code) && code !== 'EPROTO';
  return beneath ? error : new FetchError({ code: 'tls-failed', cause: code });
}
