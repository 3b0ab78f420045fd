/** Pictures of pages: what is written is what any PNG reader reads. */
import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelsToPng } from '#inspect/png.js';

/** The chunks by type; every checksum is looked at. */
function readChunks(png: Buffer): Map<string, Buffer> {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

function readPixels(rows: Buffer, stride: number): number[] {
  const pixels: number[] = [];
  for (let at = 0; at < rows.length; at += stride + 1) {
    expect(rows[at]).toBe(2);
    for (let x = 1; x <= stride; x++)
      pixels.push((rows[at + x]! + (pixels[pixels.length - stride] ?? 0)) & 0xff);
  }
  return pixels;
}

test('pixels come back as they were', () => {
  const pictures = fc
    .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
    .chain(({ width, height }) =>
      fc
        .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
        .map((pixels) => ({ width, height, pixels })),
    );
  fc.assert(
    fc.property(pictures, (picture) => {
      const chunks = readChunks(pixelsToPng(picture));
      expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
      const header = chunks.get('IHDR')!;
      expect([header.readUInt32BE(0), header.readUInt32BE(4)]).toEqual([picture.width, picture.height]);
      expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
      expect(readPixels(inflateSync(chunks.get('IDAT')!), picture.width * 3)).toEqual([...picture.pixels]);
    }),
  );
});
