/** One body, one key, however its name is printed; no two bodies share one by guess. */
import { describe, expect, test } from 'vitest';
import { agencyKey } from '#agencies/agency-key.js';
import { findPlacement } from '#agencies/find-placement.js';

const keyOf = async (name: string, year = 2020, text?: string): Promise<string> =>
  agencyKey(await findPlacement({ name, year, ...(text ? { text } : {}) }));

describe('are one', () => {
  test.each([
    ['沈阳市辽中区于家房镇人民政府', '于家房镇'],
    ['沈阳市辽中区于家房镇人民政府', '沈阳市辽中区于家房镇政府'],
    ['辽宁省沈阳市', '沈阳市人民政府'],
    ['平潭综合实验区管委会', '福建省平潭综合实验区管理委员会'],
    ['沈阳市辽中区人民政府蒲西街道办事处', '辽中区蒲西街道'],
    ['小店街道', '太原市小店区小店街道办事处'],
  ])('%s and %s', async (one, other) => expect(await keyOf(one)).toBe(await keyOf(other)));
});

describe('are two', () => {
  test.each([
    ['沈阳市人民政府', '沈阳市人民政府办公室'],
    ['沈阳市教育局', '大连市教育局'],
    ['沈阳市教育局', '教育局'],
    ['鼓楼区人民政府', '南京市鼓楼区人民政府'],
  ])('%s and %s', async (one, other) => expect(await keyOf(one)).not.toBe(await keyOf(other)));
});

test('a county keeps its key when it becomes a district', async () => {
  expect(await keyOf('沈阳市辽中县人民政府', 2014)).toBe(await keyOf('沈阳市辽中区人民政府', 2020));
});

test.each([
  ['莱芜市教育局', '济南市教育局', 2017],
  ['莱芜市教育局', '济南市教育局', 2018],
  ['上海市卢湾区人民政府', '上海市黄浦区人民政府', 2010],
  ['淮安市清河区人民政府', '淮安市清浦区人民政府', 2015],
])('%s and %s, of which one took in the other later, are two', async (one, other, year) => {
  expect(await keyOf(one, year)).not.toBe(await keyOf(other, year));
});

test('what took others in and kept its name keeps its key', async () => {
  expect(await keyOf('上海市黄浦区人民政府', 2010)).toBe(await keyOf('上海市黄浦区人民政府', 2020));
});

test('a credit code is the key', async () => {
  expect(await keyOf('沈阳市教育局', 2020, '信用代码 11341703003249434A')).toBe('11341703003249434A');
});

test('without a division the key says that it is to be reviewed', async () => {
  expect(await keyOf('教育局')).toBe('?教育局');
  expect(await keyOf('鼓楼区')).toBe('?鼓楼区人民政府');
});
