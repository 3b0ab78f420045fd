/** A WARC file read by hand, with nothing but zlib: members of gzip, a record in each, and what a record is made of. */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

export interface ReadRecord {
  readonly version: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly block: Buffer;
}

export interface ReadAnswer {
  readonly statusLine: string;
  /** As they stand, in their order. */
  readonly lines: readonly string[];
  readonly body: Buffer;
}

const headerBytes = 10;
const trailerBytes = 8;

export function readWarc(bytes: Buffer): ReadRecord[] {
  const records: ReadRecord[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    if (rest.readUInt32BE(0) !== 0x1f8b0800) throw new Error('no plain gzip member');
    const { buffer, engine } = inflateRawSync(rest.subarray(headerBytes), { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    rest = rest.subarray(headerBytes + engine.bytesWritten + trailerBytes);
    records.push(readRecord(buffer));
  }
  return records;
}

function readRecord(member: Buffer): ReadRecord {
  const [head, after] = halve(member);
  const [version = '', ...lines] = head.toString('utf8').split('\r\n');
  const fields = Object.fromEntries(lines.map(toPair));
  const length = Number(fields['Content-Length']);
  if (after.subarray(length).toString('latin1') !== '\r\n\r\n') throw new Error('not one whole record');
  return { version, fields, block: after.subarray(0, length) };
}

export function readAnswer({ block }: ReadRecord): ReadAnswer {
  const [head, body] = halve(block);
  const [statusLine = '', ...lines] = head.toString('latin1').split('\r\n');
  return { statusLine, lines, body };
}

export const digestOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function halve(bytes: Buffer): [Buffer, Buffer] {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('no end of the head');
  return [bytes.subarray(0, end), bytes.subarray(end + 4)];
}

function toPair(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
