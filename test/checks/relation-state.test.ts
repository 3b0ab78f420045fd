/** Relations over figures that may be unknown: a blank is not a 0. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessRelation, type RelationOutcome, relationsOf } from '#checks/relation-state.js';
import type { Relation } from '#forms/form.js';
import { form2019 } from '#forms/form-2019.js';
import { form2021 } from '#forms/form-2021.js';
import type { Field } from '#records/fields.js';

const relation: Relation = {
  rule: 'R-T4-SUM',
  instance: 'remedies.review',
  left: ['remedies.review.upheld', 'remedies.review.corrected'],
  right: ['remedies.review.total'],
};

type Known = number | null;
const valuesFrom = (left: readonly Known[], right: readonly Known[], of: Relation): Map<Field, number> =>
  new Map(
    [...of.left, ...of.right].flatMap((field, index) => {
      const value = [...left, ...right][index] ?? null;
      return value === null ? [] : [[field, value]];
    }),
  );

describe('a + b = total', () => {
  test.each<[a: Known, b: Known, total: Known, outcome: RelationOutcome]>([
    [1, 2, 3, 'holds'],
    [0, 0, 0, 'holds'],
    [1, 2, 4, 'fails'],
    [-1, 1, 0, 'holds'],
    [1, null, 1, 'holds-if-blank-is-zero'],
    [1, null, 3, 'not-assessable'],
    [3, null, 1, 'fails'],
    [null, null, 3, 'not-assessable'],
    [null, null, 0, 'holds-if-blank-is-zero'],
    [1, 2, null, 'not-assessable'],
    [0, 0, null, 'holds-if-blank-is-zero'],
    [1, null, null, 'not-assessable'],
    [0, null, null, 'holds-if-blank-is-zero'],
    [null, null, null, 'not-assessable'],
  ])('%s + %s = %s: %s', (a, b, total, outcome) => {
    const state = assessRelation(relation, valuesFrom([a, b], [total], relation));
    expect(state.outcome).toBe(outcome);
    expect(state.unknown).toHaveLength([a, b, total].filter((value) => value === null).length);
  });
});

test('fails exactly where no counts in place of the blanks make it hold', () => {
  const balance: Relation = { ...relation, right: ['remedies.review.other', 'remedies.review.total'] };
  const known = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
  fc.assert(
    fc.property(fc.array(known, { minLength: 4, maxLength: 4 }), (cells) => {
      const { outcome } = assessRelation(balance, valuesFrom(cells.slice(0, 2), cells.slice(2), balance));
      expect(outcome === 'fails').toBe(!canHold(cells));
    }),
  );
});

/** Tries every count up to 6 in place of the blanks. */
function canHold(cells: readonly Known[]): boolean {
  const open = cells.indexOf(null);
  if (open < 0) {
    const [a = 0, b = 0, c = 0, d = 0] = cells.map((cell) => cell ?? 0);
    return a + b === c + d;
  }
  return [0, 1, 2, 3, 4, 5, 6].some((value) => canHold(cells.with(open, value)));
}

test('the relations of an undivided 其他处理 use its total', () => {
  const sums = (undivided: boolean) =>
    relationsOf(form2021, undivided).filter(({ rule }) => rule === 'R-T3-SUM21');
  expect(sums(false)[0]?.left).toContain('applications.results.other.misc.natural_person');
  expect(sums(true)[0]?.left).toContain('applications.results.other.total.natural_person');
  expect(sums(true)[0]?.left).not.toContain('applications.results.other.misc.natural_person');
  expect(relationsOf(form2019, true)).toBe(form2019.relations);
});
