/** What decides between divisions of one name, and what does not. */
import { describe, expect, test } from 'vitest';
import { findPlacement } from '#agencies/find-placement.js';

const gulou = ['320106', '320302', '350102', '410204'];
const lookUp = (evidence: { readonly address?: string; readonly text?: string }) =>
  findPlacement({ name: '鼓楼区人民政府', year: 2020, ...evidence });

test('an ambiguous name has every candidate, with the divisions above', async () => {
  const { divisionCode, candidates } = await lookUp({});
  expect(divisionCode).toBeNull();
  expect(candidates.map(({ code }) => code)).toEqual(gulou);
  expect(candidates[1]?.name).toBe('江苏省徐州市鼓楼区');
});

describe('decides', () => {
  test.each([
    ['the host of the city', { address: 'https://www.xuzhou.gov.cn/a/b.html' }, '320302'],
    ['the host with both initials', { address: 'http://www.njgl.gov.cn/gl/2021' }, '320106'],
    ['the host under that of the city', { address: 'http://gulou.kaifeng.gov.cn/' }, '410204'],
    ['a host without its scheme', { address: 'www.nanjing.gov.cn/x' }, '320106'],
    ['a division code in the query', { address: 'http://x.gov.cn/?areacode=350102' }, '350102'],
    ['the code of a site', { address: 'http://x.gov.cn/?site=3201060007' }, '320106'],
    ['a fuller name in the text', { text: '开封市鼓 楼区人民政府现公布' }, '410204'],
  ])('%s', async (_, evidence, code) => {
    expect(await lookUp(evidence)).toMatchObject({ divisionCode: code, candidates: [] });
  });
});

describe('decides nothing', () => {
  test.each([
    ['a host that all share', { address: 'http://www.gulou.gov.cn/' }, gulou],
    ['the host of another city', { address: 'http://www.shenyang.gov.cn/' }, gulou],
    ['a host that is no government', { address: 'http://nanjing.example.com/' }, gulou],
    ['a number that is no division', { address: 'http://x.gov.cn/?id=999999' }, gulou],
    ['an address that is none', { address: '::' }, gulou],
    ['two fuller names', { text: '南京市鼓楼区与徐州市鼓楼区' }, ['320106', '320302']],
  ])('%s', async (_, evidence, left) => {
    const { divisionCode, candidates } = await lookUp(evidence);
    expect(divisionCode).toBeNull();
    expect(candidates.map(({ code }) => code)).toEqual(left);
  });
});

test('the province in the address narrows the candidates', async () => {
  const { candidates } = await lookUp({ address: 'http://www.jiangsu.gov.cn/' });
  expect(candidates.map(({ code }) => code)).toEqual(['320106', '320302']);
});

test('the registration in a credit code decides', async () => {
  const { divisionCode, creditCode } = await findPlacement({
    name: '任城区人民政府某局',
    year: 2020,
    address: 'http://x/xxgkAnnualReport.jsp?area=11370883004325769B&fbtime=2020',
  });
  expect({ divisionCode, creditCode }).toEqual({ divisionCode: '370811', creditCode: '11370883004325769B' });
});

test('no evidence brings in what the name does not mean', async () => {
  const { divisionCode } = await findPlacement({
    name: '教育局',
    year: 2020,
    address: 'http://www.shenyang.gov.cn/?areacode=210115',
    text: '沈阳市辽中区',
  });
  expect(divisionCode).toBeNull();
});

test('before the lists of towns begin, a town alone needs evidence', async () => {
  const of = async (address: string) =>
    (await findPlacement({ name: '于家房镇', year: 2012, address })).divisionCode;
  expect(await of('http://www.liaozhong.gov.cn/')).toBe('210122');
  expect(await of('http://www.example.gov.cn/')).toBeNull();
});
