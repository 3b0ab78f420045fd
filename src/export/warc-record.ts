/**
 * A record of a WARC file (version 1.1, ISO 28500:2017): named fields, then a block of bytes. Which record it is
 * follows from what it holds, so that the same answer is the same record in every file.
 */
import { createHash } from 'node:crypto';
import { HeadersMultiMap, StatusAndHeaders, WARC_1_1, WARCRecord, WARCSerializer } from 'warcio';

export interface WarcFields {
  readonly 'WARC-Type': 'warcinfo' | 'response' | 'revisit' | 'metadata';
  readonly 'WARC-Record-ID': string;
  readonly 'WARC-Date': string;
  readonly [name: `WARC-${string}`]: string;
  readonly 'Content-Type': string;
}

export interface WarcRecord {
  readonly fields: WarcFields;
  readonly block: readonly Uint8Array[];
}

/** The record as a gzip member of its own, in pieces. */
export function compressRecord({ fields, block }: WarcRecord): AsyncIterable<Uint8Array> {
  const headers = new SingleValues(Object.entries(fields));
  const warcHeaders = new StatusAndHeaders({ statusline: WARC_1_1, headers });
  return new WARCSerializer(new WARCRecord({ warcHeaders, reader: block }), { gzip: true });
}

/** The library takes `,,,` in a value, as addresses may have it, for the joint of several values. */
class SingleValues extends HeadersMultiMap {
  override isMultiValue(): boolean {
    return false;
  }
}

/** A UUID of version 8 (RFC 9562): made of the hash of what it stands for. */
export function toRecordId(...of: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(of)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `<urn:uuid:${groups.join('-')}>`;
}

/** `application/warc-fields`. */
export const fieldsToBlock = (fields: Readonly<Record<string, string>>): readonly Uint8Array[] => [
  Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join(''),
  ),
];
