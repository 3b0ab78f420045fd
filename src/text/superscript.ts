/**
 * Digits set high or low beside a figure are the marks of notes, not digits of it: they become the
 * characters that say so, so that 5 with a mark 1 is 5¹ and never 51.
 */
const high = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const low = '₀₁₂₃₄₅₆₇₈₉';

export function toSuperscript(text: string): string {
  return text.replace(/\d/g, (digit) => high[Number(digit)] ?? digit);
}

export function toSubscript(text: string): string {
  return text.replace(/\d/g, (digit) => low[Number(digit)] ?? digit);
}
