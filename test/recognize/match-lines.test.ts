/** Labels torn over lines, as they stand where no ruling bounds a cell. A line is written `pieces | figures`. */
import { expect, test } from 'vitest';
import { forms } from '#forms/index.js';
import { labelIndexOf } from '#recognize/label-index.js';
import { matchLines } from '#recognize/match-lines.js';

const form = forms.find(({ id }) => id === '2021');
const { targets } = labelIndexOf(form ?? expect.fail('no form of 2021'));

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const match = (...lines: string[]): string[] => {
  const read = lines.map((line) => {
    const [label = '', figures = ''] = line.split('|');
    return { pieces: words(label), figures: words(figures).length };
  });
  return [...matchLines(read, targets)].map(([line, { expected }]) => `${line} ${expected}`);
};

const figures = '| 1 2 3 4 5 6 21';

test.each<[name: string, lines: string[], found: string[]]>([
  ['a label on one line', [`1.属于国家秘密 ${figures}`], ['0 1.属于国家秘密']],
  ['characters set apart', [`1 . 属 于 国 家 秘 密 ${figures}`], ['0 1.属于国家秘密']],
  ['its figures beside the first line', [`1.属于国 ${figures}`, '家秘密'], ['0 1.属于国家秘密']],
  ['its figures beside the last line', ['1.属于国', `家秘密 ${figures}`], ['1 1.属于国家秘密']],
  ['its figures between two lines', ['1.属于国', figures, '家秘密'], ['1 1.属于国家秘密']],
  [
    'pieces of a group label left of it',
    ['三、本年度 1.属于国', `果 （三）不予 家秘 ${figures}`, '公开 密'],
    ['1 1.属于国家秘密'],
  ],
  [
    'two labels of two lines each',
    [`5.属于三类内 ${figures}`, '部事务信息', `6.属于四类过 ${figures}`, '程性信息'],
    ['0 5.属于三类内部事务信息', '2 6.属于四类过程性信息'],
  ],
  [
    'a page break and its headings inside a label',
    [`5.属于三类内 ${figures}`, '自然人 总计', '部事务信息'],
    ['0 5.属于三类内部事务信息'],
  ],
  [
    'the end of a label that another one shares',
    ['一、本年新收', '政府信息公开', '二、上年结转', `政府信息公开 ${figures}`, '申请数量'],
    ['3 二、上年结转政府信息公开申请数量'],
  ],
  [
    'a label written downwards under another one, its number beside the figures',
    [
      ...['本', '年', '新', '收', '政', '府', '信', '息', '公', '开', '申', '请', '数', '量'],
      ...[
        `二 ${figures}`,
        '、',
        '上',
        '年',
        '结',
        '转',
        '政',
        '府',
        '信',
        '息',
        '公',
        '开',
        '申',
        '请',
        '数',
        '量',
      ],
    ],
    ['14 二、上年结转政府信息公开申请数量'],
  ],
  ['a label beside other figures', [figures, '1.属于国家秘密'], []],
  ['half a label', [`属于国家 ${figures}`], []],
  ['a wording inside a longer one', [`不属于国家秘密 ${figures}`], []],
  [
    'rows against the form’s order',
    [`6.属于四类过程性信息 ${figures}`, `1.属于国家秘密 ${figures}`],
    ['0 6.属于四类过程性信息'],
  ],
])('%s', (_, lines, found) => {
  expect(match(...lines)).toEqual(found);
});
