/** What is wrong with a certificate that was accepted all the same. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { FetchError } from './failure.js';

export interface CertificateFault {
  /** As Node.js and OpenSSL call it: `CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID` … */
  readonly code: string;
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
}

/** Undefined where it is in order. Throws a `FetchError` where there is none: nobody could tell later whose it was. */
export function findCertificateFault(socket: Socket): CertificateFault | undefined {
  if (!(socket instanceof TLSSocket) || socket.authorized) return undefined;
  const { fingerprint256: fingerprint } = socket.getPeerCertificate();
  if (!fingerprint) throw new FetchError({ code: 'tls-failed', cause: 'no certificate' });
  return { code: String(socket.authorizationError), fingerprint };
}
