/** A record held against what a person read. */
import type { OutputRecord, ReportRecord } from '#records/record.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import type { Expected } from './folder.js';

export interface Score {
  /** Figures with the state and the value that are printed. */
  readonly right: number;
  /** Another number or state than printed. */
  readonly wrong: number;
  /** Printed and not told: missing or unreadable. */
  readonly missing: number;
  /** Of both, those that no doubt of the reading names. */
  readonly silentlyWrong: number;
  /** Errors, by rule. */
  readonly errors: Readonly<Record<string, number>>;
  readonly agency: 'right' | 'wrong';
  readonly year: 'right' | 'wrong';
  readonly form: '2019' | '2021' | 'none';
  readonly sections: number;
  readonly tables: number;
}

export function scoreRecord(record: OutputRecord, expected: Expected): Score {
  if ('failure' in record) throw new Error(`${record.document.name}: ${record.failure.code}`);
  const { report, sections, anomalies, tables } = record;
  const errors: Record<string, number> = {};
  for (const { severity, rule } of anomalies)
    if (severity === 'error') errors[rule] = (errors[rule] ?? 0) + 1;
  return {
    ...compareFigures(record, expected),
    errors,
    agency: report.agency?.name === expected.agency ? 'right' : 'wrong',
    year: report.year === expected.year ? 'right' : 'wrong',
    form: report.form === '2019' || report.form === '2021' ? report.form : 'none',
    sections: sections.length,
    tables: tables.length,
  };
}

function compareFigures(record: ReportRecord, expected: Expected) {
  const doubted = new Set(
    record.anomalies
      .filter(({ kind }) => kind !== 'source')
      .flatMap(({ fields }): readonly string[] => fields),
  );
  const counts = { right: 0, wrong: 0, missing: 0, silentlyWrong: 0 };
  for (const { field, state, value } of record.figures) {
    const raw = expected.figures[field];
    if (raw === '?') continue;
    const printed = raw === undefined ? undefined : parsePrintedNumber(raw);
    const same =
      printed === undefined
        ? state === 'missing'
        : printed.state === state && (printed.state !== 'number' || printed.value === value);
    if (same) {
      if (raw !== undefined) counts.right++;
      continue;
    }
    if (state === 'missing' || state === 'unreadable') counts.missing++;
    else counts.wrong++;
    if (!doubted.has(field)) counts.silentlyWrong++;
  }
  const given = new Set(record.figures.map(({ field }): string => field));
  for (const field of Object.keys(expected.figures)) if (!given.has(field)) counts.silentlyWrong++;
  return counts;
}
