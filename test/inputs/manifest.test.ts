import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ManifestRow } from '#inputs/input.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { zip } from './archive-bytes.js';
import { listAll, makeFolder, read } from './listed.js';

/** A manifest in a folder of reports, listed. */
function listManifest(content: string | Uint8Array, name = 'list.csv'): ReturnType<typeof listAll> {
  const folder = makeFolder();
  mkdirSync(join(folder, '年报'));
  for (const report of ['a.html', '年报/b.html', 'c,1.html']) writeFileSync(join(folder, report), report);
  writeFileSync(join(folder, 'more.zip'), zip([{ name: 'z.html', content: 'zipped' }]));
  writeFileSync(join(folder, name), content);
  return listAll([name], { folder });
}

const said = ({ location: _, line: __, ...rest }: ManifestRow): object => rest;
const rows = [
  {
    agency: '沈阳市辽中区于家房镇人民政府',
    year: 2023,
    divisionCode: '210115',
    level: 'township',
    charset: 'gbk',
  },
  { agency: '绛屿市, 教育局', year: 2021 },
];

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const english = `path,agency,year,division_code,level,charset,note
a.html,沈阳市辽中区于家房镇人民政府,2023,210115,township,gbk,seen
年报/b.html,"绛屿市, 教育局",2021
`;
const chinese = `文件;单位;年度;区划代码;级别;编码
a.html;沈阳市辽中区于家房镇人民政府;２０２３年;210115;township;GBK

年报\\b.html;绛屿市, 教育局;2021年度;;;
`;

describe('a manifest', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['in English', english, 'list.csv'],
    ['in Chinese', chinese.replace('GBK', 'gbk'), 'list.csv'],
    ['with a byte order mark', `\ufeff${english}`, 'list.csv'],
    ['in GB18030', encodeGb18030(english), 'list.csv'],
    ['in UTF-16, as Excel calls Unicode text', utf16(english), 'list.csv'],
    [
      'with tabs',
      english
        .replace(/"绛屿市, 教育局"/, '绛屿市# 教育局')
        .replaceAll(',', '\t')
        .replace('#', ','),
      'list.tsv',
    ],
    ['with line ends of Windows', english.replaceAll('\n', '\r\n'), 'list.csv'],
    [
      'with semicolons, its header in another case',
      english.replaceAll(/,(?! )/g, ';').replace('division_code', 'Division Code'),
      'list.csv',
    ],
    [
      'in JSON lines',
      [
        {
          path: 'a.html',
          agency: rows[0]?.agency,
          year: 2023,
          divisionCode: 210115,
          level: 'township',
          charset: 'gbk',
        },
        { 路径: '年报/b.html', 单位: '绛屿市, 教育局', 年份: '2021', level: null, notes: ['a'] },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n\n'),
      'list.jsonl',
    ],
  ])('%s', async (_, content, name) => {
    const { inputs, failures } = await listManifest(content, name);
    expect(failures).toEqual([]);
    expect(await Promise.all(inputs.map(read))).toEqual(['a.html', '年报/b.html']);
    expect(inputs.map(({ manifest }) => manifest && said(manifest))).toEqual(rows);
  });

  test('names archives, folders, patterns and addresses as well', async () => {
    const { inputs } = await listManifest(
      `path,url,year
more.zip,,2020
年报,,2021
*.html,,2022
,https://x.gov.cn/a.html,2023
https://x.gov.cn/b.html,,2024
a.html,https://x.gov.cn/c.html,2025
`,
    );
    expect(inputs.map(({ kind, name, manifest }) => [kind, name, manifest?.year, manifest?.address])).toEqual(
      [
        ['entry', 'z.html', 2020, undefined],
        ['file', 'b.html', 2021, undefined],
        ['file', 'a.html', 2022, undefined],
        ['file', 'c,1.html', 2022, undefined],
        ['address', 'a.html', 2023, undefined],
        ['address', 'b.html', 2024, undefined],
        ['file', 'a.html', 2025, 'https://x.gov.cn/c.html'],
      ],
    );
  });

  test.each([
    ['no path', 'path,year\n,2023', 2, 'neither path nor url'],
    ['a column of its own, but no path', 'path,note\n,hello', 2, 'neither path nor url'],
    ['a missing file', 'path\nnothing.html', 2, undefined],
    ['a bad address', 'url\nwww.x.gov.cn/a.html', 2, undefined],
    [
      'a bad row behind a field of three lines',
      'path,agency,year\na.html,"x\ny\nz",2020\n,,2020',
      5,
      'neither path nor url',
    ],
    ['an open quote', 'path,agency\n"a.html,x\na.html,y', 2, 'CSV_QUOTE_NOT_CLOSED'],
  ])('has %s: a failure with its line', async (_, content, line, detail) => {
    const { failures } = await listManifest(content);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.manifest?.line).toBe(line);
    expect(failures[0]?.detail).toBe(detail);
  });

  test.each([
    ['a bad year', 'path,year,agency\na.html,二三年,x', { agency: 'x' }, 'year'],
    ['a year out of range', 'path,year\na.html,1949', {}, 'year'],
    [
      'a code that a spreadsheet has rounded',
      'path,year,division_code\na.html,2020,2.10115E+11',
      { year: 2020 },
      'division_code',
    ],
    ['an unknown charset', 'path,charset\na.html,klingon', {}, 'charset'],
    ['a level that is none', 'path,level,year\na.html,副处级,2020', { year: 2020 }, 'level'],
    ['nothing right but the path', 'path,level,charset,year\na.html,x,y,z', {}, 'year, level, charset'],
    [
      'a bad address beside the path',
      'path,url,year\na.html,www.x.gov.cn/a.html,2020',
      { year: 2020 },
      'url',
    ],
  ])(
    'has %s: that is left out and told with its line, the row is taken',
    async (_, content, rest, detail) => {
      const { inputs, failures } = await listManifest(content);
      expect(failures.map((failure) => [failure.code, failure.detail, failure.manifest?.line])).toEqual([
        ['bad-manifest-value', detail, 2],
      ]);
      expect(inputs.map(({ name, manifest }) => [name, manifest && said(manifest)])).toEqual([
        ['a.html', rest],
      ]);
    },
  );

  test('by a program that writes whole numbers as fractions', async () => {
    const { inputs, failures } = await listManifest('path,year,division_code\na.html,2020.0,210115.0');
    expect(failures).toEqual([]);
    expect(inputs.map(({ manifest }) => manifest && said(manifest))).toEqual([
      { year: 2020, divisionCode: '210115' },
    ]);
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['no object', '[1]'],
    ['a path of nonsense', '{"path":{"toString":1}}'],
    ['a null', 'null'],
    ['a half of it', '{"path":"a.html"'],
  ])('of JSON lines has %s', async (_, broken) => {
    const { failures, inputs } = await listManifest(
      `{"path":"a.html"}\n${broken}\n{"path":"a.html"}`,
      'list.jsonl',
    );
    expect(failures.map(({ code, manifest }) => [code, manifest?.line])).toEqual([['bad-manifest-row', 2]]);
    expect(inputs).toHaveLength(2);
  });

  test('has a path that no disk has', async () => {
    const paths = ['a\u0000b', '*\u0000', '\ud800', '', '.html/', '{a,\u0000}.html'].map((path) =>
      JSON.stringify({ path }),
    );
    const { failures, inputs } = await listManifest(`${paths.join('\n')}\n{"path":"a.html"}`, 'list.jsonl');
    expect(failures.map(({ manifest }) => manifest?.line)).toEqual([1, 2, 3, 5, 6]);
    expect(inputs).toHaveLength(1);
  });

  test('with a field of two megabytes loses that row', async () => {
    const { failures, inputs } = await listManifest(
      `path,agency\na.html,${'x'.repeat(2 ** 21)}\n年报/b.html,y\n`,
    );
    expect(failures.map(({ code }) => code)).toEqual(['bad-manifest-row']);
    expect(inputs.length).toBeLessThanOrEqual(1);
  });

  test('whose paths lead out of its folder is believed', async () => {
    const elsewhere = join(makeFolder(), 'x.html');
    writeFileSync(elsewhere, 'x');
    const { inputs } = await listManifest(
      `path\n../${elsewhere.split('/').slice(-2).join('/')}\n${elsewhere}\n`,
    );
    expect(inputs.map(({ location }) => location)).toEqual([elsewhere, elsewhere]);
  });
});

describe('no manifest is', () => {
  test.each([
    ['a table without paths', 'name,year\na,2023\n', 'a.csv'],
    ['an object without a path', '{"name":"a"}\n', 'a.jsonl'],
    ['a broken object', '{"path"\n', 'a.jsonl'],
    ['nothing', '', 'a.csv'],
    ['a manifest under another name', 'path\na.html\n', 'a.txt'],
  ])('%s', async (_, content, name) => {
    const { inputs } = await listManifest(content, name);
    expect(inputs.map((input) => input.name)).toEqual([name]);
  });

  test('one that lies among the reports of a folder: it is passed over', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'a.csv'), 'path\na.html\n');
    writeFileSync(join(folder, 'b.csv'), 'name\na.html\n');
    const { inputs, passedOver } = await listAll([folder]);
    expect(inputs.map(({ name }) => name)).toEqual(['b.csv']);
    expect(passedOver).toEqual([`manifest ${join(folder, 'a.csv')}`]);
  });

  test('one that a manifest names, itself for example', async () => {
    const { inputs, passedOver } = await listManifest('path\nlist.csv\na.html\n');
    expect(inputs.map(({ name }) => name)).toEqual(['a.html']);
    expect(passedOver).toHaveLength(1);
  });
});

describe('standard input', () => {
  async function listPiped(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
    const folder = makeFolder();
    for (const name of ['a.html', '年报.html', 'with\nbreak.html']) writeFileSync(join(folder, name), name);
    async function* standardInput(): AsyncGenerator<Uint8Array> {
      for (const chunk of chunks) yield Buffer.from(chunk);
    }
    const { items } = await listAll(['-'], { folder, standardInput: standardInput() });
    return items.map((item) =>
      [item.kind === 'failure' ? item.code : item.name, item.manifest?.year].join(' ').trim(),
    );
  }

  test.each<[string, (string | Uint8Array)[], string[]]>([
    [
      'paths and addresses',
      ['a.html\n\nhttps://x.gov.cn/b.html\n年报.html'],
      ['a.html', 'b.html', '年报.html'],
    ],
    ['in pieces', ['a.h', 'tml\n年', '报.html\n'], ['a.html', '年报.html']],
    [
      'in pieces of bytes',
      [...Buffer.from('年报.html\r\na.html')].map((byte) => Uint8Array.of(byte)),
      ['年报.html', 'a.html'],
    ],
    ['in GBK', [encodeGb18030('年报.html\n'), 'a.html\n'], ['年报.html', 'a.html']],
    ['with a byte order mark', ['\ufeffa.html\n'], ['a.html']],
    ['between NULs', ['a.html\0with\nbreak.html\0'], ['a.html', 'with\nbreak.html']],
    ['a path that is not there', ['nothing.html\na.html\n'], ['no-such-file', 'a.html']],
    [
      'a manifest',
      ['path,year\na.html,20', '23\n年报.html,x\n'],
      ['a.html 2023', 'bad-manifest-value', '年报.html'],
    ],
    ['a manifest of JSON lines', ['{"path":"a.html","year":2023}\n'], ['a.html 2023']],
    ['a manifest in GBK', [encodeGb18030('路径,年份\n年报.html,2023\n')], ['年报.html 2023']],
    ['nothing', [], []],
    ['a line that never ends', ['x'.repeat(3 * 2 ** 20), '\na.html\n'], ['not-readable', 'a.html']],
  ])('of %s', async (_, chunks, expected) => {
    expect(await listPiped(...chunks)).toEqual(expected);
  });

  test('that nobody gave is a failure', async () => {
    expect((await listAll(['-'])).failures.map(({ code }) => code)).toEqual(['not-readable']);
  });
});
