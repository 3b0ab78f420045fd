/**
 * Automatic list numbers as word processors print them: a count and a format of ECMA-376 §17.18.59
 * (`ST_NumberFormat`) → text.
 *
 * The Chinese and Japanese formats come in three kinds: *digital* (digit by digit: 12 is 一二), *counting*
 * (十二 up to 99, digit by digit above) and *thousand* or *legal* (with units throughout: 一百零二).
 * Formats that are not here print as decimals, as the standard asks.
 */
type Format = (value: number) => string;

const formats: Readonly<Record<string, Format>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => toDigits(value, '０１２３４５６７８９'),
  decimalFullWidth2: (value) => toDigits(value, '０１２３４５６７８９'),
  decimalEnclosedCircle: fromBlock(0x2460, 20),
  decimalEnclosedCircleChinese: fromBlock(0x2460, 20),
  decimalEnclosedParen: fromBlock(0x2474, 20),
  decimalEnclosedFullstop: fromBlock(0x2488, 20),
  numberInDash: (value) => `- ${value} -`,
  ordinal: (value) => `${value}${ordinalEnding(value)}`,
  hex: (value) => value.toString(16).toUpperCase(),
  upperRoman: (value) => toRoman(value),
  lowerRoman: (value) => toRoman(value).toLowerCase(),
  upperLetter: (value) => toLetters(value),
  lowerLetter: (value) => toLetters(value).toLowerCase(),
  ideographDigital: (value) => toDigits(value, simple),
  japaneseDigitalTenThousand: (value) => toDigits(value, simple),
  taiwaneseDigital: (value) => toDigits(value, simple),
  chineseCounting: toCounting,
  taiwaneseCounting: toCounting,
  chineseCountingThousand: (value) => toUnits(value, { digits: `零${simple.slice(1)}`, units: '十百千' }),
  taiwaneseCountingThousand: (value) => toUnits(value, { digits: `零${simple.slice(1)}`, units: '十百千' }),
  japaneseCounting: (value) => toUnits(value, { digits: simple, units: '十百千', terse: true }),
  chineseLegalSimplified: (value) =>
    toUnits(value, { digits: '零壹贰叁肆伍陆柒捌玖', units: '拾佰仟', legal: true }),
  ideographLegalTraditional: (value) =>
    toUnits(value, { digits: '零壹貳參肆伍陸柒捌玖', units: '拾佰仟', legal: true }),
  ideographTraditional: fromList('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: fromList('子丑寅卯辰巳午未申酉戌亥'),
  ideographEnclosedCircle: fromBlock(0x3280, 10),
  bullet: () => '',
  none: () => '',
};

const simple = '〇一二三四五六七八九';

/** `listNumberToText(11, 'chineseCounting')` is `十一`. */
export function listNumberToText(value: number, format: string): string {
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  return known && value >= 0 ? known(value) : String(value);
}

function toDigits(value: number, digits: string): string {
  return [...String(value)].map((digit) => digits[Number(digit)]).join('');
}

function toCounting(value: number): string {
  return value < 100 ? toUnits(value, { digits: simple, units: '十' }) : toDigits(value, simple);
}

interface Numerals {
  readonly digits: string;
  readonly units: string;
  /** 壹拾 where others write 十. */
  readonly legal?: boolean;
  /** 百一 where others write 一百零一. */
  readonly terse?: boolean;
}

function toUnits(value: number, numerals: Numerals): string {
  const { digits, units, legal = false, terse = false } = numerals;
  if (value >= 10 ** (units.length + 1)) return toDigits(value, digits);
  const written = [...String(value)].map(Number);
  const zero = digits[0] ?? '';
  let text = '';
  written.forEach((digit, index) => {
    const unit = units[written.length - index - 2] ?? '';
    const bare = digit === 1 && unit !== '' && (terse || (index === 0 && unit === units[0] && !legal));
    if (digit > 0) text += (bare ? '' : digits[digit]) + unit;
    else if (!terse && !text.endsWith(zero)) text += zero;
  });
  return text === '' || text === zero ? zero : text.endsWith(zero) ? text.slice(0, -1) : text;
}

function toRoman(value: number): string {
  if (value === 0 || value > 4999) return String(value);
  const steps = [
    ...[[1000, 'M'] as const, [900, 'CM'] as const, [500, 'D'] as const, [400, 'CD'] as const],
    ...[[100, 'C'] as const, [90, 'XC'] as const, [50, 'L'] as const, [40, 'XL'] as const],
    ...[[10, 'X'] as const, [9, 'IX'] as const, [5, 'V'] as const, [4, 'IV'] as const, [1, 'I'] as const],
  ];
  let rest = value;
  let text = '';
  for (const [step, letters] of steps) for (; rest >= step; rest -= step) text += letters;
  return text;
}

/** a … z, aa, bb …: the letter is repeated, as Word does, at most 30 times. */
function toLetters(value: number): string {
  if (value === 0 || value > 780) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function fromBlock(first: number, count: number): Format {
  return (value) => (value >= 1 && value <= count ? String.fromCodePoint(first + value - 1) : String(value));
}

function fromList(list: string): Format {
  return (value) => list[value - 1] ?? String(value);
}

function ordinalEnding(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}
