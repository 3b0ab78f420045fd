import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { InputLimits } from '#inputs/input.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { unicodePath, type ZipPart, zip } from './archive-bytes.js';
import { listAll, makeFolder, outline, read } from './listed.js';

/** The archive on disk, listed and read. */
function outlineOf(bytes: Uint8Array, limits: Partial<InputLimits> = {}, name = 'a.zip'): Promise<string[]> {
  const path = join(makeFolder(), name);
  writeFileSync(path, bytes);
  return outline([path], { limits });
}

const page = { name: 'a.html', content: 'a page' };
const last = { name: 'z.html', content: 'the last' };

describe('the name of an entry', () => {
  const chinese = '年报/二〇二三.html';
  const raw = encodeGb18030(chinese);
  test.each<[string, Partial<ZipPart>, string]>([
    ['in GBK', { name: raw }, chinese],
    ['in UTF-8 that nothing announces', { name: chinese }, chinese],
    ['in UTF-8 with its flag', { name: chinese, flags: 1 << 11 }, chinese],
    [
      'in the extra field of Unicode paths',
      { name: '????.html', extra: unicodePath(strToU8('????.html'), chinese) },
      chinese,
    ],
    [
      'not in the extra field of another name',
      { name: raw, extra: unicodePath(strToU8('b.html'), 'b') },
      chinese,
    ],
    ['with backslashes', { name: '2023\\a.html' }, '2023/a.html'],
    ['with a backslash in the second byte of a character', { name: encodeGb18030('乗.html') }, '乗.html'],
    ['that leads out of the folder', { name: '../../etc/a.html' }, 'etc/a.html'],
    ['from the root', { name: '/etc/a.html' }, 'etc/a.html'],
    ['from a drive', { name: 'C:\\Windows\\a.html' }, 'Windows/a.html'],
    ['of nothing but the way out', { name: '..' }, 'nameless'],
  ])('%s', async (_, part, expected) => {
    expect(await outlineOf(zip([{ ...page, ...part }]))).toEqual([`!/${expected} a page`]);
  });

  test('that comes twice has a location of its own', async () => {
    const twice = zip([page, { ...page, content: 'another' }]);
    expect(await outlineOf(twice)).toEqual(['!/a.html a page', '!/a.html#2 another']);
  });
});

describe('read is', () => {
  test.each<[string, Uint8Array]>([
    ['a deflated entry', zip([page, last])],
    ['a stored one', zip([{ ...page, stored: true }, last])],
    ['what fflate packs', zipSync({ 'a.html': strToU8('a page'), 'z.html': strToU8('the last') })],
    ['one with its sizes behind it', zip([{ ...page, described: true }, last])],
    ['a ZIP64 archive', zip([{ ...page, zip64: true }, last], { zip64: true })],
    ['one without its directory', zip([page, last]).subarray(0, -100)],
    [
      'one without its directory, streamed',
      zip([
        { ...page, described: true },
        { ...last, described: true },
      ]).subarray(0, -100),
    ],
  ])('%s', async (_, bytes) => {
    const lines = await outlineOf(bytes);
    expect(lines.filter((line) => line !== 'a.zip archive-corrupt')).toEqual([
      '!/a.html a page',
      '!/z.html the last',
    ]);
  });

  test('more entries than sixteen bits count, by a writer that knows no ZIP64', async () => {
    const parts = Array.from({ length: 70_000 }, (_, index) => ({
      name: `${index}.html`,
      content: 'x',
      stored: true,
    }));
    const path = join(makeFolder(), 'a.zip');
    writeFileSync(path, zip(parts, { count: 70_000 % 65_536 }));
    const { inputs, failures } = await listAll([path]);
    expect(inputs).toHaveLength(70_000);
    expect(failures.map(({ code }) => code)).toEqual(['archive-corrupt']);
  });
});

describe('one bad entry does not end the archive:', () => {
  const zeros = new Uint8Array(3 * 2 ** 20);
  test.each<[string, ZipPart, string]>([
    ['encrypted', { ...page, flags: 1 }, 'entry-encrypted'],
    ['encrypted by WinZip', { ...page, method: 99 }, 'entry-encrypted'],
    ['encrypted strongly', { ...page, flags: 0x41 }, 'entry-encrypted'],
    ['of another compression', { ...page, method: 9 }, 'entry-unsupported'],
    ['with a wrong checksum', { ...page, crc: 1 }, 'entry-corrupt'],
    ['longer than declared', { ...page, size: 3 }, 'bomb'],
    ['shorter than declared', { ...page, size: 30 }, 'entry-corrupt'],
    ['stored and longer than declared', { ...page, stored: true, size: 3 }, 'entry-corrupt'],
    ['too large by its own account', { ...page, size: 65 * 2 ** 20 }, 'entry-too-large'],
    ['a bomb by its own account', { name: 'a.html', content: zeros }, 'bomb'],
    ['a bomb that says it is small', { name: 'a.html', content: zeros, size: 1000 }, 'bomb'],
    ['that begins elsewhere', { ...page, headerAt: 1_000_000 }, 'entry-corrupt'],
    [
      'with an extra field that is longer than there is room for',
      { ...page, extra: Buffer.from([1, 0, 99, 0, 1]) },
      'a page',
    ],
  ])('%s', async (_, part, outcome) => {
    const lines = await outlineOf(zip([part, last]));
    expect(lines.filter((line) => line !== 'a.zip archive-corrupt')).toEqual([
      `!/a.html ${outcome}`,
      '!/z.html the last',
    ]);
  });

  test('two entries over the same bytes', async () => {
    const bytes = zip([page, { name: 'b.html', content: 'unused', headerAt: 0 }, last]);
    expect(await outlineOf(bytes)).toEqual([
      '!/a.html a page',
      '!/b.html entry-corrupt',
      '!/z.html the last',
    ]);
  });
});

describe('of a broken archive what can be read is read:', () => {
  test.each<[string, boolean]>([
    ['cut off', false],
    ['cut off, with sizes behind the data', true],
  ])('%s', async (_, described) => {
    const parts = ['a', 'b', 'c'].map((name) => ({
      name: `${name}.html`,
      content: `page ${name}`,
      stored: true,
      described,
    }));
    const bytes = zip(parts);
    const inThird = bytes.lastIndexOf('page c') + 3;
    expect(await outlineOf(bytes.subarray(0, inThird))).toEqual([
      'a.zip archive-corrupt',
      '!/a.html page a',
      '!/b.html page b',
      '!/c.html entry-corrupt',
    ]);
  });

  test('with nothing readable in it, it is a document like any other, and fails as one later', async () => {
    expect(await outlineOf(Buffer.from('PK\x03\x04'))).toEqual(['a.zip PK\x03\x04']);
    expect(await outlineOf(Buffer.from('<html>not found</html>'))).toEqual(['a.zip <html>not found</html>']);
  });

  test('which breaks off in its directory', async () => {
    const bytes = zip([page, last]);
    bytes[bytes.lastIndexOf('PK\x01\x02')] = 0;
    expect(await outlineOf(bytes)).toEqual(['a.zip archive-corrupt', '!/a.html a page', '!/z.html the last']);
  });

  test('which is of nothing but lost threads, in bounded time', async () => {
    const head = zip([{ ...page, described: true }]).subarray(0, 40);
    const lines = await outlineOf(Buffer.concat(Array.from({ length: 5000 }, () => head)));
    expect(lines.length).toBeLessThan(30);
    expect(lines.at(-1)).toBe('a.zip archive-corrupt');
  });
});

describe('limits', () => {
  test('of the whole archive', async () => {
    const lines = await outlineOf(zip([page, last]), { archiveBytes: 10 });
    expect(lines).toEqual(['!/a.html a page', 'a.zip archive-too-large']);
  });

  test('of the number of entries', async () => {
    const lines = await outlineOf(zip([page, last]), { archiveEntries: 1 });
    expect(lines).toEqual(['!/a.html a page', 'a.zip too-many-entries']);
  });
});

describe('an archive inside', () => {
  const inner = zip([page]);
  test('is opened, one level down', async () => {
    const nested = zip([{ name: '市/县.zip', content: inner }, last]);
    expect(await outlineOf(nested)).toEqual(['!/市/县.zip!/a.html a page', '!/z.html the last']);
  });

  test('an archive inside is too deep', async () => {
    const middle = zip([
      { name: 'inner.zip', content: inner },
      { name: 'b.html', content: 'b' },
    ]);
    expect(await outlineOf(zip([{ name: 'middle.zip', content: middle }, last]))).toEqual([
      '!/middle.zip!/inner.zip archive-too-deep',
      '!/middle.zip!/b.html b',
      '!/z.html the last',
    ]);
  });

  test('is too large, or broken', async () => {
    const nested = zip([
      { name: 'a.zip', content: inner, size: 10_000 },
      { name: 'b.zip', content: inner.subarray(0, 60) },
    ]);
    expect(await outlineOf(nested, { innerArchiveBytes: 1000 })).toEqual([
      '!/a.zip entry-too-large',
      '!/b.zip archive-corrupt',
      '!/b.zip!/a.html a page',
    ]);
  });
});

describe('packed like an archive and a document:', () => {
  test.each(['[Content_Types].xml', 'mimetype', 'OFD.xml'])('what holds %s', async (part) => {
    const bytes = zip([
      { name: 'word/document.xml', content: 'x' },
      { name: part, content: 'y' },
    ]);
    expect(await outlineOf(bytes)).toEqual([`a.zip ${bytes.toString()}`]);
    expect(await outlineOf(zip([{ name: 'inner.zip', content: bytes }]))).toEqual([
      `!/inner.zip ${bytes.toString()}`,
    ]);
  });

  test('and an archive under another name that somebody named', async () => {
    expect(await outlineOf(zip([page]), {}, 'download')).toEqual(['!/a.html a page']);
    expect(await outlineOf(zip([page]), {}, 'a.docx')).toHaveLength(1);
  });
});

test('passed over are folders, links, and what no document is', async () => {
  const path = join(makeFolder(), 'a.zip');
  const parts = ['b/', '__MACOSX/._a.html', 'b/.DS_Store', 'b/~$a.docx', 'b/Thumbs.db', 'logo.png'];
  const link = { name: 'link', content: '/etc/passwd', mode: 0o120777 };
  writeFileSync(path, zip([...parts.map((name) => ({ name, content: 'x' })), link, page]));
  const { inputs, passedOver } = await listAll([path]);
  expect(inputs.map(({ name }) => name)).toEqual(['a.html']);
  expect(passedOver.map((line) => line.replace(path, ''))).toEqual([
    'by-system !/__MACOSX/._a.html',
    'hidden !/b/.DS_Store',
    'by-system !/b/~$a.docx',
    'by-system !/b/Thumbs.db',
    'no-document !/logo.png',
    'link !/link',
  ]);
});

test('an entry is read long after it was listed, and says so where the archive is gone', async () => {
  const path = join(makeFolder(), 'a.zip');
  writeFileSync(path, zip([page, last]));
  const { inputs } = await listAll([path]);
  expect(await Promise.all(inputs.map(read))).toEqual(['a page', 'the last']);
  writeFileSync(path, zip([{ name: 'b.html', content: 'replaced by something else' }]));
  expect(await read(inputs[1]!)).toBe('entry-corrupt');
});

test('the stamp of an entry changes with its content and is the same without opening it', async () => {
  const path = join(makeFolder(), 'a.zip');
  const stampsOf = async (content: string): Promise<string[]> => {
    writeFileSync(path, zip([{ ...page, content }]));
    return (await listAll([path])).inputs.map((input) => ('stamp' in input ? input.stamp : ''));
  };
  const [first] = await stampsOf('one');
  const [again] = (await listAll([path])).inputs.map((input) => ('stamp' in input ? input.stamp : ''));
  expect(again).toBe(first);
  expect(await stampsOf('two')).not.toEqual([first]);
});
