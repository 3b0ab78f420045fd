import { mkdirSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../generator/gb18030.js';
import { skipUnless } from '../skip-unless.js';
import { listAll, makeFolder, read } from './listed.js';

/** A folder with these files in it; the content of each is its name. */
function plant(...names: readonly string[]): string {
  const folder = makeFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

const below = (folder: string, locations: readonly { readonly location: string }[]): string[] =>
  locations.map(({ location }) => location.replace(`${folder}/`, ''));

describe('a folder', () => {
  test('is listed by the names in each folder, whatever their extension', async () => {
    const folder = plant('b/c.pdf', 'a-1.html', 'a/z', 'a.html', 'B.DOCX', '年报.wps', '2/1.txt', '10/1.txt');
    const { inputs, failures } = await listAll([folder]);
    const expected = ['10/1.txt', '2/1.txt', 'B.DOCX', 'a/z', 'a-1.html', 'a.html', 'b/c.pdf', '年报.wps'];
    expect(below(folder, inputs)).toEqual(expected);
    expect(await Promise.all(inputs.map(read))).toEqual(expected);
    expect(failures).toEqual([]);
  });

  test('passes over what no document is, and tells why', async () => {
    const folder = plant(
      ...['.git/a.html', '.hidden.html', 'b/.DS_Store', 'b/~$a.docx', 'b/Thumbs.db', '__MACOSX/a.html'],
      ...['logo.PNG', 'a_files/page.css', 'setup.exe', 'css', 'a.html', 'png.html'],
    );
    const { inputs, passedOver } = await listAll([folder]);
    expect(below(folder, inputs)).toEqual(['a.html', 'css', 'png.html']);
    expect(passedOver.map((line) => line.replace(`${folder}/`, ''))).toEqual([
      ...['hidden .git', 'hidden .hidden.html', 'by-system __MACOSX', 'no-document a_files/page.css'],
      ...['hidden b/.DS_Store', 'by-system b/Thumbs.db', 'by-system b/~$a.docx'],
      ...['no-document logo.PNG', 'no-document setup.exe'],
    ]);
  });

  test('has its links not followed, round in a circle or out of it', async () => {
    const outside = plant('secret.html');
    const folder = plant('a/b.html');
    symlinkSync(folder, join(folder, 'a', 'round'));
    symlinkSync('.', join(folder, 'here'));
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync(join(outside, 'secret.html'), join(folder, 'out.html'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    const { inputs, passedOver } = await listAll([folder]);
    expect(below(folder, inputs)).toEqual(['a/b.html']);
    expect(passedOver.filter((line) => line.startsWith('link '))).toHaveLength(5);
  });

  test('that is a link itself is what somebody asked for', async () => {
    const folder = plant('a.html');
    const link = join(makeFolder(), 'link');
    symlinkSync(folder, link);
    expect(below(link, (await listAll([link])).inputs)).toEqual(['a.html']);
  });

  test('has a socket passed over, which is refused where it is named', async () => {
    const folder = plant('a.html');
    const socket = join(folder, 's');
    const server = createServer().listen(socket);
    await new Promise((resolve) => server.once('listening', resolve));
    const { inputs, passedOver } = await listAll([folder]);
    const { failures } = await listAll([socket]);
    server.close();
    expect(inputs).toHaveLength(1);
    expect(passedOver).toEqual([`special ${socket}`]);
    expect(failures.map(({ code }) => code)).toEqual(['not-readable']);
  });

  test('is very deep', async () => {
    const folder = plant(`${'d/'.repeat(500)}a.html`);
    expect((await listAll([folder])).inputs).toHaveLength(1);
  });
});

const gbk = encodeGb18030('年报二〇二三.html');
const inGbk = (folder: string): Buffer => Buffer.concat([Buffer.from(`${folder}/`), gbk]);
const takesAnyBytes = ((): boolean => {
  try {
    writeFileSync(inGbk(import.meta.dirname), '');
    rmSync(inGbk(import.meta.dirname));
    return true;
  } catch {
    return false;
  }
})();

skipUnless(takesAnyBytes, 'names on disk in GBK: this disk takes no such names');
test.runIf(takesAnyBytes)(
  'a name in GBK, as a careless unpacking leaves it, is told and opened',
  async () => {
    const folder = plant('数据/a.html');
    writeFileSync(inGbk(join(folder, '数据')), 'in GBK');
    const { inputs } = await listAll([folder]);
    expect(below(folder, inputs)).toEqual(['数据/a.html', '数据/年报二〇二三.html']);
    expect(await Promise.all(inputs.map(read))).toEqual(['数据/a.html', 'in GBK']);
  },
);

describe('a file', () => {
  test('has a stamp that changes with its size and its time, and needs no opening', async () => {
    const folder = plant('a.html');
    const path = join(folder, 'a.html');
    const stampOf = async (): Promise<unknown> => {
      const [input] = (await listAll([path])).inputs;
      return input?.kind === 'file' && input.stamp;
    };
    utimesSync(path, 1000, 1000);
    const first = await stampOf();
    expect(await stampOf()).toBe(first);
    utimesSync(path, 1000, 1001);
    expect(await stampOf()).not.toBe(first);
    writeFileSync(path, 'longer than before');
    utimesSync(path, 1000, 1000);
    expect(await stampOf()).not.toBe(first);
  });

  test('tells its size and time', async () => {
    const path = join(plant('a.html'), 'a.html');
    const { size, mtime } = statSync(path);
    expect((await listAll([path])).inputs).toMatchObject([
      { kind: 'file', name: 'a.html', size, modified: mtime },
    ]);
  });

  test('that is named is taken though it is hidden, but not what no document is: shells name all there is', async () => {
    const names = ['.hidden.html', 'a.png', '~$a.docx'];
    const folder = plant(...names);
    const { inputs, passedOver } = await listAll(names, { folder });
    expect(below(folder, inputs)).toEqual(['.hidden.html']);
    expect(passedOver).toEqual([`no-document ${folder}/a.png`, `by-system ${folder}/~$a.docx`]);
  });

  test('that is too large is not read', async () => {
    const path = join(plant('a.html'), 'a.html');
    truncateSync(path, 65 * 2 ** 20);
    const { inputs } = await listAll([path]);
    expect(await Promise.all(inputs.map(read))).toEqual(['file-too-large']);
  });

  test('that is gone when it is opened says so', async () => {
    const path = join(plant('a.html'), 'a.html');
    const { inputs } = await listAll([path]);
    rmSync(path);
    expect(await Promise.all(inputs.map(read))).toEqual(['no-such-file']);
  });

  test.each([
    ['that is not there', 'nothing.html', 'no-such-file'],
    ['in a file', 'a.html/b.html', 'no-such-file'],
    ['with a name no disk takes', 'x'.repeat(5000), 'not-readable'],
    ['of a pattern that matches nothing', '*.pdf', 'no-match'],
  ])('%s is a failure, and the next argument is taken', async (_, name, code) => {
    const { failures, inputs } = await listAll([name, 'a.html'], { folder: plant('a.html') });
    expect(failures.map((failure) => failure.code)).toEqual([code]);
    expect(inputs).toHaveLength(1);
  });
});

describe('a pattern', () => {
  test.each([
    ['*.html', ['a.html', 'b.html']],
    ['2023*', ['2023/a.pdf', '2023/b/c.pdf', '2023.txt']],
    ['**/*.pdf', ['2023/a.pdf', '2023/b/c.pdf']],
    ['**', ['2023/a.pdf', '2023/b/c.pdf', '2023.txt', 'a.html', 'b.html', '年报[1].doc']],
    ['{a,b}.html', ['a.html', 'b.html']],
    ['年报[1].doc', ['年报[1].doc']],
  ])('%s', async (pattern, expected) => {
    const folder = plant(
      '2023/a.pdf',
      '2023/b/c.pdf',
      '2023.txt',
      'a.html',
      'b.html',
      '年报[1].doc',
      'logo.png',
    );
    const { inputs } = await listAll([pattern], { folder });
    expect(below(folder, inputs).sort()).toEqual([...expected].sort());
    expect(await listAll([pattern], { folder }).then((again) => below(folder, again.inputs))).toEqual(
      below(folder, inputs),
    );
  });
});

describe('an address', () => {
  test.each([
    ['https://www.example.gov.cn/2023/t1.html', 'https://www.example.gov.cn/2023/t1.html', 't1.html'],
    ['HTTP://Example.gov.cn:80', 'http://example.gov.cn/', 'example.gov.cn'],
    ['https://x.gov.cn/%E5%B9%B4%E6%8A%A5.pdf#page=2', 'https://x.gov.cn/%E5%B9%B4%E6%8A%A5.pdf', '年报.pdf'],
    ['https://x.gov.cn/%B9.pdf', 'https://x.gov.cn/%B9.pdf', '%B9.pdf'],
  ])('%s is passed on', async (address, location, name) => {
    expect((await listAll([address])).items).toEqual([{ kind: 'address', location, name }]);
  });

  test.each(['ftp://x.gov.cn/a', 'file:///etc/passwd', 'https://', 'https://me:secret@x.gov.cn/'])(
    '%s is refused',
    async (address) => {
      const { failures } = await listAll([address]);
      expect(failures.map(({ code }) => code)).toEqual(['bad-address']);
      expect(JSON.stringify(failures)).not.toContain('secret');
    },
  );
});
