import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '#model/reading.js';
import { ZipArchive } from '#readers/zip/zip-archive.js';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
const content = strToU8('content '.repeat(50));

/** The bytes with those at `at` replaced; negative positions count from the first match of `near`. */
function patch(
  bytes: Uint8Array,
  signature: readonly number[],
  offset: number,
  values: readonly number[],
): Uint8Array {
  const patched = bytes.slice();
  const at = patched.findIndex((_, index) => signature.every((byte, step) => patched[index + step] === byte));
  patched.set(values, at + offset);
  return patched;
}
const central = [0x50, 0x4b, 1, 2];
const local = [0x50, 0x4b, 3, 4];

describe('an entry is read', () => {
  test.each([
    ['deflated', zipSync({ 'a.txt': content })],
    ['stored', zipSync({ 'a.txt': content }, { level: 0 })],
    ['behind other bytes', Uint8Array.from([...strToU8('MZ junk'), ...zipSync({ 'a.txt': content })])],
    ['before a comment', patchComment(zipSync({ 'a.txt': content }), 'a comment')],
    [
      'from a folder with backslashes in front',
      patch(zipSync({ '\\a.txt': content }), central, 46, strToU8('\\a.txt') as unknown as number[]),
    ],
    [
      'with sizes of zero in the local header',
      patch(zipSync({ 'a.txt': content }), local, 14, new Array(12).fill(0)),
    ],
  ])('%s', (_, bytes) => {
    expect(text(ZipArchive.open(bytes, defaultLimits).read('A.TXT'))).toBe(text(content));
  });

  test('or is not there', () => {
    expect(ZipArchive.open(zipSync({}), defaultLimits).read('a.txt')).toBeUndefined();
  });
});

function patchComment(bytes: Uint8Array, comment: string): Uint8Array {
  const patched = Uint8Array.from([...bytes, ...strToU8(comment)]);
  patched[bytes.length - 2] = comment.length;
  return patched;
}

describe('refused is', () => {
  const zip = zipSync({ 'a.txt': content });
  test.each([
    ['what is no archive', strToU8('hello'), 'corrupt'],
    ['nothing', new Uint8Array(), 'corrupt'],
    ['an archive cut off', zip.slice(0, -10), 'corrupt'],
    ['an archive whose beginning is cut off', zip.slice(20), 'corrupt'],
    ['an encrypted entry', patch(zip, central, 8, [1]), 'encrypted'],
    ['an entry encrypted with AES', patch(zip, central, 10, [99]), 'encrypted'],
    ['another compression', patch(zip, central, 10, [9]), 'corrupt'],
    ['a wrong checksum', patch(zip, central, 16, [1, 2, 3, 4]), 'corrupt'],
    ['garbage where the data should be', patch(zip, local, 35, [0xff, 0xff, 0xff]), 'corrupt'],
    ['an entry longer than the archive', patch(zip, central, 20, [0xff, 0xff, 0xff, 0]), 'corrupt'],
    ['an entry that begins elsewhere', patch(zip, central, 42, [3]), 'corrupt'],
  ])('%s', (_, bytes, code) => {
    expect(() => ZipArchive.open(bytes, defaultLimits).read('a.txt')).toThrow(code);
  });

  const zeros = new Uint8Array(4_000_000);
  test.each([
    ['more than the ratio', zipSync({ 'a.txt': zeros }), defaultLimits],
    ['more than the bytes', zipSync({ 'a.txt': content }), { ...defaultLimits, inflatedBytes: 100 }],
    [
      'more than the bytes, stored',
      zipSync({ 'a.txt': content }, { level: 0 }),
      { ...defaultLimits, inflatedBytes: 100 },
    ],
    ['more than is declared', patch(zipSync({ 'a.txt': zeros }), central, 24, [1, 0, 0, 0]), defaultLimits],
  ])('what inflates to %s', (_, bytes, limits) => {
    expect(() => ZipArchive.open(bytes, limits).read('a.txt')).toThrow('bomb');
  });

  test('what all entries together inflate to', () => {
    const archive = ZipArchive.open(zipSync({ a: content, b: content }), {
      ...defaultLimits,
      inflatedBytes: 700,
    });
    expect(archive.read('a')).toHaveLength(400);
    expect(() => archive.read('b')).toThrow('bomb');
  });

  test('a file past the limit', () => {
    expect(() => ZipArchive.open(zip, { ...defaultLimits, fileBytes: 10 })).toThrow('too-large');
  });
});
