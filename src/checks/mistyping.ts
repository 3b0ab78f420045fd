/** How likely a hand is to have written one number for another. */
import type { RepairReason } from '#model/anomaly.js';
import { editDistance } from '#text/edit-distance.js';

export interface Likeness {
  /** 0 to 3; more is likelier. */
  readonly score: number;
  readonly reason?: RepairReason;
}

export function likenessOf(printed: number | null, meant: number): Likeness {
  if (printed === null) return { score: 1, reason: 'blank-cell' };
  if (printed === -meant && meant !== 0) return { score: 3, reason: 'sign' };
  if (printed !== 0 && meant !== 0 && isPowerOfTen(printed / meant))
    return { score: 3, reason: 'power-of-ten' };
  const before = String(printed);
  const after = String(meant);
  if (before.length === after.length && sameDigits(before, after))
    return { score: 3, reason: 'digits-swapped' };
  const edits = editDistance(before, after, 2);
  if (edits === 1 && before.length !== after.length) return { score: 2, reason: 'digit-lost-or-doubled' };
  if (edits === 1) return { score: 2 };
  return { score: printed === 0 ? 1 : 0 };
}

function isPowerOfTen(ratio: number): boolean {
  const exponent = Math.log10(Math.abs(ratio));
  return ratio !== 1 && Math.abs(exponent - Math.round(exponent)) < 1e-9;
}

function sameDigits(left: string, right: string): boolean {
  return left !== right && [...left].sort().join('') === [...right].sort().join('');
}
