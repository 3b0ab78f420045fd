/** How likely a hand wrote one number for another. */
import { expect, test } from 'vitest';
import { likenessOf } from '#checks/mistyping.js';

test.each([
  [null, 5, 'blank-cell'],
  [-5, 5, 'sign'],
  [12, 21, 'digits-swapped'],
  [1203, 1230, 'digits-swapped'],
  [12, 120, 'power-of-ten'],
  [1200, 12, 'power-of-ten'],
  [12, 112, 'digit-lost-or-doubled'],
  [122, 12, 'digit-lost-or-doubled'],
  [13, 12, undefined],
  [5, 5000001, undefined],
  [0, 7, undefined],
])('%s for %i: %s', (printed, meant, reason) => expect(likenessOf(printed, meant).reason).toBe(reason));

test('a likelier slip has the higher score', () => {
  const scores = [
    [12, 21],
    [12, 112],
    [12, 13],
    [12, 8754],
  ].map(([printed = 0, meant = 0]) => likenessOf(printed, meant).score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});
