/** What is left of a name without its rank. */
import { expect, test } from 'vitest';
import { normalizeAgencyName } from '#agencies/agency-name.js';
import { shortRankedName, stemOf } from '#agencies/name-stem.js';

test.each([
  ['辽宁省', '辽宁'],
  ['内蒙古自治区', '内蒙古'],
  ['广西壮族自治区', '广西'],
  ['新疆维吾尔自治区', '新疆'],
  ['沈阳市', '沈阳'],
  ['辽中县', '辽中'],
  ['沙县', '沙县'],
  ['城区', '城区'],
  ['浦东新区', '浦东'],
  ['神农架林区', '神农架'],
  ['大厂回族自治县', '大厂'],
  ['白沙黎族自治县', '白沙'],
  ['积石山保安族东乡族撒拉族自治县', '积石山'],
  ['双江拉祜族佤族布朗族傣族自治县', '双江'],
  ['克孜勒苏柯尔克孜自治州', '克孜勒苏'],
  ['黔东南苗族侗族自治州', '黔东南'],
  ['锡林郭勒盟', '锡林郭勒'],
])('%s → %s', (name, stem) => expect(stemOf(name)).toBe(stem));

test.each([
  ['延边朝鲜族自治州', '延边州'],
  ['大厂回族自治县', '大厂县'],
  ['辽中县', undefined],
])('%s is called %s', (name, short) => expect(shortRankedName(name)).toBe(short));

test.each([
  ['沈阳市教育局', '沈阳市教育局'],
  ['沈阳市教育局２０２０年政府信息公开工作年度报告', '沈阳市教育局'],
  ['2020年度沈阳市教育局', '沈阳市教育局'],
  ['关于公布“沈阳市教育局”', '沈阳市教育局'],
  ['沈阳市人民政府（含办公室）', '沈阳市人民政府'],
  ['中国（辽宁）自由贸易试验区', '辽宁自由贸易试验区'],
  ['沈阳市人民政府办公厅', '沈阳市人民政府办公厅'],
  [' ', ''],
])('%j is %s', (printed, name) => expect(normalizeAgencyName(printed)).toBe(name));
