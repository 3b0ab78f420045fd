/** The generator's own invariants: what it calls right is right, what it calls wrong is wrong. */
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { makeBlocks } from './blocks.js';
import { faultKinds } from './faults.js';
import { formFields } from './form.js';
import { placeCells } from './grid.js';
import { plainHtmlLayout, randomLayout, renderHtml } from './html.js';
import { judge } from './judge.js';
import { failingRelations, findSingleRepairs, formRelations, type Values } from './relations.js';
import { makeReport, type Report, randomWishes } from './report.js';
import { spellings } from './spelling.js';

const seeds = Array.from({ length: 60 }, (_, index) => 1000 + index);

function valuesOf(report: Report): Values {
  const numbers = Object.entries(report.figures).filter(([, { value }]) => value !== undefined);
  return Object.fromEntries(numbers.map(([field, { value }]) => [field, value ?? 0]));
}

const relationsOf = (report: Report) => formRelations(report.form, report.shape.undivided);

const squeeze = (text: string): string => text.replace(/[\s\u200b]/g, '');

describe('a clean report', () => {
  test.each(seeds)('%d satisfies every relation', (seed) => {
    const report = makeReport(seed);
    expect(failingRelations(relationsOf(report), valuesOf(report))).toEqual([]);
    expect(Object.keys(report.figures)).toEqual(Object.values(formFields(report.form)).flat());
    expect(Object.values(report.figures).every(({ state }) => state === 'number')).toBe(true);
  });

  test('has as many figures as its form', () => {
    expect(Object.keys(makeReport(1, { form: '2019' }).figures)).toHaveLength(198);
    expect(Object.keys(makeReport(1, { form: '2021' }).figures)).toHaveLength(200);
  });

  test('comes with zeros only, with seven digits, with decimals', () => {
    const all = seeds.map((seed) => Object.values(valuesOf(makeReport(seed))));
    expect(all.some((values) => values.every((value) => value === 0))).toBe(true);
    expect(all.some((values) => values.some((value) => value >= 1e6))).toBe(true);
    expect(all.some((values) => values.some((value) => !Number.isInteger(value)))).toBe(true);
  });

  test('prints its number in every spelling', () => {
    for (const spelling of spellings) {
      const figures = Object.values(makeReport(7, { spelling, scale: 'big' }).figures);
      for (const { raw, value } of figures) {
        const digits = raw
          .normalize('NFKC')
          .replace(/[（(].*/, '')
          .replace(/[^\d.]/g, '');
        expect(Number(digits)).toBe(Math.abs(value ?? Number.NaN));
      }
    }
  });
});

test('the same seed gives the same report and the same bytes', () => {
  for (const seed of seeds.slice(0, 12)) {
    const [first, second] = [makeReport(seed, randomWishes(seed)), makeReport(seed, randomWishes(seed))];
    expect(first).toEqual(second);
    expect(renderHtml(first, randomLayout(seed))).toEqual(renderHtml(second, randomLayout(seed)));
  }
});

describe.each(faultKinds)('the fault %s', (kind) => {
  const reports = seeds.slice(0, 25).map((seed) => makeReport(seed, { faults: [kind] }));

  test('is told with a rule', () => {
    for (const { faults } of reports) {
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults) expect(fault.rule).toMatch(/^[RE]-/);
    }
  });

  test('breaks just what it says', () => {
    for (const report of reports) {
      const failing = failingRelations(relationsOf(report), valuesOf(report));
      const wrong = report.faults.filter(
        ({ rule, kind: planted }) => /^R-T[34]/.test(rule) || planted === 'negative',
      );
      const named = new Set(wrong.flatMap(({ fields }) => fields));
      for (const { left, right } of failing)
        expect(
          [...left, ...right].some((field) => named.has(field)),
          failing.map(({ rule }) => rule).join(),
        ).toBe(true);
      expect(failing.length > 0).toBe(wrong.length > 0);
    }
  });

  test('prints what it put in place of the truth', () => {
    for (const { faults, figures } of reports)
      for (const { fields, to, rule } of faults)
        for (const field of fields)
          if (rule.startsWith('R-T')) expect(figures[field]?.value).toBe(to);
          else if (rule.startsWith('E-F0') && to === null) expect(figures[field]?.state).not.toBe('number');
  });
});

describe('determined', () => {
  test('is every single wrong cell of the third section, and none of the fourth', () => {
    for (const seed of seeds) {
      expect(makeReport(seed, { faults: ['outcome-cell'] }).faults[0]?.determined).toBe(true);
      expect(makeReport(seed, { faults: ['received'] }).faults[0]?.determined).toBe(true);
      expect(makeReport(seed, { faults: ['remedies-cell'] }).faults[0]?.determined).toBe(false);
      expect(makeReport(seed, { faults: ['two-cells'] }).faults.some(({ determined }) => determined)).toBe(
        false,
      );
    }
  });

  test('means that the one repair restores the true value', () => {
    for (const seed of seeds) {
      const report = makeReport(seed, { faults: ['results-total'] });
      const repairs = findSingleRepairs(relationsOf(report), valuesOf(report));
      expect(repairs).toEqual([{ field: report.faults[0]?.fields[0], to: report.faults[0]?.from }]);
    }
  });
});

describe('a wrong statement', () => {
  test.each([
    'statement-received',
    'statement-handled',
    'statement-carried-in',
    'statement-carried-out',
  ] as const)('%s stands in the first section', (kind) => {
    for (const seed of seeds) {
      const { sections, faults } = makeReport(seed, { faults: [kind] });
      const text = squeeze(sections.overview.paragraphs.join('')).normalize('NFKC').replaceAll(',', '');
      const [fault] = faults;
      expect(text.includes(`${fault?.to}`) || /[一二三四五六七八九十]+件/.test(text), `${seed} ${text}`).toBe(
        true,
      );
    }
  });
});

describe('html', () => {
  test.each(seeds)('%d holds the cells of its tables in order', (seed) => {
    const report = makeReport(seed, randomWishes(seed));
    const layout = randomLayout(seed);
    const bytes = renderHtml(report, layout);
    const html = new TextDecoder(layout.encoding.startsWith('gb') ? 'gb18030' : 'utf-8').decode(bytes);
    const page = load(html);
    page('.xxgk_table').remove();
    const read = page('td,th')
      .toArray()
      .filter((cell) => page(cell).find('table').length === 0)
      .map((cell) => squeeze(page(cell).text()));
    const printed = makeBlocks(report, layout.table).flatMap((block) =>
      block.kind === 'table'
        ? placeCells(block.table.grid)
            .flat()
            .map(({ cell }) => squeeze(cell.text))
        : [],
    );
    expect(layout.layoutTable ? read.slice(1) : read).toEqual(printed);
  });
});

describe('the judge', () => {
  const recordOf = (report: Report) => ({
    report: { year: report.year, form: report.form, agency: { name: report.agency } },
    figures: Object.entries(report.figures).map(([field, { state, value }]) => ({
      field,
      state,
      value: value ?? null,
    })),
    anomalies: [] as unknown[],
  });

  test('finds nothing against the truth itself', () => {
    const report = makeReport(5);
    const judgement = judge(report, recordOf(report));
    expect(judgement).toMatchObject({
      wrong: [],
      missing: [],
      silentlyWrong: [],
      missedFaults: [],
      falseErrors: [],
    });
    expect(judgement.right).toBe(Object.keys(report.figures).length);
    expect(judgement.header).toEqual({ year: true, form: true, agency: true });
  });

  test('tells a flagged difference from a silent one, and a missed fault from a found one', () => {
    const report = makeReport(6, { faults: ['outcome-cell'], scale: 'dense' });
    const record = recordOf(report);
    const [fault] = report.faults;
    record.figures[0] = { field: record.figures[0]?.field ?? '', state: 'number', value: -77 };
    record.figures.splice(1, 1);
    record.anomalies.push({
      code: 'x',
      rule: 'E-F03',
      kind: 'reading',
      severity: 'warning',
      fields: [record.figures[0].field],
    });
    const before = judge(report, record);
    expect([before.wrong.length, before.missing.length, before.silentlyWrong.length]).toEqual([1, 1, 1]);
    expect(before.missedFaults).toHaveLength(1);
    const repairs = [{ field: fault?.fields[0], from: fault?.to, to: fault?.from }];
    record.anomalies.push({
      rule: 'R-T3',
      data: { relations: fault?.rules },
      fields: fault?.fields,
      repairs,
    });
    const after = judge(report, record);
    expect([after.missedFaults.length, after.determined, after.firstRepairRight]).toEqual([0, 1, 1]);
  });

  test('survives anything', () => {
    for (const record of [null, 3, {}, { figures: 'x', anomalies: [null, 4] }])
      expect(judge(makeReport(5), record).right).toBe(0);
  });
});

test('the plain layout is the statutory form', () => {
  const report = makeReport(11, { form: '2021' });
  const page = load(new TextDecoder().decode(renderHtml(report, plainHtmlLayout)));
  expect(page('table')).toHaveLength(3);
  expect(page('[rowspan="22"]').text()).toBe('三、本年度办理结果');
});
