import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { InputLimits } from '#inputs/input.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { type TarPart, tar, tarOfRawName, zip } from './archive-bytes.js';
import { listAll, makeFolder, outline, read } from './listed.js';

function save(bytes: Uint8Array, name: string): string {
  const path = join(makeFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const outlineOf = (bytes: Uint8Array, name: string, limits: Partial<InputLimits> = {}): Promise<string[]> =>
  outline([save(bytes, name)], { limits });

const parts: readonly TarPart[] = [
  { name: '年报/a.html', content: 'page a' },
  { name: 'b.html', content: 'page b' },
  { name: 'c.html', content: 'page c '.repeat(1000) },
];
const outlined = ['!/年报/a.html page a', '!/b.html page b', `!/c.html ${'page c '.repeat(1000)}`];

describe.each([
  ['a.tar', (bytes: Buffer) => bytes],
  ['a.tar.gz', (bytes: Buffer) => gzipSync(bytes)],
  ['a.tgz', (bytes: Buffer) => gzipSync(bytes)],
  ['of any name that somebody named', (bytes: Buffer) => gzipSync(bytes)],
])('%s', (name, wrap) => {
  test('is read in passing', async () => {
    expect(await outlineOf(wrap(await tar(parts)), name)).toEqual(outlined);
  });

  test('is read long after it was listed', async () => {
    const { inputs } = await listAll([save(wrap(await tar(parts)), name)]);
    expect(await Promise.all(inputs.map(read))).toEqual(['page a', 'page b', 'page c '.repeat(1000)]);
  });

  test('has GBK names as well, long ones, and none that lead out of it', async () => {
    const raw = tarOfRawName(encodeGb18030('年报/二〇二三.html'), 'page');
    expect(await outlineOf(wrap(raw), name)).toEqual(['!/年报/二〇二三.html page']);
    const long = `${'很长的名字'.repeat(30)}.html`;
    expect(await outlineOf(wrap(await tar([{ name: long, content: 'x' }])), name)).toEqual([`!/${long} x`]);
    const out = await tar([
      { name: '../../etc/a.html', content: 'x' },
      { name: '/b.html', content: 'y' },
    ]);
    expect(await outlineOf(wrap(out), name)).toEqual(['!/etc/a.html x', '!/b.html y']);
  });

  test('has links and devices passed over', async () => {
    const odd = await tar([
      { name: 'folder', type: 'directory' },
      { name: 'link', type: 'symlink' },
      { name: 'hard', type: 'link' },
      { name: 'pipe', type: 'fifo' },
      ...parts,
    ]);
    const path = save(wrap(odd), name);
    const { inputs, passedOver } = await listAll([path]);
    expect(inputs).toHaveLength(3);
    expect(passedOver.map((line) => line.replace(path, ''))).toEqual([
      'link !/link',
      'link !/hard',
      'special !/pipe',
    ]);
  });

  test('that was cut off gives what is there', async () => {
    const whole = await tar(parts);
    const inThird = whole.subarray(0, whole.indexOf('page c') + 100);
    expect(await outlineOf(wrap(inThird), name)).toEqual([
      ...outlined.slice(0, 2),
      '!/c.html entry-corrupt',
      `${name} archive-corrupt`,
    ]);
    const behindSecond = whole.subarray(0, whole.indexOf('c.html'));
    expect(await outlineOf(wrap(behindSecond), name)).toEqual([
      ...outlined.slice(0, 2),
      `${name} archive-corrupt`,
    ]);
  });

  test('that is damaged gives what stands before the damage', async () => {
    const whole = await tar(parts);
    whole.fill(0x5a, whole.indexOf('c.html'), whole.indexOf('c.html') + 40);
    expect(await outlineOf(wrap(whole), name)).toEqual([...outlined.slice(0, 2), `${name} archive-corrupt`]);
  });

  test('holds an entry that is too large, and the next one', async () => {
    const lines = await outlineOf(wrap(await tar([parts[2]!, parts[0]!])), name, { fileBytes: 100 });
    expect(lines).toEqual(['!/c.html entry-too-large', '!/年报/a.html page a']);
  });

  test('holds archives, one level down', async () => {
    const inner = await tar(parts.slice(0, 1));
    const deep = await tar([{ name: 'inner.tar', content: inner }]);
    const outer = await tar([
      { name: 'a.zip', content: zip([{ name: 'a.html', content: 'zipped' }]) },
      { name: 'a.tgz', content: gzipSync(inner) },
      { name: 'deep.tar', content: deep },
      parts[1]!,
    ]);
    expect(await outlineOf(wrap(outer), name)).toEqual([
      '!/a.zip!/a.html zipped',
      '!/a.tgz!/年报/a.html page a',
      '!/deep.tar!/inner.tar archive-too-deep',
      '!/b.html page b',
    ]);
  });

  test('has too many entries', async () => {
    expect(await outlineOf(wrap(await tar(parts)), name, { archiveEntries: 1 })).toEqual([
      outlined[0],
      `${name} too-many-entries`,
    ]);
  });

  test('is left in the middle of it', async () => {
    const path = save(wrap(await tar(parts)), name);
    const { listInputs } = await import('#inputs/list-inputs.js');
    const names: string[] = [];
    for await (const item of listInputs([path])) {
      names.push(item.location.replace(path, ''));
      break;
    }
    expect(names).toEqual(['!/年报/a.html']);
  });
});

describe('gzip', () => {
  test('cut off in its bytes gives what is there', async () => {
    const random = Array.from({ length: 40_000 }, (_, index) => (index * 2_654_435_761).toString(36)).join(
      '',
    );
    const packed = gzipSync(await tar([...parts, { name: 'd.html', content: random }]));
    const lines = await outlineOf(packed.subarray(0, packed.length - 2000), 'a.tar.gz');
    expect(lines).toEqual([...outlined, '!/d.html entry-corrupt', 'a.tar.gz archive-corrupt']);
  });

  test('with a wrong checksum is said to be damaged', async () => {
    const packed = gzipSync(await tar(parts));
    packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 1;
    expect(await outlineOf(packed, 'a.tar.gz')).toContain('a.tar.gz archive-corrupt');
  });

  test('of no archive is a document', async () => {
    const packed = gzipSync('<html>');
    expect(await outlineOf(packed, 'a.html.gz')).toEqual([`a.html.gz ${packed.toString()}`]);
  });

  test('that is a bomb, or larger than allowed, ends where it is noticed', async () => {
    const bomb = gzipSync(await tar([parts[0]!, { name: 'b.html', content: new Uint8Array(4 * 2 ** 20) }]));
    expect((await outlineOf(bomb, 'a.tgz')).at(-1)).toBe('a.tgz bomb');
    const large = gzipSync(await tar(parts));
    expect((await outlineOf(large, 'a.tgz', { archiveBytes: 5000 })).at(-1)).toBe('a.tgz archive-too-large');
  });
});

test('an entry of a kind that only its packer knows is refused', async () => {
  const sparse = tarOfRawName(Buffer.from('a.html'), 'page', 'S');
  expect(await outlineOf(sparse, 'a.tar')).toEqual(['!/a.html entry-unsupported']);
});

test('an archive of nothing has nothing in it', async () => {
  expect(await outlineOf(await tar([]), 'a.tar')).toEqual([]);
});
