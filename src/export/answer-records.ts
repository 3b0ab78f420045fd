/**
 * An answer of the store → the records that tell it.
 *
 *   response   with its body, as it is held: inflated. Without one, it is said to be truncated, and why
 *   revisit    304: nothing had changed; names the response that still holds
 *   metadata   after a redirect: the address that was asked. The redirects themselves are not kept
 */
import { type CrawlResponse, parseHeaders, type StoredHeaders } from '#store/crawl-responses.js';
import { toHeadersOfBody, toHttpHead } from './http-head.js';
import { notModified } from './stored-responses.js';
import { fieldsToBlock, toRecordId, type WarcFields, type WarcRecord } from './warc-record.js';

/** A response with a status. */
export type Answer = CrawlResponse & { readonly status: number };

export const isAnswer = (response: CrawlResponse): response is Answer => response.status !== null;

/** Whether nothing came because nothing had changed. */
export const isRevisit = ({ status, sha256 }: CrawlResponse): boolean =>
  status === notModified && sha256 !== null;

const http = 'application/http; msgtype=response';

/** `body`: undefined where none was kept, none is held any more, or it was withdrawn. */
export function toResponse(answer: Answer, body: Uint8Array | undefined): WarcRecord {
  const { status, code, sha256 } = answer;
  const headers = parseHeaders(answer.headers);
  const isEmpty = body === undefined && isBodiless(status, headers);
  const head = toHttpHead(status, body ? toHeadersOfBody(headers, body.length) : headers);
  return {
    fields: {
      ...toFields(answer, 'response', toResponseId(answer)),
      'WARC-Payload-Digest': `sha256:${(body && sha256) ?? emptyHash}`,
      ...(!body && !isEmpty && { 'WARC-Truncated': truncations[code ?? ''] ?? 'unspecified' }),
      'Content-Type': http,
    },
    block: body ? [head, body] : [head],
  };
}

/** `before`: undefined where it is not stored any more. */
export function toRevisit(answer: Answer, before: CrawlResponse | undefined): WarcRecord {
  return {
    fields: {
      ...toFields(answer, 'revisit', toRecordId('revisit', ...identityOf(answer))),
      'WARC-Profile': 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
      'WARC-Payload-Digest': `sha256:${answer.sha256}`,
      ...(before && {
        'WARC-Refers-To': toResponseId(before),
        'WARC-Refers-To-Target-URI': before.final_address,
        'WARC-Refers-To-Date': before.asked_at,
      }),
      'Content-Type': http,
    },
    block: [toHttpHead(answer.status, parseHeaders(answer.headers))],
  };
}

/** Undefined where the address that was asked is the one that answered. */
export function findRedirect(answer: Answer, told: WarcRecord): WarcRecord | undefined {
  const { address, final_address: finalAddress } = answer;
  if (address === finalAddress) return undefined;
  const id = told.fields['WARC-Record-ID'];
  return {
    fields: {
      ...toFields(answer, 'metadata', toRecordId('metadata', id, address)),
      'WARC-Refers-To': id,
      'Content-Type': 'application/warc-fields',
    },
    block: fieldsToBlock({ via: address }),
  };
}

const toFields = (
  { final_address: finalAddress, asked_at: askedAt }: Answer,
  type: WarcFields['WARC-Type'],
  id: string,
) => ({
  ...{ 'WARC-Type': type, 'WARC-Record-ID': id, 'WARC-Date': askedAt },
  'WARC-Target-URI': finalAddress,
});

const toResponseId = (response: CrawlResponse): string => toRecordId('response', ...identityOf(response));

/** Nothing of it differs between equal stores. */
const identityOf = (response: CrawlResponse): readonly unknown[] => [
  ...[response.address, response.final_address, response.asked_at],
  ...[response.status, response.headers, response.sha256],
];

/** SHA-256 of nothing. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const isBodiless = (status: number, headers: StoredHeaders): boolean =>
  status === 204 ||
  status === notModified ||
  headers.some(([name, value]) => name === 'content-length' && value === '0');

/** By why there is no body: `WARC-Truncated`. */
export const truncations: Readonly<Record<string, string>> = {
  'too-large': 'length',
  bomb: 'length',
  'too-slow': 'time',
  'connection-failed': 'disconnect',
};
