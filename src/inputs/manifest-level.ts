/**
 * The level of an agency as people write it in manifests: in English or Chinese, in either script, with or without
 * 级, with the ranks side by side: 县（市、区）. 市 is a city with counties, as 市级 means in the reports. What stands
 * for two levels (乡镇街道) or for a rank of office (副处级) is none.
 */
import type { AgencyLevel } from '#records/record.js';
import { foldText } from '#text/fold.js';

const words: Readonly<Record<AgencyLevel, string>> = {
  central: 'central national state 国家 中央 全国',
  province: 'province provincial 省 自治区 直辖市 省市 省区市 省市区 省自治区直辖市',
  prefecture:
    'prefecture prefectural city municipal 市 地 州 盟 地市 市地 市州 州市 地州 地市州 市地州 市州盟 地市州盟 地州市 地区 自治州 地级市 设区市 设区的市 副省级市 副省级城市 计划单列市',
  county:
    'county district banner 县 区 旗 县区 区县 县市 市县 县市区 市县区 县区市 区县市 区市县 县市区旗 旗县 旗县区 旗县市区 县级市 自治县 自治旗 市辖区 林区 特区',
  township: 'township town 乡 镇 乡镇 镇乡 民族乡 苏木',
  subdistrict: 'subdistrict street 街道 街道办 街道办事处',
  functional_zone: 'functionalzone zone 功能区 开发区 经开区 经济开发区 经济技术开发区 高新区 园区 管委会',
};

const levels: ReadonlyMap<string, AgencyLevel> = new Map(
  Object.entries(words).flatMap(([level, list]) =>
    list.split(' ').map((word): [string, AgencyLevel] => [word, level as AgencyLevel]),
  ),
);

/** `undefined` for what is no level. */
export function parseLevel(written: string): AgencyLevel | undefined {
  const word = toSimplified(foldText(written).toLowerCase()).replace(/[^\p{L}]+/gu, '');
  return levels.get(word) ?? levels.get(word.replace(/(?:级(?:人民)?(?:政府)?|(?:人民)?政府|level)$/, ''));
}

/** The few characters of these words that differ. */
const pairs =
  '國国 縣县 區区 鄉乡 鎮镇 級级 轄辖 設设 開开 發发 園园 會会 辦办 術术 經经 濟济 劃划 單单 蘇苏';
const simplified: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map(([from = '', to = '']): [string, string] => [from, to]),
);

function toSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (char) => simplified.get(char) ?? char);
}
