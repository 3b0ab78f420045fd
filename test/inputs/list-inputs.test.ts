import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input, InputFailure } from '#inputs/input.js';
import { listInputs } from '#inputs/list-inputs.js';
import { tar, zip } from './archive-bytes.js';
import { listAll, makeFolder, read } from './listed.js';

const SLASH = 0x2f;
const samples = fileURLToPath(new URL('../../samples', import.meta.url));

test('the manifest of the samples names each of them, and lies among them as what it is', async () => {
  const named = await listAll([join(samples, 'manifest.csv')]);
  const lying = await listAll([samples]);
  expect(named.failures).toEqual([]);
  const names = lying.inputs.map(({ name }) => name).filter((name) => name !== 'README.md');
  expect(named.inputs.map(({ name }) => name).sort()).toEqual(names);
  expect(lying.passedOver).toEqual([`manifest ${join(samples, 'manifest.csv')}`]);
});

describe('any tree of names', () => {
  const segment = fc.constantFrom(
    ...[
      'a',
      'b',
      'B',
      '2023',
      '年报',
      '沈阳市',
      'a.b',
      ' ',
      'ü',
      '𠮷',
      '.git',
      '__MACOSX',
      'x!',
      '#2',
      '[1]',
    ],
  );
  const extension = fc.constantFrom('.html', '.docx', '.PDF', '', '.png', '.css', '.xyz');
  const path = fc
    .tuple(fc.array(segment, { maxLength: 3 }), segment, extension)
    .map(([folders, name, end]) => [...folders.map((folder) => `${folder}.d`), `${name}${end}`].join('/'));
  const trees = fc.dictionary(path, fc.string({ maxLength: 40 }), { maxKeys: 12 });

  test('is the same in a folder and in an archive of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const root = makeFolder();
        const files = Object.entries(tree).map(([name, content]) => ({ name, content }));
        const folder = join(root, 'folder');
        mkdirSync(folder);
        for (const { name, content } of files) {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), content);
        }
        const packed = await tar(files);
        writeFileSync(join(root, 'a.zip'), zip(files));
        writeFileSync(join(root, 'a.tar'), packed);
        writeFileSync(join(root, 'a.tgz'), gzipSync(packed));
        const expected = await contents(folder, '/');
        for (const archive of ['a.zip', 'a.tar', 'a.tgz'])
          expect(await contents(join(root, archive), '!/')).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  async function contents(path: string, separator: string): Promise<string[]> {
    const lines: string[] = [];
    for await (const input of listInputs([path]))
      lines.push(`${input.location.replace(path + separator, '')} ${await read(input)}`);
    return lines.sort();
  }
});

test('bytes of any kind end in inputs and typed failures', async () => {
  const whole = [
    zip([
      { name: 'a.html', content: 'page', described: true },
      { name: 'b.zip', content: zip([]) },
    ]),
  ];
  whole.push(await tar([{ name: 'a.html', content: 'page' }]));
  whole.push(gzipSync(whole[1] ?? ''));
  const damage = fc.array(fc.tuple(fc.nat(2100), fc.nat(255)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), damage, fc.nat(2100), async (bytes, changes, kept) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) damaged[at % damaged.length] = value;
      const path = join(makeFolder(), 'a.zip');
      writeFileSync(path, damaged.subarray(0, Math.max(kept, 20)));
      for await (const input of listInputs([path], { limits: { archiveEntries: 50 } }))
        expect(typeof (await read(input))).toBe('string');
    }),
    { numRuns: 300 },
  );
});

test('standard input of any kind ends in inputs and typed failures', async () => {
  const piece = fc.oneof(
    // A slash alone is the root of everything.
    fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.filter((byte) => byte !== SLASH)),
    fc.constantFrom(
      'path,year\n',
      '{"path":',
      '"a.html"}',
      '\n',
      '\0',
      '"',
      ',',
      '年',
      '*',
      '\ufeff',
      '../',
      'https://x',
    ),
  );
  // So deep that no path leads up to files of somebody's: in what is listed nothing lies.
  const most = 12;
  const folder = join(
    mkdtempSync(join(tmpdir(), 'gouji-deep-')),
    ...Array.from({ length: most }, () => 'in'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: most }), async (pieces) => {
      async function* standardInput(): AsyncGenerator<Uint8Array> {
        for (const piece of pieces) yield Buffer.from(piece);
      }
      for (const item of (await listAll(['-'], { folder, standardInput: standardInput() })).items)
        expect(['failure', 'address', 'file']).toContain(item.kind);
    }),
    { numRuns: 300 },
  );
});

describe('a hundred thousand inputs are listed without being held', () => {
  const count = 100_000;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  test('from a ZIP archive', async () => {
    const parts = Array.from({ length: count }, (_, index) => ({
      name: `年报/${index}.html`,
      content: 'x',
      stored: true,
    }));
    await expectNotHeld('a.zip', zip(parts, { zip64: true }));
  });

  test('from a TAR archive, packed, and its names repeat', async () => {
    const parts = Array.from({ length: 100 }, (_, index) => ({ name: `年报/${index}.html`, content: 'x' }));
    const packed = await tar(parts);
    const [entries, end] = [packed.subarray(0, -1024), packed.subarray(-1024)];
    const repeated = Array.from({ length: count / parts.length }, () => entries);
    await expectNotHeld('a.tgz', gzipSync(Buffer.concat([...repeated, end]), { level: 1 }), 400);
  });

  test('from standard input', async () => {
    const line = Buffer.from(`https://www.example.gov.cn/${'x'.repeat(60)}.html\n`.repeat(100));
    async function* standardInput(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < count / 100; index++) yield line;
    }
    await expectHeldNothing(listInputs(['-'], { standardInput: standardInput() }));
  });

  async function expectNotHeld(name: string, bytes: Uint8Array, inflationRatio = 200): Promise<void> {
    const path = join(makeFolder(), name);
    writeFileSync(path, bytes);
    await expectHeldNothing(listInputs([path], { limits: { inflationRatio } }));
  }

  /** An input takes half a kilobyte; of an entry a listing keeps a hash of its name. */
  async function expectHeldNothing(inputs: AsyncIterable<Input | InputFailure>): Promise<void> {
    const used: number[] = [];
    let listed = 0;
    for await (const { kind } of inputs) {
      if (kind === 'failure') continue;
      if (++listed % (count / 10) !== 0) continue;
      collect();
      used.push(process.memoryUsage().heapUsed);
    }
    expect(listed).toBe(count);
    expect(Math.max(...used) - Math.min(...used)).toBeLessThan(count * 128);
  }
});
