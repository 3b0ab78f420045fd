/** What may be ruled, and which of several rulings holds. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { findRuling, type Ruling } from '#records/ruling.js';
import { rulingSchema } from '#records/schema.js';

const document = 'a'.repeat(64);
const said = { document, undone: false, reason: null, by: 'a', at: '2026-01-02T03:04:05.000Z' } as const;
const year = (by: string, value: number | null, undone = false): Ruling => ({
  ...{ ...said, what: 'year', by, value, undone },
});

describe('of rulings', () => {
  test.each([
    ['the latest', [year('a', 2021), year('b', 2022)], 2022, true],
    ['the latest of one', [year('a', 2021), year('a', 2022)], 2022, false],
    [
      'the one before that which was taken back',
      [year('a', 2021), year('a', 2022), year('a', null, true)],
      2021,
    ],
    ['the other’s', [year('a', 2021), year('b', 2022), year('a', null, true)], 2022],
    ['that nothing is to hold', [year('a', 2021), year('b', null)], null, true],
    ['two of one mind', [year('a', 2021), year('b', 2021)], 2021, false],
    ['none that nobody made', [year('a', null, true)], undefined],
  ] as const)('%s holds', (_, rulings, value, isDisputed = false) => {
    const standing = findRuling(rulings);
    expect([standing.holder?.value, standing.isDisputed]).toEqual([value, isDisputed]);
  });
});

describe('a line', () => {
  test.each([
    { what: 'agency', value: { name: '某局', divisionCode: '320100', level: 'county' } },
    { what: 'agency', value: { name: '某局', divisionCode: null, level: null } },
    { what: 'agency', value: null, undone: true },
    { what: 'year', value: 2023 },
    { what: 'main', value: true },
    { what: 'withdrawn', value: true },
    { what: 'not-a-report', value: null },
    { what: 'reported', field: 'applications.received.new.total', value: true },
  ])('%j is a ruling, down to the last key', (given) => {
    const ruling = { ...said, ...given };
    expect(rulingSchema.parse(JSON.parse(JSON.stringify(ruling)))).toEqual(ruling);
  });

  test.each([
    { what: 'agency', value: { name: ' ', divisionCode: null, level: null } },
    { what: 'agency', value: { name: '某局', divisionCode: '3201', level: null } },
    { what: 'year', value: '2023' },
    { what: 'year', value: 20231 },
    { what: 'main', value: false },
    { what: 'main', value: true, undone: true },
    { what: 'reported', field: 'no.such.field', value: true },
    { what: 'reported', value: true },
    { what: 'deleted', value: true },
    { what: 'year', value: 2023, document: 'a' },
    { what: 'year', value: 2023, by: '' },
    { what: 'year', value: 2023, at: 'yesterday' },
  ])('%j is none', (given) => {
    expect(rulingSchema.safeParse({ ...said, ...given }).success).toBe(false);
  });

  test('and the type say the same', () => {
    expectTypeOf<z.infer<typeof rulingSchema>>().toExtend<Ruling>();
    expectTypeOf<Ruling>().toExtend<z.infer<typeof rulingSchema>>();
  });
});
