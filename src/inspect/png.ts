/**
 * Pixels to a PNG (ISO/IEC 15948): eight bits each of red, green and blue, no palette, not interlaced. Every
 * row is stored as the difference to the row above (filter 2): a page of text is mostly rows alike.
 */
import { crc32, deflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue; rows from the top without gaps. */
  readonly pixels: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bitsPerChannel = 8;
const trueColour = 2;
const filterUp = 2;

export function pixelsToPng({ width, height, pixels }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitsPerChannel, trueColour], 8);
  const data = deflateSync(filterRows(pixels, width * 3, height));
  return Buffer.concat([signature, toChunk('IHDR', header), toChunk('IDAT', data), toChunk('IEND')]);
}

function filterRows(pixels: Uint8Array, stride: number, height: number): Buffer {
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = filterUp;
    for (let from = y * stride, end = from + stride; from < end; from++)
      rows[to++] = pixels[from]! - (y > 0 ? pixels[from - stride]! : 0);
  }
  return rows;
}

function toChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
