/** Plain text: the converter form, pipe tables, wrapped lines, what stands where. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '#model/document.js';
import { readText } from '#readers/text/text.js';
import { encodeGb18030 } from '../../generator/gb18030.js';
import { failureOf, options, readingOf } from '../reading.js';

const read = (text: string | Uint8Array): Document => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return readingOf(readText(bytes, options)).document;
};

/** Paragraphs as text, tables as rows of texts. */
const outlineOf = ({ blocks }: Document): (string | string[][])[] =>
  blocks.map((block) => {
    if (block.kind === 'paragraph') return block.text;
    const rows = Array.from({ length: block.rows }, (): string[] => []);
    for (const cell of block.cells) rows[cell.row]?.push(cell.text);
    return rows;
  });

describe('the converter form', () => {
  test.each<[name: string, text: string, outline: (string | string[][])[]]>([
    [
      'a row is a cell a line',
      '甲\n\t规章\n\t1\n\t2\n\n\t行政许可\n\t3\n\t4\n\n乙',
      [
        '甲',
        [
          ['规章', '1', '2'],
          ['行政许可', '3', '4'],
        ],
        '乙',
      ],
    ],
    [
      'further paragraphs of a cell stand at the margin',
      '\t规章\n（省级）\n\t1\n\n',
      [[['规章\n（省级）', '1']]],
    ],
    ['a blank cell is a tab alone', '\t规章\n\t\n\t1\n\n', [[['规章', '', '1']]]],
    [
      'an empty first paragraph does not end the row',
      '\t规章\n\t\n\n三、本年度办理结果\n\t1\n\n\t许可\n\t2\n\t3\n\n',
      [
        [
          ['规章', '三、本年度办理结果', '1'],
          ['许可', '2', '3'],
        ],
      ],
    ],
    [
      'an empty first paragraph, then several',
      '\t规章\n\t\n\n三、本年度\n办理结果\n\t1\n\n\t许可\n\t2\n\t3\n\n',
      [
        [
          ['规章', '三、本年度\n办理结果', '1'],
          ['许可', '2', '3'],
        ],
      ],
    ],
    ['a row of another length', '\t标题\n\n\t规章\n\t1\n\n', [[['标题'], ['规章', '1']]]],
    ['a table at the end of the file', '\t规章\n\t1', [[['规章', '1']]]],
    ['Windows line ends', '甲\r\n\t规章\r\n\t1\r\n\r\n乙\r\n', ['甲', [['规章', '1']], '乙']],
    ['spaces around the figure', '\t规章\n\t 1 \n\n', [[['规章', '1']]]],
  ])('%s', (_, text, outline) => expect(outlineOf(read(text))).toEqual(outline));
});

describe('rows as lines', () => {
  test.each<[name: string, text: string, rows: string[][]]>([
    [
      'of cells kept apart by tabs',
      '规章\t1\n许可\t2',
      [
        ['规章', '1'],
        ['许可', '2'],
      ],
    ],
    [
      'behind a tab in every line',
      '\t规章\t1\n\t许可\t2',
      [
        ['规章', '1'],
        ['许可', '2'],
      ],
    ],
    [
      'with an empty first cell',
      '结果\t公开\t1\n\t部分公开\t2',
      [
        ['结果', '公开', '1'],
        ['', '部分公开', '2'],
      ],
    ],
  ])('%s', (_, text, rows) => expect(outlineOf(read(text))).toEqual([rows]));
});

describe('pipe tables', () => {
  test.each<[name: string, text: string, outline: (string | string[][])[]]>([
    [
      'with a ruler',
      '| a | b |\n|---|:-:|\n| 1 | 2 |',
      [
        [
          ['a', 'b'],
          ['1', '2'],
        ],
      ],
    ],
    [
      'without a ruler',
      '甲\n| a | b |\n| 1 | 2 |\n乙',
      [
        '甲',
        [
          ['a', 'b'],
          ['1', '2'],
        ],
        '乙',
      ],
    ],
    [
      'without outer pipes',
      'a | b | c\n1 | 2 | 3',
      [
        [
          ['a', 'b', 'c'],
          ['1', '2', '3'],
        ],
      ],
    ],
    [
      'of ragged rows',
      '| a | b | c |\n| 1 | 2 |',
      [
        [
          ['a', 'b', 'c'],
          ['1', '2'],
        ],
      ],
    ],
    [
      'with blank cells',
      '| a |  | c |\n|  | 2 |  |',
      [
        [
          ['a', '', 'c'],
          ['', '2', ''],
        ],
      ],
    ],
    ['with an escaped pipe', '| a\\|b | c |', [[['a|b', 'c']]]],
    ['with line breaks in a cell', '| a<br>b | c |', [[['a\nb', 'c']]]],
    ['a lone pipe is text', '首页 | 政务公开', ['首页 | 政务公开']],
  ])('%s', (_, text, outline) => expect(outlineOf(read(text))).toEqual(outline));
});

describe('paragraphs', () => {
  const line = '本机关认真贯彻落实政府信息公开条例的各项规定稳步推进政务公开各项工作取得了较好的成';

  test('lines broken at the page’s width are one', () => {
    const wrapped = [`${line}\n${line}\n效并且。`, `${line}\n${line}\n完毕。`].join('\n');
    const outline = outlineOf(read(wrapped));
    expect(outline).toEqual([`${line}${line}效并且。`, `${line}${line}完毕。`]);
  });

  test('a numbered heading begins a new one', () => {
    const wrapped = `${line}\n${line}\n${line}\n二、主动公开政府信息情况\n${line}\n${line}`;
    expect(outlineOf(read(wrapped))).toEqual([line.repeat(3), '二、主动公开政府信息情况', line.repeat(2)]);
  });

  test('short lines are not joined', () =>
    expect(outlineOf(read('甲\n乙\n\n丙'))).toEqual(['甲', '乙', '丙']));

  test.each(['- 3 -', '— 12 —', '第 3 页', '第3页 共9页', '－3－'])('%s is a page number', (number) => {
    expect(outlineOf(read(`甲乙丙丁\n${number}\n戊己庚辛`))).toEqual(['甲乙丙丁', '戊己庚辛']);
  });

  test('a number alone is no page number', () =>
    expect(outlineOf(read('甲乙\n12\n丙丁'))).toEqual(['甲乙', '12', '丙丁']));
});

test('every cell and paragraph knows its line and column', () => {
  const { blocks } = read('标题\n\n  甲\n\t规章\n\t 12\n\n| a | 7 |\n');
  expect(blocks.map(({ at }) => at)).toEqual([
    { kind: 'text', line: 1, column: 1 },
    { kind: 'text', line: 3, column: 3 },
    { kind: 'text', line: 4, column: 1 },
    { kind: 'text', line: 7, column: 1 },
  ]);
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
  expect(cells.map(({ text, at }) => [text, at])).toEqual([
    ['规章', { kind: 'text', line: 4, column: 2 }],
    ['12', { kind: 'text', line: 5, column: 3 }],
    ['a', { kind: 'text', line: 7, column: 3 }],
    ['7', { kind: 'text', line: 7, column: 7 }],
  ]);
});

test('the head of an archive says where the text is from', () => {
  expect(read('标题：青禾市2024年报告\n发布时间: 2025-01-24\n来源：青禾市财政局\n\n正文').meta).toEqual({
    title: '青禾市2024年报告',
    published: '2025-01-24',
    source: '青禾市财政局',
  });
});

test('the charset is found as for pages', () => {
  expect(outlineOf(read(encodeGb18030('政府信息㐂\n公开🈶')))).toEqual(['政府信息㐂', '公开🈶']);
});

describe('what is no text', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t\n　', 'empty'],
    ['a mark alone', '\ufeff', 'empty'],
    ['binary', '\u0000\u0001\u0002\u0003abc\u0000\u0000', 'unsupported-format'],
  ])('%s', (_, text, code) => {
    expect(failureOf(readText(new TextEncoder().encode(text), options))).toBe(code);
  });
});

const cellText = fc.oneof(
  fc.constantFrom(
    '规章',
    '行政许可',
    '一、本年新收',
    '1',
    '23',
    '0',
    '/',
    '（一）予以公开',
    '1.属于国家秘密',
    '12,345',
  ),
  fc.stringMatching(/^[0-9甲乙丙丁]{1,6}$/),
);
const rows = fc.array(
  fc.array(fc.oneof({ weight: 4, arbitrary: cellText }, fc.constant('')), { minLength: 2, maxLength: 7 }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

test('converter text gives back every row it was made from', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const text = `前言\n\n${table.map((row) => row.map((cell) => `\t${cell}\n`).join('')).join('\n')}\n结语\n`;
      expect(outlineOf(read(text))).toEqual(['前言', table, '结语']);
    }),
    { numRuns: 300 },
  );
});

test('converter text with torn cells gives them back joined', () => {
  const torn = fc.array(fc.stringMatching(/^[甲乙丙丁]{1,4}$/), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(fc.array(torn, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
      (table) => {
        const text = table.map((row) => row.map((lines) => `\t${lines.join('\n')}\n`).join('')).join('\n');
        expect(outlineOf(read(text))).toEqual([table.map((row) => row.map((lines) => lines.join('\n')))]);
      },
    ),
    { numRuns: 200 },
  );
});

test('pipe text gives back every row it was made from', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (table, ruled) => {
      const [head = [], ...body] = table.map((row) => `| ${row.join(' | ')} |`);
      const ruler = ruled ? [`|${'---|'.repeat(table[0]?.length ?? 1)}`] : [];
      expect(outlineOf(read(['前言', '', head, ...ruler, ...body, '', '结语'].join('\n')))).toEqual([
        '前言',
        table,
        '结语',
      ]);
    }),
    { numRuns: 300 },
  );
});

test('no text loses a digit', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '\t规章',
      '\t',
      '\t12',
      '',
      '',
      '一、总体情况',
      '| 1 | 2 |',
      '|---|',
      '34 |',
      '5',
      '　　6件。',
      '\t7\t8',
    ),
    fc.stringMatching(/^[\t|0-9甲 ]{0,9}$/),
  );
  const digitsOf = (text: string): string => text.replace(/\D/g, '').split('').sort().join('');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const text = `甲\n${lines.join('\n')}`;
      expect(digitsOf(outlineOf(read(text)).flat(3).join(' '))).toBe(digitsOf(text));
    }),
    { numRuns: 500 },
  );
});
