/** The ways a number goes wrong under a typist's fingers. */
import type { Random } from './random.js';

const slips = ['swapped', 'lost', 'doubled', 'one-off', 'neighbour', 'tenfold'] as const;
type Slip = (typeof slips)[number];

/** A count other than `value`. A slip that would change nothing gives way to another. */
export function slipValue(value: number, neighbour: number, random: Random): number {
  for (const slip of random.sample(slips, slips.length)) {
    const slipped = applySlip(slip, value, neighbour, random);
    if (slipped !== value && slipped >= 0 && slipped <= 99_999_999) return slipped;
  }
  return value + 1;
}

function applySlip(slip: Slip, value: number, neighbour: number, random: Random): number {
  const digits = `${value}`;
  const at = random.integer(0, Math.max(0, digits.length - 2));
  switch (slip) {
    case 'swapped':
      return Number(
        digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2) || digits,
      );
    case 'lost':
      return digits.length > 1 ? Number(digits.slice(0, at) + digits.slice(at + 1)) : value;
    case 'doubled':
      return Number(digits.slice(0, at + 1) + digits.slice(at));
    case 'one-off':
      return value + (value > 0 && random.chance(0.5) ? -1 : 1);
    case 'neighbour':
      return neighbour;
    case 'tenfold':
      return value * 10;
  }
}
