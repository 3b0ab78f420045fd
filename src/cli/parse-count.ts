import { InvalidArgumentError } from 'commander';

/** Throws where it is none. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a number from 1');
  return count;
}
