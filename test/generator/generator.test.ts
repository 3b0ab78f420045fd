/** The generator's own invariants: what it calls right is right, what it calls wrong is wrong. */
import { describe, expect, test } from 'vitest';
import { faultKinds } from './faults.js';
import { formFields } from './form.js';
import { randomLayout, renderHtml } from './html.js';
import { failingRelations, findSingleRepairs, formRelations, type Values } from './relations.js';
import { makeReport, type Report, randomWishes } from './report.js';
import { spellings, toChineseNumeral } from './spelling.js';
import { squeeze } from './squeeze.js';

const seeds = Array.from({ length: 60 }, (_, index) => 1000 + index);

function valuesOf(report: Report): Values {
  const numbers = Object.entries(report.figures).filter(([, { value }]) => value !== undefined);
  return Object.fromEntries(numbers.map(([field, { value }]) => [field, value ?? 0]));
}

const relationsOf = (report: Report) => formRelations(report.form, report.shape.undivided);

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
      const told = faults[0]?.to ?? Number.NaN;
      const ways = [`${told}`, ...(told < 100 ? [toChineseNumeral(told)] : [])];
      expect(
        ways.some((one) => text.includes(one)),
        `${seed} ${told} ${text}`,
      ).toBe(true);
    }
  });
});
