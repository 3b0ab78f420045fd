/**
 * Chinese numerals to numbers: positional (二〇二四, 二○一二) and with units (一千零五, 三万二, 廿一).
 */
const digits: Readonly<Record<string, number>> = {
  ...{
    〇: 0,
    '○': 0,
    '◯': 0,
    O: 0,
    零: 0,
    一: 1,
    二: 2,
    两: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
  },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
};
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** The value, or `undefined` where the text is not wholly a Chinese numeral. */
export function parseChineseNumber(text: string): number | undefined {
  if (text === '' || /^O+$/.test(text)) return undefined;
  const positional = [...text].map((char) => digits[char]);
  if (positional.every((digit) => digit !== undefined))
    return positional.reduce((value: number, digit) => value * 10 + (digit ?? 0), 0);
  return parseWithUnits(text.replace(/廿/g, '二十').replace(/卅/g, '三十'));
}

/** A number in ASCII digits or in Chinese numerals. */
export function parseWholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : parseChineseNumber(text);
}

function parseWithUnits(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const char of text) {
    if (char in digits) digit = digits[char];
    else if (char in units) {
      section += (digit ?? 1) * (units[char] ?? 0);
      digit = undefined;
    } else if (char in myriads) {
      if (section === 0 && digit === undefined) return undefined;
      total += (section + (digit ?? 0)) * (myriads[char] ?? 0);
      section = 0;
      digit = undefined;
    } else return undefined;
  }
  return total + section + (digit ?? 0) * unitOfLast(text);
}

/** A last digit right after a unit counts the next lower one (三百二 is 320); after 零 it counts ones. */
function unitOfLast(text: string): number {
  const before = text.at(-2) ?? '';
  const unit = units[before] ?? myriads[before] ?? 1;
  return unit > 10 ? unit / 10 : 1;
}
