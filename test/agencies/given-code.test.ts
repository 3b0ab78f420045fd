/** A division code given beside a name, of whatever year: what it decides, what it places, and what it may not. */
import { describe, expect, test } from 'vitest';
import { agencyKey } from '#agencies/agency-key.js';
import { findPlacement } from '#agencies/find-placement.js';

const placed = (name: string, year: number, code?: string) =>
  findPlacement({ name, year, ...(code !== undefined && { code }) });
const keyOf = async (name: string, year: number, code?: string): Promise<string> =>
  agencyKey(await placed(name, year, code));

describe('a body that its document names without its place is the one that another names with it', () => {
  test.each([
    ['教育局', 2013, '210122', '沈阳市辽中区教育局', 2020],
    ['教育局', 2013, '210115', '沈阳市辽中县教育局', 2013],
    ['教育局', 2020, '210122', '沈阳市辽中区教育局', 2020],
    ['教育局', 2020, '210115000000', '辽中区教育局', 2020],
    ['鼓楼区人民政府', 2020, '320106', '南京市鼓楼区人民政府', 2012],
    ['鼓楼区人民政府', 2020, '320100', '南京市鼓楼区人民政府', 2020],
    ['于家房镇人民政府', 2012, '210122', '沈阳市辽中县于家房镇人民政府', 2012],
    ['人民政府', 2020, '210115101', '沈阳市辽中区于家房镇人民政府', 2020],
    ['镇人民政府', 2020, '210115101000', '沈阳市辽中区于家房镇人民政府', 2020],
    ['人民政府', 2020, '441900121', '东莞市虎门镇人民政府', 2020],
    ['街道办事处', 2020, '210115001000', '沈阳市辽中区蒲西街道办事处', 2020],
    ['教育局', 2018, '371200', '莱芜市教育局', 2017],
    ['市教育局', 2020, '210100', '沈阳市教育局', 2020],
    ['市场监督管理局', 2020, '210100', '沈阳市市场监督管理局', 2020],
    ['教育局', 2010, '341400', '巢湖市教育局', 2010],
  ])('%s of %i with %s is %s of %i', async (name, year, code, other, otherYear) => {
    expect(await keyOf(name, year, code)).toBe(await keyOf(other, otherYear));
  });
});

describe('is not that of', () => {
  test.each([
    ['its county', '人民政府', '210115101', '210115'],
    ['its county, of a town no list knows', '人民政府', '210115999', '210115'],
    ['its town, of a village', '人民政府', '210115101201', '210115101'],
    ['a code that no list knows', '管理委员会', '130171', '130100'],
    ['another code that no list knows', '管理委员会', '130171', '130172'],
  ])('%s', async (_, name, one, other) => {
    expect(await keyOf(name, 2020, one)).not.toBe(await keyOf(name, 2020, other));
  });
});

test('a code that no list knows is kept with the whole name', async () => {
  expect(await keyOf('鼓楼区人民政府', 2020, '990101')).toBe('990101:鼓楼区人民政府');
  expect((await placed('鼓楼区人民政府', 2020, '990101')).divisionCode).toBeNull();
});

describe('nothing is placed by', () => {
  test.each([
    ['a code that tells not which town it is', '街道办事处', 2020, '210115', 0],
    ['a code that the name contradicts', '鼓楼区人民政府', 2020, '210115', 4],
    ['a code of today for two divisions of then', '教育局', 2015, '320812', 2],
    ['a code of then for parts of several today', '教育局', 2013, '341400', 3],
  ])('%s', async (_, name, year, code, candidates) => {
    const placement = await placed(name, year, code);
    expect(agencyKey(placement)).toMatch(/^\?/);
    expect(placement.divisionCode).toBeNull();
    expect(placement.candidates).toHaveLength(candidates);
  });
});

test('the name goes before the code', async () => {
  expect((await placed('沈阳市教育局', 2020, '110000')).divisionCode).toBe('210100');
});

test.each([
  ['教育局', '210115', 'county', '210115', null],
  ['教育局', '210100', 'prefecture', '210100', null],
  ['人民政府', '210115101', 'township', '210115', '210115101'],
  ['办事处', '210115001', 'subdistrict', '210115', '210115001'],
  ['开发区管委会', '210100', 'functional_zone', '210100', null],
  ['人民政府', '210115999', null, '210115', null],
])('the level of %s with %s is %s', async (name, code, level, divisionCode, townshipCode) => {
  expect(await placed(name, 2020, code)).toMatchObject({ level, divisionCode, townshipCode });
});
