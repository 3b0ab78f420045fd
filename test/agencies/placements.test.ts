/** Names of bodies as reports print them, with the year of the report, and where they belong. */
import { describe, expect, test } from 'vitest';
import { findPlacement } from '#agencies/find-placement.js';

type Row = readonly [name: string, year: number | null, level: string | null, code: string | null];

const found = async (name: string, year: number | null): Promise<Row> => {
  const { level, divisionCode } = await findPlacement({ name, year });
  return [name, year, level, divisionCode];
};

const tables: Readonly<Record<string, readonly Row[]>> = {
  'governments of every rank': [
    ['辽宁省人民政府', 2020, 'province', '210000'],
    ['上海市人民政府办公厅', 2019, 'province', '310000'],
    ['内蒙古自治区人民政府', 2020, 'province', '150000'],
    ['淮安市人民政府', 2024, 'prefecture', '320800'],
    ['沈阳市辽中区人民政府', 2020, 'county', '210115'],
    ['平潭县人民政府', 2013, 'county', '350128'],
    ['沈阳市辽中区于家房镇人民政府', 2020, 'township', '210115'],
    ['太原市小店区小店街道办事处', 2020, 'subdistrict', '140105'],
  ],
  'the government named before its town': [
    ['沈阳市辽中区人民政府蒲西街道办事处', 2020, 'subdistrict', '210115'],
    ['太原市小店区人民政府小店街道办事处', 2020, 'subdistrict', '140105'],
    ['沈阳市人民政府驻北京办事处', 2020, 'prefecture', '210100'],
    ['无此区人民政府小店街道办事处', 2020, 'subdistrict', null],
  ],
  'places above, or none': [
    ['辽宁省沈阳市辽中区', 2020, 'county', '210115'],
    ['辽宁沈阳市辽中区', 2020, 'county', '210115'],
    ['辽宁省辽中区人民政府', 2020, 'county', '210115'],
    ['辽中区人民政府', 2020, 'county', '210115'],
    ['于家房镇人民政府', 2020, 'township', '210115'],
    ['沈阳市于家房镇人民政府', 2020, 'township', '210115'],
    ['小店街道办事处', 2020, 'subdistrict', '140105'],
    ['小店办事处', 2020, 'subdistrict', '140105'],
  ],
  'names as printed': [
    ['　沈 阳 市（本级）', 2020, 'prefecture', '210100'],
    ['关于沈阳市辽中区２０２０年政府信息公开工作年度报告', 2020, 'county', '210115'],
    ['《沈阳市教育局》', 2020, 'prefecture', '210100'],
    ['沈阳市\n教育局', 2020, 'prefecture', '210100'],
  ],
  departments: [
    ['沈阳市教育局', 2020, 'prefecture', '210100'],
    ['沈阳市城乡建设局', 2020, 'prefecture', '210100'],
    ['沈阳市城镇综合执法局', 2020, 'prefecture', '210100'],
    ['沈阳市乡镇企业局', 2020, 'prefecture', '210100'],
    ['沈阳市人民政府办公室', 2020, 'prefecture', '210100'],
    ['北京市朝阳区教育局', 2020, 'county', '110105'],
    ['北京市人民政府驻上海办事处', 2020, 'province', '110000'],
    ['恩施州教育局', 2021, 'prefecture', '422800'],
    ['国家税务总局沈阳市税务局', 2020, 'prefecture', '210100'],
    ['国家税务总局沈阳市辽中区税务局', 2020, 'county', '210115'],
    ['国家统计局沈阳调查队', 2020, 'prefecture', '210100'],
    ['沈阳海关', 2020, 'prefecture', '210100'],
  ],
  'the centre': [
    ['国务院办公厅', 2020, 'central', null],
    ['教育部', 2020, 'central', null],
    ['中华人民共和国财政部', 2020, 'central', null],
    ['国家税务总局', 2020, 'central', null],
    ['国家发展和改革委员会', 2020, 'central', null],
    ['中国人民银行', 2020, 'central', null],
  ],
  'municipalities and cities without counties': [
    ['上海市浦东新区人民政府', 2020, 'county', '310115'],
    ['天津市滨海新区人民政府', 2015, 'county', '120116'],
    ['东莞市教育局', 2020, 'prefecture', '441900'],
    ['东莞市虎门镇人民政府', 2020, 'township', '441900'],
    ['中山市小榄镇人民政府', 2020, 'township', '442000'],
    ['儋州市那大镇人民政府', 2020, 'township', '460400'],
    ['儋州市那大镇人民政府', 2014, 'township', '469003'],
    ['嘉峪关市新城镇人民政府', 2020, 'township', '620200'],
  ],
  'autonomous prefectures, leagues, banners': [
    ['延边朝鲜族自治州人民政府', 2020, 'prefecture', '222400'],
    ['延边州人民政府', 2020, 'prefecture', '222400'],
    ['锡林郭勒盟行政公署', 2020, 'prefecture', '152500'],
    ['内蒙古自治区科尔沁右翼中旗人民政府', 2020, 'county', '152222'],
    ['鄂温克族自治旗人民政府', 2020, 'county', '150724'],
    ['大厂回族自治县人民政府', 2020, 'county', '131028'],
    ['大厂县人民政府', 2020, 'county', '131028'],
    ['大兴安岭地区行政公署', 2020, 'prefecture', '232700'],
  ],
  'counties directly under a province, and the corps': [
    ['仙桃市人民政府', 2020, 'county', '429004'],
    ['湖北省神农架林区人民政府', 2020, 'county', '429021'],
    ['济源市人民政府', 2020, 'county', '419001'],
    ['琼海市教育局', 2020, 'county', '469002'],
    ['石河子市人民政府', 2020, 'county', '659001'],
    ['新疆生产建设兵团', 2020, 'province', null],
    ['新疆生产建设兵团第八师', 2020, 'prefecture', null],
    ['新疆生产建设兵团第八师石河子市', 2020, 'prefecture', '659001'],
  ],
  zones: [
    ['平潭综合实验区管委会', 2018, 'functional_zone', '350128'],
    ['沈阳经济技术开发区管委会', 2020, 'functional_zone', '210100'],
    ['苏州工业园区管理委员会', 2020, 'functional_zone', '320500'],
    ['沈阳市高新区财政局', 2020, 'functional_zone', '210100'],
    ['河北雄安新区管理委员会', 2020, 'functional_zone', '130000'],
    ['中国（上海）自由贸易试验区管理委员会', 2020, 'functional_zone', '310000'],
    ['雄安新区管理委员会', 2020, 'functional_zone', null],
  ],
  'before and after a change': [
    ['沈阳市辽中县人民政府', 2015, 'county', '210122'],
    ['沈阳市辽中区人民政府', 2016, 'county', '210115'],
    ['沈阳市辽中区人民政府', 2015, 'county', '210122'],
    ['沈阳市辽中县人民政府', 2018, 'county', '210115'],
    ['沈阳市辽中县于家房镇人民政府', 2015, 'township', '210122'],
    ['淮安市楚州区人民政府', 2010, 'county', '320803'],
    ['淮安市淮安区人民政府', 2012, 'county', '320803'],
    ['淮安市清河区人民政府', 2015, 'county', '320802'],
    ['淮安市清江浦区人民政府', 2016, 'county', '320812'],
    ['毕节市人民政府', 2010, 'county', '522401'],
    ['毕节市人民政府', 2012, 'prefecture', '520500'],
    ['毕节地区行政公署', 2010, 'prefecture', '522400'],
    ['巢湖市人民政府', 2010, 'prefecture', '341400'],
    ['巢湖市人民政府', 2012, 'county', '340181'],
    ['莱芜市人民政府', 2017, 'prefecture', '371200'],
    ['济南市莱芜区人民政府', 2018, 'county', '370116'],
    ['襄樊市人民政府', 2009, 'prefecture', '420600'],
    ['北京市密云县人民政府', 2014, 'county', '110228'],
    ['北京市密云区人民政府', 2015, 'county', '110118'],
    ['上海市卢湾区人民政府', 2010, 'county', '310103'],
    ['日喀则市人民政府', 2013, 'county', '542301'],
    ['日喀则市人民政府', 2014, 'prefecture', '540200'],
  ],
  'what the name does not tell': [
    ['鼓楼区人民政府', 2020, 'county', null],
    ['江苏省鼓楼区人民政府', 2020, 'county', null],
    ['朝阳区人民政府', 2020, 'county', null],
    ['河东区人民政府', 2020, 'county', null],
    ['市中区人民政府', 2020, 'county', null],
    ['城关镇人民政府', 2020, 'township', null],
    ['淮安市清江浦区人民政府', 2015, 'county', null],
    ['淮安经济技术开发区管委会', 2020, 'functional_zone', null],
    ['大兴安岭地区加格达奇区人民政府', 2020, 'county', null],
    ['沈阳市无此区某某镇人民政府', 2020, 'township', null],
    ['于家房镇人民政府', 2012, 'township', null],
    ['教育局', 2020, null, null],
    ['市教育局', 2020, null, null],
    ['沈阳教育局', 2020, null, null],
    ['住房和城乡建设局', 2020, null, null],
    ['人民政府', 2020, null, null],
    ['香港特别行政区政府', 2020, null, null],
    ['abc', 2020, null, null],
    ['', 2020, null, null],
  ],
  'no year: as it is today': [
    ['沈阳市辽中县人民政府', null, 'county', '210115'],
    ['毕节市人民政府', null, 'prefecture', '520500'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(rows)('%s, %s', async (...row) => {
    expect(await found(row[0], row[1])).toEqual(row);
  });
});

describe('the same name in another county of one prefecture', () => {
  test.each([
    ['淮南市寿县人民政府', 2016, '340422'],
    ['六安市寿县人民政府', 2014, '341521'],
    ['六安市寿县人民政府', 2018, '340422'],
  ])('%s, %i', async (name, year, code) => {
    expect((await findPlacement({ name, year })).divisionCode).toBe(code);
  });
});

test('the code of today stands beside that of the year, and is null where the place was split', async () => {
  const today = async (name: string, year: number) =>
    (await findPlacement({ name, year })).currentDivisionCode;
  expect(await today('沈阳市辽中县人民政府', 2010)).toBe('210115');
  expect(await today('沈阳市人民政府', 2010)).toBe('210100');
  expect(await today('巢湖市人民政府', 2010)).toBeNull();
});

test('a division is named with those above it, as they were called then', async () => {
  const named = async (name: string, year: number) => (await findPlacement({ name, year })).divisionName;
  expect(await named('七星关区教育局', 2012)).toBe('贵州省毕节市七星关区');
  expect(await named('毕节市教育局', 2010)).toBe('贵州省毕节地区毕节市');
  expect(await named('仙桃市教育局', 2020)).toBe('湖北省仙桃市');
  expect(await named('浦东新区', 2020)).toBe('上海市浦东新区');
});

test('a town has its own code where the latest list has it', async () => {
  const town = async (name: string) => (await findPlacement({ name, year: 2016 })).townshipCode;
  expect(await town('沈阳市辽中区于家房镇人民政府')).toBe('210115101');
  expect(await town('东莞市虎门镇')).toBe('441900121');
  expect(await town('沈阳市辽中区无此镇人民政府')).toBeNull();
});

test('nothing is added to the name', async () => {
  expect((await findPlacement({ name: '于家房镇', year: 2020 })).name).toBe('于家房镇');
});
