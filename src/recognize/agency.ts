/**
 * The body that reports: from the title, completed where the title only names the place, and from the
 * signature where that says the same in full.
 */
import { squeeze } from '#text/fold.js';

export interface Agency {
  /** In full, as far as the document tells. */
  readonly name: string;
  /** As printed in the title, else in the signature. */
  readonly raw: string;
}

/** A place reports through its government, a zone through its committee, a subdistrict through its office. */
const organsOfPlaces: readonly (readonly [ending: RegExp, organ: string])[] = [
  [
    /(?:实验区|开发区|高新区|保税区|度假区|风景区|示范区|合作区|产业园区|工业园区|管理区|新区|园区|经开区)$/,
    '管委会',
  ],
  [/街道$/, '办事处'],
  [/(?:省|市|县|区|旗|州|盟|镇|乡)$/, '人民政府'],
];

const organEndings =
  '人民政府|政府|办公室|办公厅|委员会|管委会|工委|党工委|办事处|局|厅|委|部|处|署|院|所|站|队|中心|银行|学校|大学|公司|集团|社|会|馆|办|支队|大队'.split(
    '|',
  );

const endsLikeOrgan = (text: string): boolean => organEndings.some((ending) => text.endsWith(ending));

/** With all the spaces of a line that is set apart by them. */
const longestLine = 200;

/** Whether a line can be the name of a body: no sentence, ends like one. */
export function isOrgan(line: string): boolean {
  if (line.length > longestLine) return false;
  const text = squeeze(line);
  return (
    text.length >= 4 && text.length <= 40 && !/[，。；：、？！,;:?!\d]/.test(text) && endsLikeOrgan(text)
  );
}

export function findAgency(
  fromTitle: string | undefined,
  signature: string | undefined,
  source: string | undefined,
): Agency | null {
  if (!fromTitle) {
    const other = signature ?? source;
    return other ? { name: other, raw: other } : null;
  }
  const name = completeOrgan(fromTitle);
  const fuller = [signature, source].find((other) => other !== undefined && saysMore(other, name, fromTitle));
  return { name: fuller ?? name, raw: fromTitle };
}

/** 淮安市 → 淮安市人民政府; what already ends in a body's name stays. */
export function completeOrgan(name: string): string {
  if (endsLikeOrgan(name)) return name;
  const known = organsOfPlaces.find(([ending]) => ending.test(name));
  return known ? name + known[1] : name;
}

/** The same body with the places above it. */
function saysMore(other: string, name: string, printed: string): boolean {
  return other.length > name.length && (other.endsWith(name) || other.endsWith(printed));
}
