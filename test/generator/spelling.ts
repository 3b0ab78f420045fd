/** How a number is spelled in a cell or a sentence. The truth is the number; the spelling is what is printed. */
import { isMoney, isSigned } from './form.js';
import type { Random } from './random.js';

/**
 * The habit of one report's writer. `decorated` mixes units and remarks into some cells: 12件,
 * 22（其中修订16件）.
 */
export type Spelling = 'plain' | 'full-width' | 'thousands' | 'full-width-thousands' | 'spaced' | 'decorated';
export const spellings: readonly Spelling[] = [
  ...(['plain', 'full-width', 'thousands', 'full-width-thousands', 'spaced', 'decorated'] as const),
];

export const toFullWidth = (text: string): string =>
  text.replace(/[0-9.]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

function grouped(value: number, separator: string): string {
  const [whole = '', decimals] = `${value}`.split('.');
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return decimals === undefined ? parts : `${parts}.${decimals}`;
}

/** The text of a cell; a negative value is spelled with one of the signs in use. */
export function spellCell(field: string, value: number, spelling: Spelling, random: Random): string {
  if (isSigned(field)) return spellDelta(value, random, spelling === 'plain');
  if (value < 0) return `${random.pick(['-', '－', '−'])}${-value}`;
  switch (spelling) {
    case 'plain':
      return `${value}`;
    case 'full-width':
      return toFullWidth(`${value}`);
    case 'thousands':
      return grouped(value, ',');
    case 'full-width-thousands':
      return grouped(value, '，');
    case 'spaced':
      return grouped(value, ' ');
    case 'decorated':
      return decorate(field, value, random);
  }
}

function decorate(field: string, value: number, random: Random): string {
  if (!random.chance(0.3)) return `${value}`;
  if (field === 'proactive.procurement.amount') return `${value}${random.pick(['元', '万元'])}`;
  if (isMoney(field)) return `${value}万元`;
  if (!field.startsWith('proactive.')) return `${value}${random.pick(['件', ' 件'])}`;
  if (value >= 2 && random.chance(0.5)) {
    const part = random.integer(1, value - 1);
    return `${value}${random.pick([`（其中修订${part}件）`, `（含自然失效 ${part} 件）`, `(其中重大${part}件)`])}`;
  }
  return `${value}件`;
}

/** The signed column 本年增/减 of the form of 2019. */
function spellDelta(value: number, random: Random, plain: boolean): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (value < 0)
    return plain
      ? `-${size}`
      : random.pick([`-${size}`, `−${size}`, `－${size}`, `减${size}`, `减少${size}`, `↓${size}`]);
  return plain
    ? `${size}`
    : random.pick([`${size}`, `+${size}`, `＋${size}`, `增${size}`, `增加${size}`, `↑${size}`]);
}

const numerals = '零一二三四五六七八九';

/** 0 to 99 as in 十二, 二十, 七十五. */
export function toChineseNumeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return numerals.charAt(ones);
  return `${tens === 1 ? '' : numerals.charAt(tens)}十${ones === 0 ? '' : numerals.charAt(ones)}`;
}

/** A count inside a sentence. */
export function spellInProse(value: number, random: Random): string {
  if (value > 2 && value < 100 && random.chance(0.06)) return toChineseNumeral(value);
  if (random.chance(0.05)) return toFullWidth(`${value}`);
  if (random.chance(0.12)) return ` ${value} `;
  if (value > 9999 && random.chance(0.1)) return grouped(value, ',');
  return `${value}`;
}
