/** The judge against records made from the truth itself. */
import { describe, expect, test } from 'vitest';
import { judge } from './judge.js';
import { makeReport, type Report } from './report.js';

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
      data: { relations: fault?.rules.map((rule) => ({ rule })) },
      fields: fault?.fields,
      repairs,
    });
    const after = judge(report, record);
    expect([after.missedFaults.length, after.determined, after.firstRepairRight]).toEqual([0, 1, 1]);
  });

  test('takes an error that no fault explains for a false one', () => {
    const error = { code: 'x', rule: 'R-T4-SUM', severity: 'error', fields: ['remedies.review.total'] };
    for (const faults of [[], ['blank-row'], ['outcome-cell']] as const) {
      const report = makeReport(6, { faults });
      expect(judge(report, { ...recordOf(report), anomalies: [error] }).falseErrors).toHaveLength(1);
    }
  });

  test('survives anything', () => {
    for (const record of [null, 3, {}, { figures: 'x', anomalies: [null, 4] }])
      expect(judge(makeReport(5), record).right).toBe(0);
  });
});
