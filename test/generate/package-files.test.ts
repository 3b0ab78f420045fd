/** Files of a fetched package; one that is not the pinned one is refused. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPackageFiles } from '#generate/package-files.js';

let folder: string;
let integrity: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-package-'));
  const archive = pack();
  archive.entry({ name: 'package/a.json' }, '["辽中"]');
  archive.entry({ name: 'package/large.json' }, 'x'.repeat(200_000));
  archive.entry({ name: 'package/b.json' }, '{}');
  archive.finalize();
  const bytes = gzipSync(await buffer(archive));
  writeFileSync(join(folder, 'lists-1.0.0.tgz'), bytes);
  integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (wanted: readonly string[], digest = integrity) =>
  readPackageFiles({ name: 'lists', version: '1.0.0', integrity: digest }, wanted, folder);

test('the wanted files', async () => {
  expect(await read(['a.json', 'b.json'])).toEqual(
    new Map([
      ['a.json', '["辽中"]'],
      ['b.json', '{}'],
    ]),
  );
});

test('a file that is not there', async () => {
  await expect(read(['c.json'])).rejects.toThrow('c.json');
});

test('another package than the pinned one', async () => {
  await expect(read(['a.json'], 'sha512-AAAA')).rejects.toThrow('not the pinned package');
});
