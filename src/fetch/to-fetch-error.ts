/** The errors of the client, of sockets and of zlib to ours, by their codes. */
import { errors } from 'undici';
import { FetchError, type FetchReason } from './failure.js';
import type { FetchLimits } from './settings.js';

/** What is not known here is a mistake of this program and comes back as it is. */
export function toFetchError(error: unknown, limits: FetchLimits): unknown {
  if (error instanceof FetchError || !(error instanceof Error) || !('code' in error)) return error;
  // The client asserts what its parser let through: `101 Switching Protocols` to a request for a page.
  if (error instanceof errors.HTTPParserError || error.code === 'ERR_ASSERTION')
    return new FetchError({ code: 'broken-answer', cause: 'no HTTP/1.1' });
  const reason = codeToReason(String(error.code), limits);
  return reason ? new FetchError(reason) : error;
}

function codeToReason(code: string, limits: FetchLimits): FetchReason | undefined {
  const { connectMilliseconds, headersMilliseconds, idleMilliseconds, headerBytes } = limits;
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { code: 'too-slow', phase: 'connect', milliseconds: connectMilliseconds };
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { code: 'too-slow', phase: 'headers', milliseconds: headersMilliseconds };
    case 'UND_ERR_BODY_TIMEOUT':
      return { code: 'too-slow', phase: 'idle', milliseconds: idleMilliseconds };
    case 'UND_ERR_HEADERS_OVERFLOW':
      return { code: 'headers-too-large', limit: headerBytes };
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_INFO':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return { code: 'connection-failed', cause: 'the other side closed' };
    default:
      return familyToReason(code);
  }
}

/** `Z_…` is zlib, `ERR__ERROR_…` is brotli, `E…` in one word is the system. */
function familyToReason(code: string): FetchReason | undefined {
  if (/^(Z_|ERR_+ERROR_|UND_ERR_RES_CONTENT_LENGTH)/.test(code))
    return { code: 'broken-answer', cause: code };
  if (/^ERR_(SSL|TLS)_/.test(code)) return { code: 'tls-failed', cause: code };
  if (/^E[A-Z0-9]+$/.test(code)) return { code: 'connection-failed', cause: code };
  return undefined;
}
