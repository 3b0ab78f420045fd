/** Archives made byte by byte, for names and lies that no packer writes. */
import { crc32, deflateRawSync } from 'node:zlib';
import { pack } from 'tar-stream';

export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** What the headers say instead of the truth. */
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  readonly extra?: Uint8Array;
  /** Of Unix. */
  readonly mode?: number;
  /** CRC and sizes behind the data. */
  readonly described?: boolean;
  /** Put the sizes and the offset into ZIP64 fields. */
  readonly zip64?: boolean;
  /** Another entry's local header. */
  readonly headerAt?: number;
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const field = (id: number, data: Buffer): Buffer => Buffer.concat([u16(id), u16(data.length), data]);

export function zip(
  parts: readonly ZipPart[],
  end: { readonly count?: number; readonly zip64?: boolean } = {},
): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { local, central } = zipPart(part, at);
    body.push(local);
    directory.push(central);
    at += local.length;
  }
  const tail = endRecord(parts.length, Buffer.concat(directory).length, at, end);
  return Buffer.concat([...body, ...directory, tail]);
}

function zipPart(part: ZipPart, at: number): { local: Buffer; central: Buffer } {
  const content = Buffer.from(part.content);
  const packed = part.stored ? content : deflateRawSync(content);
  const name = Buffer.from(part.name);
  const crc = u32(part.crc ?? crc32(content));
  const [packedSize, size] = [part.packedSize ?? packed.length, part.size ?? content.length];
  const flags = u16((part.flags ?? 0) | (part.described ? 8 : 0));
  const how = Buffer.concat([flags, u16(part.method ?? (part.stored ? 0 : 8)), u16(0), u16(0x5a21)]);
  const sizes = part.zip64 ? [u32(0xffffffff), u32(0xffffffff)] : [u32(packedSize), u32(size)];
  const told = part.described ? [u32(0), u32(0), u32(0)] : [crc, u32(packedSize), u32(size)];
  const large = part.zip64 ? field(1, Buffer.concat([u64(size), u64(packedSize), u64(at)])) : Buffer.alloc(0);
  const extra = Buffer.concat([large, part.extra ?? Buffer.alloc(0)]);
  const headerAt = part.headerAt ?? at;
  const descriptor = part.described ? [Buffer.from('PK\x07\x08'), crc, u32(packedSize), u32(size)] : [];
  return {
    local: Buffer.concat([
      ...[Buffer.from('PK\x03\x04'), u16(20), how, ...told, u16(name.length), u16(0), name, packed],
      ...descriptor,
    ]),
    central: Buffer.concat([
      ...[Buffer.from('PK\x01\x02'), u16(0x031e), u16(20), how, crc, ...sizes],
      ...[u16(name.length), u16(extra.length), u16(0), u16(0), u16(0)],
      ...[u32((part.mode ?? 0o100644) * 0x10000), u32(part.zip64 ? 0xffffffff : headerAt), name, extra],
    ]),
  };
}

function endRecord(
  count: number,
  length: number,
  at: number,
  told: { readonly count?: number; readonly zip64?: boolean },
): Buffer {
  const said = told.count ?? count;
  const large = told.zip64
    ? [
        ...[Buffer.from('PK\x06\x06'), u64(44), u16(45), u16(45), u32(0), u32(0)],
        ...[u64(count), u64(count), u64(length), u64(at)],
        ...[Buffer.from('PK\x06\x07'), u32(0), u64(at + length), u32(1)],
      ]
    : [];
  const small = told.zip64
    ? [u16(0xffff), u16(0xffff), u32(0xffffffff), u32(0xffffffff)]
    : [u16(said), u16(said), u32(length), u32(at)];
  return Buffer.concat([...large, Buffer.from('PK\x05\x06'), u16(0), u16(0), ...small, u16(0)]);
}

export const unicodePath = (raw: Uint8Array, path: string): Buffer =>
  field(0x7075, Buffer.concat([Buffer.from([1]), u32(crc32(raw)), Buffer.from(path)]));

export interface TarPart {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: 'file' | 'symlink' | 'link' | 'directory' | 'fifo';
}

export async function tar(parts: readonly TarPart[]): Promise<Buffer> {
  const packer = pack();
  for (const { name, content = '', type = 'file' } of parts)
    if (type === 'file') packer.entry({ name }, Buffer.from(content));
    else packer.entry({ name, type, linkname: '/etc/passwd' }).end(null);
  packer.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of packer as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** An old TAR entry whose name is bytes of any charset. */
export function tarOfRawName(name: Uint8Array, content: string, type = '0'): Buffer {
  const head = Buffer.alloc(512);
  head.set(name, 0);
  head.write('0000644\x000000000\x000000000\x00', 100, 'latin1');
  head.write(`${content.length.toString(8).padStart(11, '0')} 00000000000 `, 124, 'latin1');
  head.write(`        ${type}`, 148, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148, 'latin1');
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(1024)]);
}
