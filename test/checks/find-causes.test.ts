/** Failing relations to the cells that broke them, over random tables three that were right before. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCauses } from '#checks/find-causes.js';
import { assessRelation } from '#checks/relation-state.js';
import { form2021 } from '#forms/form-2021.js';
import {
  type Applicant,
  type ApplicationRow,
  applicants,
  applicationField,
  type Field,
} from '#records/fields.js';
import { outcomeRows } from '../generator/form.js';

const relations = form2021.relations.filter(({ rule }) => rule.startsWith('R-T3'));
const persons = applicants.filter((applicant) => applicant !== 'total');
const short = (path: string): ApplicationRow => path.replace('applications.', '') as ApplicationRow;
const outcomes = outcomeRows('2021').map(({ path }) => short(path));
const rows: readonly ApplicationRow[] = [
  ...(['received.new', 'received.carried_in'] as const),
  ...outcomes,
  ...(['results.total', 'carried_out'] as const),
];

type Values = Map<Field, number>;

/** Mostly zeros, as in life. */
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4000 }));
const columns = fc.array(
  fc.record({
    outcomes: fc.array(count, { minLength: outcomes.length, maxLength: outcomes.length }),
    carriedOut: count,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: persons.length, maxLength: persons.length },
);

const consistent = columns.map((made): Values => {
  const values: Values = new Map();
  const add = (row: ApplicationRow, applicant: Applicant, value: number): void => {
    values.set(applicationField(row, applicant), value);
    const total = applicationField(row, 'total');
    values.set(total, (values.get(total) ?? 0) + value);
  };
  for (const [index, applicant] of persons.entries()) {
    const column = made[index];
    const parts = column?.outcomes ?? [];
    const handled = parts.reduce((sum, part) => sum + part, 0);
    const all = handled + (column?.carriedOut ?? 0);
    const carriedIn = Math.floor(all * (column?.share ?? 0));
    for (const [place, row] of outcomes.entries()) add(row, applicant, parts[place] ?? 0);
    add('results.total', applicant, handled);
    add('carried_out', applicant, column?.carriedOut ?? 0);
    add('received.carried_in', applicant, carriedIn);
    add('received.new', applicant, all - carriedIn);
  }
  return values;
});

const cell = fc.record({ row: fc.constantFrom(...rows), applicant: fc.constantFrom(...applicants) });
const fieldOf = ({ row, applicant }: { row: ApplicationRow; applicant: Applicant }): Field =>
  applicationField(row, applicant);
/** What a hand does to a number: another one, never below zero. */
const slip = fc.integer({ min: 1, max: 500 });

const holdsAll = (values: Values): boolean =>
  relations.every((relation) => assessRelation(relation, values).outcome === 'holds');

/** Every single cell whose change alone satisfies all relations. */
function findSingleRepairs(values: Values): string[] {
  const failing = relations
    .map((relation) => assessRelation(relation, values))
    .filter(({ outcome }) => outcome === 'fails');
  const differences = new Set(failing.flatMap(({ left, right }) => [left - right, right - left]));
  return [...values.keys()].flatMap((field) =>
    [...differences].flatMap((difference) => {
      const to = (values.get(field) ?? 0) + difference;
      return to >= 0 && holdsAll(new Map(values).set(field, to)) ? [`${field} ${to}`] : [];
    }),
  );
}

test('a right table has no cause', () => {
  fc.assert(
    fc.property(consistent, (values) => {
      expect(findCauses(relations, values)).toEqual([]);
    }),
  );
});

test('one wrong cell is the first repair wherever no other single cell would do', () => {
  fc.assert(
    fc.property(consistent, cell, slip, (values, wrong, by) => {
      const field = fieldOf(wrong);
      const right = values.get(field) ?? 0;
      const broken = new Map(values).set(field, right + by);
      fc.pre(findSingleRepairs(broken).length === 1);
      const causes = findCauses(relations, broken);
      expect(causes).toHaveLength(1);
      expect(causes[0]?.repairs[0]).toMatchObject({ field, from: right + by, to: right });
    }),
    { numRuns: 300 },
  );
});

test('two wrong cells in different rows and columns are two causes', () => {
  fc.assert(
    fc.property(consistent, cell, cell, slip, slip, (values, one, other, by, more) => {
      fc.pre(one.row !== other.row && one.applicant !== other.applicant && by !== more);
      const broken = new Map(values);
      for (const [wrong, difference] of [
        [one, by],
        [other, more],
      ] as const)
        broken.set(fieldOf(wrong), (values.get(fieldOf(wrong)) ?? 0) + difference);
      const causes = findCauses(relations, broken);
      expect(causes).toHaveLength(2);
      expect(causes.map(({ repairs }) => repairs[0]?.field).sort()).toEqual(
        [fieldOf(one), fieldOf(other)].sort(),
      );
    }),
    { numRuns: 300 },
  );
});

test('every failing relation has a cause, whatever was changed', () => {
  const slips = fc.array(fc.tuple(cell, slip), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(consistent, slips, (values, changes) => {
      const broken = new Map(values);
      for (const [wrong, by] of changes) broken.set(fieldOf(wrong), (values.get(fieldOf(wrong)) ?? 0) + by);
      const failing = relations.filter((one) => assessRelation(one, broken).outcome === 'fails');
      const explained = findCauses(relations, broken).flatMap((cause) =>
        cause.relations.map(({ relation }) => relation),
      );
      expect([...explained].sort(byId)).toEqual([...failing].sort(byId));
    }),
    { numRuns: 100 },
  );
});

const byId = (a: { rule: string; instance: string }, b: { rule: string; instance: string }): number =>
  `${a.rule}${a.instance}` < `${b.rule}${b.instance}` ? -1 : 1;

test('the values given are not changed', () => {
  fc.assert(
    fc.property(consistent, cell, slip, (values, wrong, by) => {
      const broken = new Map(values).set(fieldOf(wrong), (values.get(fieldOf(wrong)) ?? 0) + by);
      const before = new Map(broken);
      findCauses(relations, broken);
      expect(broken).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

describe('the reason of a repair', () => {
  const zeros = (): Values =>
    new Map(rows.flatMap((row) => applicants.map((one) => [applicationField(row, one), 0])));
  const withNew = (natural: number, printed: number): Values => {
    const values = zeros();
    for (const row of ['received.new', 'results.granted', 'results.total'] as const) {
      values.set(applicationField(row, 'natural_person'), natural);
      values.set(applicationField(row, 'total'), natural);
    }
    return values.set(applicationField('received.new', 'natural_person'), printed);
  };

  test.each([
    [21, 12, 'digits-swapped'],
    [12, 112, 'digit-lost-or-doubled'],
    [120, 12, 'power-of-ten'],
    [12, 1200, 'power-of-ten'],
    [21, 94, 'meets-failing-relations'],
  ])('%i printed as %i: %s', (meant, printed, reason) => {
    const [cause] = findCauses(relations, withNew(meant, printed));
    expect(cause?.repairs[0]).toMatchObject({ to: meant, from: printed, reason });
  });

  test('names the relations it satisfies', () => {
    const [cause] = findCauses(relations, withNew(21, 12));
    expect(cause?.repairs[0]?.satisfies).toEqual(
      expect.arrayContaining(['R-T3-ROW[received.new]', 'R-T3-BAL[natural_person]']),
    );
  });
});
