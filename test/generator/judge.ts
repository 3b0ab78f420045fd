/**
 * Holds a record against the truth of a generated report. It takes the record as plain JSON of the shape the
 * README shows and not as the program's own types, so that it believes nothing of them.
 *
 * A figure is right when state and value agree. It is silently wrong when it differs and no anomaly that doubts
 * the reading names exactly its field. A fault is found when an anomaly of an expected rule, or one whose
 * `data.relations` lists it, names each of its fields; a fault of the form needs the rule alone.
 */
import type { Fault } from './faults.js';
import { type SectionKey, sectionKeys } from './form.js';
import type { Report } from './report.js';

interface ReadFigure {
  readonly field: string;
  readonly state: string;
  readonly value: number | null;
}

interface ReadAnomaly {
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly fields: readonly string[];
  readonly relations: readonly string[];
  readonly repairs: readonly { readonly field: string; readonly to: unknown }[];
}

export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

export interface Judgement {
  /** A failure code in place of a record. */
  readonly failure: string | undefined;
  readonly right: number;
  /** Another state or value than printed, or a figure where none is printed. */
  readonly wrong: readonly Difference[];
  /** Printed and not found. */
  readonly missing: readonly Difference[];
  /** Those of `wrong` and `missing` that no doubt of the reading names. */
  readonly silentlyWrong: readonly Difference[];
  /** Right figures that carry a needless `reading` or `undecided` flag. */
  readonly falseDoubts: readonly string[];
  readonly missedFaults: readonly Fault[];
  /** Errors that no planted fault explains: rule, code and fields. */
  readonly falseErrors: readonly string[];
  /** Of the determined faults: how many there are, and how many the first repair of some anomaly mends. */
  readonly determined: number;
  readonly firstRepairRight: number;
  readonly header: { readonly year: boolean; readonly form: boolean; readonly agency: boolean };
  readonly missingSections: readonly SectionKey[];
}

export function judge(report: Report, record: unknown): Judgement {
  const figures = readFigures(record);
  const anomalies = readAnomalies(record);
  const doubted = new Set(anomalies.filter(doubtsReading).flatMap(({ fields }) => fields));
  const { right, wrong, missing } = compareFigures(report, figures);
  const determined = report.faults.filter((fault) => fault.determined);
  return {
    failure: textOf(childOf(childOf(record, 'failure'), 'code')) || undefined,
    right: right.length,
    wrong,
    missing,
    silentlyWrong: [...wrong, ...missing].filter(({ field }) => !doubted.has(field)),
    falseDoubts: right.filter((field) => doubted.has(field)),
    missedFaults: report.faults.filter((fault) => !isFound(fault, anomalies)),
    falseErrors: anomalies
      .filter((anomaly) => anomaly.severity === 'error' && !isExplained(anomaly, report.faults))
      .map(({ rule, code, fields }) => `${rule} ${code} ${fields.slice(0, 4).join(' ')}`),
    determined: determined.length,
    firstRepairRight: determined.filter((fault) => isRepairedFirst(fault, anomalies)).length,
    header: compareHeader(report, childOf(record, 'report')),
    missingSections: findMissingSections(record),
  };
}

function compareFigures(report: Report, figures: ReadonlyMap<string, ReadFigure>) {
  const right: string[] = [];
  const wrong: Difference[] = [];
  const missing: Difference[] = [];
  for (const [field, printed] of Object.entries(report.figures)) {
    const read = figures.get(field);
    const expected = describe(printed.state, printed.value);
    if (read === undefined || read.state === 'missing') missing.push({ field, expected, got: 'missing' });
    else if (describe(read.state, read.value) === expected) right.push(field);
    else wrong.push({ field, expected, got: describe(read.state, read.value) });
  }
  for (const { field, state, value } of figures.values())
    if (!(field in report.figures) && state !== 'missing')
      wrong.push({ field, expected: 'missing', got: describe(state, value) });
  return { right, wrong, missing };
}

const describe = (state: string, value: number | null | undefined): string =>
  state === 'number' ? `${Math.round((value ?? Number.NaN) * 1e8) / 1e8}` : state;

/** Codes of our own doubts that a reader may carry under kind `source`. */
const doubtCodes = /unreadable|coverage|conflict/;

const doubtsReading = ({ kind, code }: ReadAnomaly): boolean =>
  kind === 'reading' || kind === 'undecided' || doubtCodes.test(code);

function isFound(fault: Fault, anomalies: readonly ReadAnomaly[]): boolean {
  const matching = anomalies.filter((anomaly) =>
    [anomaly.rule, ...anomaly.relations].some((rule) => fault.rules.includes(rule)),
  );
  const named = new Set(matching.flatMap(({ fields }) => fields));
  return matching.length > 0 && fault.fields.every((field) => named.has(field));
}

/** A fault of the form may break anything; one of a cell explains what names the cell. */
function isExplained({ fields, rule }: ReadAnomaly, faults: readonly Fault[]): boolean {
  return faults.some(
    (fault) =>
      fault.severity === 'error' &&
      (fault.fields.length === 0 ||
        fault.rules.includes(rule) ||
        fault.fields.some((field) => fields.includes(field))),
  );
}

function isRepairedFirst(fault: Fault, anomalies: readonly ReadAnomaly[]): boolean {
  const offered = anomalies.filter(
    ({ repairs, fields }) => repairs.length > 0 && fault.fields.some((field) => fields.includes(field)),
  );
  return (
    offered.length > 0 &&
    offered.every(({ repairs }) => repairs[0]?.field === fault.fields[0] && repairs[0]?.to === fault.from)
  );
}

function compareHeader(report: Report, header: unknown): Judgement['header'] {
  const agency = textOf(childOf(childOf(header, 'agency'), 'name'));
  return {
    year: childOf(header, 'year') === report.year,
    form: textOf(childOf(header, 'form')) === report.form,
    agency: agency === report.agency,
  };
}

function findMissingSections(record: unknown): SectionKey[] {
  const keys = listOf(childOf(record, 'sections')).map((section) => textOf(childOf(section, 'key')));
  return sectionKeys.filter((key) => !keys.includes(key));
}

function readFigures(record: unknown): Map<string, ReadFigure> {
  const figures = listOf(childOf(record, 'figures')).map((figure): ReadFigure => {
    const value = childOf(figure, 'value');
    return {
      field: textOf(childOf(figure, 'field')),
      state: textOf(childOf(figure, 'state')),
      value: typeof value === 'number' ? value : null,
    };
  });
  return new Map(figures.map((figure) => [figure.field, figure]));
}

function readAnomalies(record: unknown): ReadAnomaly[] {
  return listOf(childOf(record, 'anomalies')).map((anomaly) => ({
    code: textOf(childOf(anomaly, 'code')),
    rule: textOf(childOf(anomaly, 'rule')),
    severity: textOf(childOf(anomaly, 'severity')),
    kind: textOf(childOf(anomaly, 'kind')),
    fields: listOf(childOf(anomaly, 'fields')).map(textOf),
    relations: listOf(childOf(childOf(anomaly, 'data'), 'relations')).map((relation) =>
      textOf(childOf(relation, 'rule')),
    ),
    repairs: listOf(childOf(anomaly, 'repairs')).map((repair) => ({
      field: textOf(childOf(repair, 'field')),
      to: childOf(repair, 'to'),
    })),
  }));
}

function childOf(parent: unknown, key: string): unknown {
  if (typeof parent !== 'object' || parent === null) return undefined;
  return Object.entries(parent).find(([name]) => name === key)?.[1];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
