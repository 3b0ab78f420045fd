/** Status line and headers of an answer, as they stand before its body. */
import { STATUS_CODES } from 'node:http';
import type { StoredHeaders } from '#store/crawl-responses.js';

/** The store does not keep what a server calls its status; names as the standard has them stand in for it. */
export function toHttpHead(status: number, headers: StoredHeaders): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''];
  return Buffer.from(head.join('\r\n'), 'latin1');
}

/** They say how a body came over the wire. */
const ofTheWire: ReadonlySet<string> = new Set(['content-encoding', 'transfer-encoding', 'content-length']);

/** Of a body that was inflated since: what need not be true of it any more is told as what was. */
export const toHeadersOfBody = (headers: StoredHeaders, bytes: number): StoredHeaders => [
  ...headers.map(([name, value]) => [ofTheWire.has(name) ? `x-orig-${name}` : name, value] as const),
  ['content-length', String(bytes)],
];
