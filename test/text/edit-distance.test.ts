/** Edits between two strings, swaps of neighbours counted as one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '#text/edit-distance.js';

describe('edits', () => {
  test.each<[left: string, right: string, edits: number]>([
    ['', '', 0],
    ['危及', '危及', 0],
    ['危机三安全', '危及三安全', 1],
    ['属于行政法案卷', '属于行政执法案卷', 1],
    ['12', '21', 1],
    ['112', '12', 1],
    ['行政许可', '行政处罚', 2],
    ['ca', 'abc', 3],
    ['', '三个字', 3],
  ])('%j %j', (left, right, edits) => expect(editDistance(left, right, 9)).toBe(edits));
});

const words = fc.string({ unit: fc.constantFrom('公', '开', '信', '息'), maxLength: 8 });

test('is symmetric, and stops at its limit', () => {
  fc.assert(
    fc.property(words, words, fc.nat(8), (left, right, limit) => {
      const whole = editDistance(left, right, 20);
      expect(editDistance(right, left, 20)).toBe(whole);
      expect(editDistance(left, right, limit)).toBe(Math.min(whole, limit + 1));
      expect(whole === 0).toBe(left === right);
    }),
  );
});
