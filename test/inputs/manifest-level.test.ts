/** The words for levels that stand in people's tables. */
import { expect, test } from 'vitest';
import { parseLevel } from '#inputs/manifest-level.js';

test.each([
  ['central', 'central 国家 國家級 中央'],
  ['province', 'province Provincial 省 省级 省級 自治区 直辖市 直轄市 省（自治区、直辖市）'],
  [
    'prefecture',
    'PREFECTURE city 市 市级 地级市 地級市 地市级 市（州） 自治州 盟 地区 副省级市 prefecture-level',
  ],
  [
    'county',
    'County COUNTY district 县 縣級 区 區 旗 区县 县（市、区） 县级市 自治旗 市辖区 区县级 县级政府',
  ],
  ['township', 'township Town 乡 鄉鎮 镇级 乡镇级 民族乡 苏木 镇政府'],
  ['subdistrict', 'subdistrict Sub-district 街道 街道办事处 街道級'],
  ['functional_zone', 'functional_zone Functional\u3000Zone 功能区 开发区 開發區 高新区 管委会'],
])('%s: %s', (level, words) => {
  expect(words.split(' ').map((word) => [word, parseLevel(word)])).toEqual(
    words.split(' ').map((word) => [word, level]),
  );
});

test.each(['乡镇街道', '副处级', '其他', '辽宁省', '3', 'level', '级', '政府', '？', 'constructor', ''])(
  'no level: %s',
  (word) => {
    expect(parseLevel(word)).toBeUndefined();
  },
);
