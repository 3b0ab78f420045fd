/** Lists of several years → one history. */
import { describe, expect, test } from 'vitest';
import { listsToHistory, type YearsOfChange } from '#generate/history.js';
import { isDivision, parseDivisionList, parseTownshipList } from '#generate/read-lists.js';
import { listsToTownships } from '#generate/townships.js';

const nothingLate: YearsOfChange = { autumnChanges: {}, firstYears: {}, lastYears: {} };
type Names = Readonly<Record<string, string>>;

const historyOf = (
  lists: readonly Names[],
  successions: Readonly<Record<string, readonly string[]>> = {},
  years: YearsOfChange = nothingLate,
) =>
  listsToHistory(
    lists.map((names, index) => ({ year: 2013 + index, list: new Map(Object.entries(names)) })),
    successions,
    years,
  ).map(({ code, name, from, to, successors }) => [code, name, from, to, successors.join('+')].join(' '));

const city = { '210100': '沈阳市' };
const county = { ...city, '210122': '辽中县' };
const district = { ...city, '210115': '辽中区' };

test('a county becomes a district', () => {
  expect(historyOf([county, county, district])).toEqual([
    '210100 沈阳市   ',
    '210115 辽中区 2015  ',
    '210122 辽中县  2014 210115',
  ]);
});

test('a change of autumn is moved to its year, and what followed with it', () => {
  const years = { ...nothingLate, autumnChanges: { 2014: ['210122'] } };
  expect(historyOf([county, county, district], {}, years)).toEqual([
    '210100 沈阳市   ',
    '210115 辽中区 2014  ',
    '210122 辽中县  2013 210115',
  ]);
});

test('the same code under another name', () => {
  expect(historyOf([{ '371324': '苍山县' }, { '371324': '兰陵县' }, { '371324': '兰陵县' }])).toEqual([
    '371324 苍山县  2013 ',
    '371324 兰陵县 2014  ',
  ]);
});

test('a slip in one list is no change', () => {
  expect(historyOf([county, { ...city, '210122': '遼中县' }, county])).toEqual([
    '210100 沈阳市   ',
    '210122 辽中县   ',
  ]);
  expect(historyOf([county, city, county])).toEqual(['210100 沈阳市   ', '210122 辽中县   ']);
});

test('a merger is told, or generation stops', () => {
  const before = { '320802': '清河区', '320811': '清浦区' };
  const after = { '320812': '清江浦区' };
  expect(() => historyOf([before, after])).toThrow('320802 清河区');
  expect(historyOf([before, after], { '320802': ['320812'], '320811': ['320812'] })).toEqual([
    '320802 清河区  2013 320812',
    '320811 清浦区  2013 320812',
    '320812 清江浦区 2014  ',
  ]);
});

test('a merger that never happened stops generation', () => {
  expect(() => historyOf([county, county], { '320802': ['320812'] })).toThrow('320802');
});

describe('a list', () => {
  test.each([
    ['rows', '[{"code":"21","name":"辽宁省"},{"code":"2101","name":"沈阳市"}]', ['210000', '210100']],
    ['an object', '{"210000":"辽宁省"}', ['210000']],
    ['statistical codes of 定州 and 辛集', '{"139001":"定州市","139002":"辛集市"}', ['130682', '130181']],
  ])('of %s', (_, text, codes) => expect([...parseDivisionList([text]).keys()]).toEqual(codes));

  test('in no known shape is refused', () => expect(() => parseDivisionList(['[1]'])).toThrow());

  test.each([
    ['110100', '市辖区', false],
    ['469000', '省直辖县级行政区划', false],
    ['232701', '加格达奇区', false],
    ['232701', '漠河市', true],
    ['210115', '辽中区', true],
    ['620201', '嘉峪关市', false],
  ])('%s %s is a division: %s', (code, name, is) => expect(isDivision(code, name)).toBe(is));
});

test('towns: the latest with their codes, former ones under what took their county’s place', () => {
  const former = parseTownshipList(
    '[{"code":"210122101000","name":"于家房镇"},{"code":"210122102000","name":"旧镇"},{"code":"210122400000","name":"监狱"}]',
  );
  const latest = parseTownshipList(
    '[{"code":"210115101","name":"于家房镇"},{"code":"210115001","name":"蒲西街道办事处"}]',
  );
  const history = listsToHistory(
    [county, district].map((names, index) => ({ year: 2015 + index, list: new Map(Object.entries(names)) })),
    {},
    nothingLate,
  );
  expect(listsToTownships([former, latest], history).get('210115')).toEqual([
    { name: '于家房镇', code: '210115101' },
    { name: '蒲西街道', code: '210115001' },
    { name: '旧镇', code: null },
  ]);
});
