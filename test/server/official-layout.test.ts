/** The statutory tables as they are drawn: every cell of the grid once, every field of the form once. */
import { describe, expect, test } from 'vitest';
import { forms } from '#forms/index.js';
import type { FigureState } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import { type LayoutCell, tableToLayout } from '#server/official-layout.js';

/** By row and column the cell that covers it; a position covered twice, or by none, is a fault. */
function expandSpans(rows: readonly (readonly LayoutCell[])[]): LayoutCell[][] {
  const grid: LayoutCell[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column]) column++;
      for (let down = 0; down < cell.rowSpan; down++)
        for (let right = 0; right < cell.columnSpan; right++) {
          const line = grid[row + down];
          if (!line) throw new Error(`a cell of row ${row} reaches below the table`);
          if (line[column + right])
            throw new Error(`row ${row + down}, column ${column + right} is covered twice`);
          line[column + right] = cell;
        }
    }
  });
  return grid;
}

const undivided = (field: Field): boolean => field.startsWith('applications.results.other.total.');
const divided = (field: Field): boolean =>
  field.startsWith('applications.results.other.') && !undivided(field);

type StateOf = (field: Field) => FigureState | undefined;
const ways: readonly (readonly [name: string, stateOf: StateOf])[] = [
  ['as prescribed', (field) => (undivided(field) ? undefined : 'number')],
  ['with a row undivided', (field) => (divided(field) ? 'missing' : 'number')],
  ['with a row both ways', () => 'number'],
  ['with nothing read', (field) => (undivided(field) ? undefined : 'missing')],
];

describe.each(forms.map((form) => [form.id, form] as const))('the form of %s', (id, form) => {
  describe.each(ways)('%s', (way, given) => {
    // The form of 2019 has no parts: its row is always undivided.
    const stateOf: StateOf =
      id === '2019' ? () => (way === 'with nothing read' ? 'missing' : 'number') : given;

    test.each(form.tables.map((table) => [table.id, table] as const))('%s', (_, table) => {
      const layout = tableToLayout(table, stateOf);
      const grid = expandSpans(layout);
      const width = grid[0]?.length ?? 0;
      for (const [row, line] of grid.entries()) {
        expect(Object.keys(line), `row ${row}`).toHaveLength(width);
        expect(line.length, `row ${row}`).toBe(width);
      }
      const drawn = layout.flat().flatMap((cell) => (cell.kind === 'figure' ? (cell.field ?? []) : []));
      expect(new Set(drawn).size).toBe(drawn.length);
      const fields = form.fields.filter((spec) => spec.table === table.id).map(({ field }) => field);
      const hidden = fields.filter((field) => !drawn.includes(field));
      // Nothing that a report has is left out, but what another row stands for.
      expect(hidden.filter((field) => (stateOf(field) ?? 'missing') !== 'missing')).toEqual([]);
      expect(hidden.every((field) => undivided(field) || divided(field))).toBe(true);
    });
  });
});

const textsOf = (cells: readonly LayoutCell[] | undefined): (string | readonly [string, number, number])[] =>
  (cells ?? []).flatMap((cell) =>
    cell.kind === 'label' ? [[cell.text, cell.rowSpan, cell.columnSpan] as const] : [],
  );
const form2021 = forms.find(({ id }) => id === '2021');
const form2019 = forms.find(({ id }) => id === '2019');
const layoutOf = (form: typeof form2021, table: string) => {
  const found = form?.tables.find(({ id }) => id === table);
  if (!found) throw new Error(`no table ${table}`);
  return tableToLayout(found, (field) => (undivided(field) && form === form2021 ? undefined : 'number'));
};

test('applicants stand under two groups, results behind one label over all of them', () => {
  const layout = layoutOf(form2021, 'applications');
  expect(layout.slice(0, 3).map(textsOf)).toEqual([
    [
      ['', 3, 3],
      ['申请人情况', 1, 7],
    ],
    [
      ['自然人', 2, 1],
      ['法人或其他组织', 1, 5],
      ['总计', 2, 1],
    ],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map((text) => [text, 1, 1]),
  ]);
  const [results] = textsOf(layout[5]);
  expect(results).toEqual(['三、本年度办理结果', 22, 1]);
  expect(textsOf(layout.at(-1))).toEqual([['四、结转下年度继续办理', 1, 3]]);
});

test('remedies have no labels on the left, and three levels above', () => {
  const layout = layoutOf(form2019, 'remedies');
  expect(layout).toHaveLength(4);
  expect(textsOf(layout[0])).toEqual([
    ['行政复议', 1, 5],
    ['行政诉讼', 1, 10],
  ]);
  expect(textsOf(layout[1]).at(-1)).toEqual(['复议后起诉', 1, 5]);
  expect(textsOf(layout[1])[0]).toEqual(['结果维持', 2, 1]);
});

test('blocks with fewer columns are as wide as the others', () => {
  const widthsOf = (form: typeof form2021) =>
    layoutOf(form, 'proactive').map((row) => row.reduce((sum, { columnSpan }) => sum + columnSpan, 0));
  expect(new Set(widthsOf(form2021))).toEqual(new Set([4]));
  expect(new Set(widthsOf(form2019))).toEqual(new Set([7]));
});
