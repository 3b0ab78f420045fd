/** The figures of a line that has more or fewer of them than the form has columns. */
import { describe, expect, test } from 'vitest';
import { forms } from '#forms/index.js';
import { labelIndexOf } from '#recognize/label-index.js';
import { learnColumns, placeValues } from '#recognize/line-columns.js';
import { findAddedColumn, joinThousands } from '#recognize/surplus-values.js';

const form = forms.find(({ id }) => id === '2021') ?? expect.fail('no form of 2021');
const { targets } = labelIndexOf(form);
const { row, block } =
  targets.find((target) => target.table === 'applications') ?? expect.fail('no third table');
const words = (text: string): string[] => text.split(' ');

test.each<[name: string, values: string, joined: string | undefined]>([
  ['the sum needs them joined', '1 059 2 0 0 0 0 1061', '1059 2 0 0 0 0 1061'],
  ['in the sum as well', '1 059 2 0 0 0 0 1 061', '1059 2 0 0 0 0 1061'],
  ['no way adds up', '1 059 2 0 0 0 0 7', undefined],
])('thousands apart: %s', (_, values, joined) => {
  expect(joinThousands({ row, values: words(values) }, form)?.join(' ')).toBe(joined);
});

test.each<[name: string, lines: string[], column: number | undefined]>([
  ['a subtotal', ['5 1 2 0 0 0 3 8', '1 1 0 0 0 0 1 2', '0 0 0 0 0 0 0 0'], 6],
  ['told by no row', ['0 5 0 0 0 0 5 5', '0 0 0 0 0 0 0 0', '0 0 0 0 0 0 0 0'], undefined],
  ['not in every row', ['5 1 2 0 0 0 3 8', '1 1 0 0 0 0 1 2', '0 0 0 0 0 0 0'], undefined],
])('added column: %s', (_, lines, column) => {
  expect(
    findAddedColumn(
      lines.map((line) => ({ row, values: words(line) })),
      form,
    ),
  ).toBe(column);
});

describe('blank cells', () => {
  const full = [10, 20, 30, 40, 50, 60, 70];
  const wider = full.map((middle) => middle + 3);
  const columns = learnColumns([full, wider].map((middles) => ({ block, middles }))).get(block);

  test.each<[name: string, middles: number[], placed: string | undefined]>([
    ['the last is blank', [10, 21, 31, 41, 51, 61], '1,2,3,4,5,6,'],
    ['two in the middle', [10, 20, 50, 60, 70], '1,2,,,3,4,5'],
    ['half way between two columns', [10, 26], undefined],
    ['two in one column', [10, 20, 22], undefined],
  ])('%s', (_, middles, placed) => {
    const values = middles.map((_, index) => `${index + 1}`);
    expect(placeValues({ values, middles }, columns)?.join(',')).toBe(placed);
  });

  test('lines that are not set out show no columns', () => {
    const lines = [full, full.map((middle) => middle + 15)].map((middles) => ({ block, middles }));
    expect(learnColumns(lines).get(block)).toBeUndefined();
  });
});
