/** The lists of the packages, each in its own shape, as code → name. */
import { z } from 'zod';

/** Six digits → name. */
export type DivisionList = ReadonlyMap<string, string>;

const rows = z.array(z.object({ code: z.string(), name: z.string() }));
const byCode = z.record(z.string(), z.string());

/** Codes of whole provinces (11) and prefectures (1101) are written with zeros behind them. */
export function parseDivisionList(texts: readonly string[]): DivisionList {
  return new Map(
    texts
      .flatMap((text) => pairsOf(JSON.parse(text)))
      .map(([code, name]) => [standardCode(code.padEnd(6, '0')), standardName(code, name.trim())]),
  );
}

/** 辛集 and 定州 are counted apart from their prefectures in statistics; GB/T 2260 leaves them there. */
const standardCode = (code: string): string => ({ '139001': '130682', '139002': '130181' })[code] ?? code;

function pairsOf(json: unknown): [string, string][] {
  if (!Array.isArray(json)) return Object.entries(byCode.parse(json));
  return rows.parse(json).map(({ code, name }) => [code, name]);
}

/** Slips that some lists carried on for years: code and name as listed → the name. */
const slips: Readonly<Record<string, string>> = {
  ...{
    '450331荔蒲县': '荔浦县',
    '451402江洲区': '江州区',
    '510802市中区': '利州区',
    '610403杨凌区': '杨陵区',
  },
};

const standardName = (code: string, name: string): string => slips[code + name] ?? name;

/** Nine digits → name. Older lists write twelve. */
export function parseTownshipList(text: string): DivisionList {
  return new Map(
    rows
      .parse(JSON.parse(text))
      .map(({ code, name }) => [standardCode(code.slice(0, 6)) + code.slice(6, 9), townshipName(name)]),
  );
}

/** Of a subdistrict the lists have now the name, now that of its office. */
function townshipName(name: string): string {
  return name.replace(/(?:街道办事处|街办|街道办)$/, '街道').replace(/(镇|乡)(?:人民)?政府$/, '$1');
}

/** No divisions, though they have a code: headings, what stands for the centre of a city, zones of a prefecture. */
const headings = /^(?:市|县|市辖区|.*市市辖区|.*直辖.*)$|群岛/;
/** Zones inside 大兴安岭地区, which the lists named until 2017; 232701 has been 漠河市 since. */
const zonesOfDaxinganling = /^(?:加格达奇|松岭|新林|呼中)区$/;

/** Whether a row names a division of GB/T 2260 that has a government. */
export function isDivision(code: string, name: string): boolean {
  if (/^(?:71|81|82)/.test(code) || headings.test(name)) return false;
  if (/^(?:11|12|31|50)0[12]00$/.test(code) || /^..9000$/.test(code)) return false;
  return code !== '620201' && !zonesOfDaxinganling.test(name);
}
