/** Archives that came over the network: told by their content, and unpacked in memory within limits of their own. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isFetchedArchive, listFetchedArchive } from '#inputs/fetched-archive.js';
import type { InputLimits } from '#inputs/input.js';
import { makeCase } from '../generator/case.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { tar, zip } from './archive-bytes.js';
import { read } from './listed.js';

const location = 'https://site.test/down.do?id=1';

async function outline(bytes: Uint8Array, limits: Partial<InputLimits> = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of listFetchedArchive({ location, stamp: 'hash', bytes }, { limits }))
    lines.push(`${item.location.slice(location.length)} ${await read(item)}`);
  return lines;
}

const note = { name: 'note.html', content: 'one' };
const inner = zip([note]);

test.each<[string, Promise<Uint8Array> | Uint8Array, string, boolean]>([
  ['ZIP', zip([note]), 'down.do', true],
  ['TAR', tar([note]), '2023', true],
  ['TAR packed with gzip', tar([note]).then(gzipSync), 'reports.tar.gz', true],
  ['cut ZIP', zip([note, note]).subarray(0, 60), 'a.zip', true],
  ['damaged gzip', Buffer.concat([gzipSync('one').subarray(0, 10), Buffer.alloc(600, 0xff)]), 'a.gz', true],
  ['empty ZIP, in which nothing can be read', zip([]), 'a.zip', false],
  ['file of zeros, which an empty TAR is too', Buffer.alloc(2048), 'a.tar', false],
  ['page packed with gzip', gzipSync('<p>one</p>'), 'a.gz', false],
  ['package of Office', makeCase('docx', 1).then(({ bytes }) => bytes), 'down.do', false],
  ['what is named a document', zip([note]), 'report.docx', false],
  ['page', Buffer.from('<html>'), 'a.zip', false],
])('%s', async (_, bytes, name, isArchive) => {
  expect(await isFetchedArchive(name, await bytes)).toBe(isArchive);
});

test('names in GBK are read, and lead nowhere', async () => {
  const parts = ['报告.html', '../../etc/passwd', '/root.html', 'C:\\temp\\a.html'].map((name) => ({
    ...{ name: encodeGb18030(name), content: 'one' },
  }));
  expect(await outline(zip(parts))).toEqual([
    '!/报告.html one',
    '!/etc/passwd one',
    '!/root.html one',
    '!/temp/a.html one',
  ]);
});

test('an archive in it is opened, one in that is not', async () => {
  const nested = zip([note, { name: 'in.zip', content: zip([note, { name: 'in.zip', content: inner }]) }]);
  expect(await outline(nested)).toEqual([
    '!/note.html one',
    '!/in.zip!/note.html one',
    '!/in.zip!/in.zip archive-too-deep',
  ]);
});

test.each<[string, Uint8Array, Partial<InputLimits>, readonly string[]]>([
  ['too many entries', zip([note, note]), { archiveEntries: 1 }, ['!/note.html one', ' too-many-entries']],
  ['too much together', zip([note, note]), { archiveBytes: 4 }, ['!/note.html one', ' archive-too-large']],
  ['a large entry', zip([note]), { fileBytes: 2 }, ['!/note.html entry-too-large']],
  [
    'a bomb among others',
    zip([{ name: 'bomb.html', content: Buffer.alloc(2 ** 21) }, note]),
    {},
    ['!/bomb.html bomb', '!/note.html one'],
  ],
  [
    'an entry that declares less than it holds',
    zip([{ name: 'lie.html', content: 'one and more', size: 3 }]),
    {},
    ['!/lie.html bomb'],
  ],
])('%s', async (_, bytes, limits, lines) => {
  expect(await outline(bytes, limits)).toEqual(lines);
});
