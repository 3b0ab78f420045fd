/**
 * One connection to addresses that were checked. The host's name stays in the Host header, in SNI and in the
 * check of the certificate; the socket never looks a name up. A connection serves one request: whatever a
 * server does after it has answered reaches nobody.
 */
import { isIPv6, type LookupFunction, type Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector, Client } from 'undici';
import { type CertificateFault, findCertificateFault } from './certificate-fault.js';
import { FetchError } from './failure.js';
import type { FetchSettings } from './settings.js';
import type { Target } from './target.js';

/** The default of Node.js, 250 ms, is shorter than one round trip to many hosts: every address would seem dead. */
const nextAddressMilliseconds = 2_500;

/** With `onFault` a certificate that does not verify is accepted, and told of before anything is asked. */
export function openClient(
  target: Target,
  addresses: readonly string[],
  settings: FetchSettings,
  onFault?: (fault: CertificateFault) => void,
): Client {
  const { limits, authorities } = settings;
  const connect = buildConnector({
    timeout: limits.connectMilliseconds,
    lookup: lookupOf(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: nextAddressMilliseconds,
    rejectUnauthorized: onFault === undefined,
    maxCachedSessions: 0,
    ...(authorities.length > 0 && { ca: [...rootCertificates, ...authorities] }),
  });
  return new Client(target.origin, {
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        const refusal = error ?? findRefusal(socket, onFault);
        if (refusal) callback(target.secure ? toTlsError(refusal) : refusal, null);
        else callback(null, socket as Socket);
      }),
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMilliseconds,
    bodyTimeout: limits.idleMilliseconds,
  });
}

function findRefusal(
  socket: Socket,
  onFault: ((fault: CertificateFault) => void) | undefined,
): Error | undefined {
  try {
    const fault = onFault && findCertificateFault(socket);
    if (fault) onFault(fault);
    return undefined;
  } catch (error) {
    socket.destroy();
    return error as Error;
  }
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
  if (error instanceof FetchError) return error;
  const code = 'code' in error ? String(error.code) : error.message;
  const beneath = /^(E[A-Z0-9]+|UND_ERR_\w+)$/.test(code) && code !== 'EPROTO';
  return beneath ? error : new FetchError({ code: 'tls-failed', cause: code });
}
