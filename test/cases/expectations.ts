/**
 * The lines of a block `expect`, each a claim about the record. A line of no known form fails.
 *
 *     figure FIELD = NUMBER            figure FIELD blank|mark|missing|unreadable
 *     figures COUNT                    how many figures the record has
 *     every PREFIX STATE|NUMBER        all figures whose field begins so
 *     unit FIELD UNIT|none             raw FIELD TEXT
 *     anomaly CODE [error|warning|notice] [source|reading|undecided] [FIELD…]
 *     no anomaly [CODE|SEVERITY|KIND] [FIELD…]
 *     rule CODE RULE                   an anomaly of this code has this rule
 *     repair N FIELD FROM → TO         the N-th repair of some anomaly; FROM is `blank` for an empty cell
 *     statement SLOT = NUMBER [approximate]     no statement SLOT
 *     section KEY TEXT | section KEY missing    ordinal KEY ORDINAL
 *     title | year | agency | form | scope | period | signed by | signed on | published VALUE|none
 *     coverage PRINTED MAPPED          reader NAME
 *     failure CODE
 */
import { expect } from 'vitest';
import type { OutputRecord, PublishedAnomaly, ReportRecord } from '#records/record.js';

type Check = (record: ReportRecord, given: readonly string[]) => void;

const severities = ['error', 'warning', 'notice'];
const anomalyKinds = ['source', 'reading', 'undecided'];

const forms: readonly (readonly [RegExp, Check])[] = [
  [/^figure (\S+) = (-?[\d.]+)$/, (record, [field, value]) => expect(figureText(record, field)).toBe(value)],
  [
    /^figure (\S+) (blank|mark|missing|unreadable)$/,
    (record, [field, state]) => expect(figureText(record, field)).toBe(state),
  ],
  [/^figures (\d+)$/, ({ figures }, [count]) => expect(figures).toHaveLength(Number(count))],
  [/^every (\S+) (blank|mark|missing|unreadable|[\d.]+)$/, expectEvery],
  [/^unit (\S+) (\S+)$/, (record, [field, unit]) => expect(figure(record, field)?.unit ?? 'none').toBe(unit)],
  [/^raw (\S+) (.+)$/, (record, [field, raw]) => expect(figure(record, field)?.raw).toBe(raw)],
  [/^anomaly (\S+)((?: \S+)*)$/, expectAnomaly],
  [/^no anomaly((?: \S+)*)$/, expectNoAnomaly],
  [
    /^rule (\S+) (\S+)$/,
    ({ anomalies }, [code, rule]) =>
      expect(anomalies.filter((anomaly) => anomaly.code === code).map((anomaly) => anomaly.rule)).toContain(
        rule,
      ),
  ],
  [/^repair (\d+) (\S+) (blank|-?[\d.]+) → (-?[\d.]+)$/, expectRepair],
  [/^statement (\S+) = ([\d.]+)( approximate)?$/, expectStatement],
  [
    /^no statement (\S+)$/,
    ({ statements }, [slot]) => expect(statements.filter((one) => one.slot === slot)).toEqual([]),
  ],
  [
    /^section (\S+) missing$/,
    ({ sections }, [key]) => expect(sections.map((section) => section.key)).not.toContain(key),
  ],
  [
    /^section (\S+) (.+)$/,
    ({ sections }, [key, text]) => {
      const section = sections.find((one) => one.key === key);
      expect(section && `${section.heading}\n${section.text}`).toContain(text);
    },
  ],
  [
    /^ordinal (\S+) (\S+)$/,
    ({ sections }, [key, ordinal]) =>
      expect(sections.find((one) => one.key === key)?.ordinal ?? 'none').toBe(ordinal),
  ],
  [/^(title|year|form|scope) (.+)$/, ({ report }, [key, value]) => expectHead(report[key as 'title'], value)],
  [/^agency (.+)$/, ({ report }, [name]) => expectHead(report.agency?.name, name)],
  [/^signed by (.+)$/, ({ report }, [name]) => expectHead(report.signedBy, name)],
  [/^signed on (.+)$/, ({ report }, [date]) => expectHead(report.signedOn, date)],
  [/^published (.+)$/, ({ report }, [date]) => expectHead(report.publishedOn, date)],
  [
    /^period (.+)$/,
    ({ report: { period } }, [value]) => expectHead(period && `${period.from} ${period.to}`, value),
  ],
  [
    /^coverage (\d+) (\d+)$/,
    ({ coverage }, [printed, mapped]) =>
      expect(coverage).toEqual({ printed: Number(printed), mapped: Number(mapped) }),
  ],
  [/^reader (\S+)$/, ({ engine }, [reading]) => expect(engine.reading).toBe(reading)],
];

/** Checks one line against the record. */
export function expectLine(line: string, record: OutputRecord): void {
  const failure = /^failure (\S+)$/.exec(line)?.[1];
  if (failure !== undefined) {
    expect('failure' in record ? record.failure.code : 'a record').toBe(failure);
    return;
  }
  for (const [form, check] of forms) {
    const match = form.exec(line);
    if (!match) continue;
    if ('failure' in record) throw new Error(`the document failed: ${record.failure.code}`);
    check(record, match.slice(1));
    return;
  }
  throw new Error(`unknown expectation: ${line}`);
}

function figure({ figures }: ReportRecord, field: string | undefined) {
  return figures.find((one) => one.field === field);
}

function figureText(record: ReportRecord, field: string | undefined): string {
  const found = figure(record, field);
  return found ? textOf(found) : 'no such figure';
}

function textOf({ state, value }: ReportRecord['figures'][number]): string {
  return state === 'number' ? `${value}` : state;
}

function expectEvery({ figures }: ReportRecord, [prefix = '', state]: readonly string[]): void {
  const own = figures.filter(({ field }) => field.startsWith(prefix));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((one) => textOf(one) !== state).map(({ field, raw }) => `${field}: ${raw}`)).toEqual([]);
}

interface Wanted {
  readonly severity: string | undefined;
  readonly kind: string | undefined;
  readonly code: string | undefined;
  readonly fields: readonly string[];
}

function parseWanted(words: readonly string[]): Wanted {
  const fields = words.filter((word) => /\./.test(word));
  const rest = words.filter((word) => !fields.includes(word));
  const severity = rest.find((word) => severities.includes(word));
  const kind = rest.find((word) => anomalyKinds.includes(word));
  return { severity, kind, fields, code: rest.find((word) => word !== severity && word !== kind) };
}

function isWanted(anomaly: PublishedAnomaly, { code, severity, kind, fields }: Wanted): boolean {
  return (
    (code === undefined || anomaly.code === code) &&
    (severity === undefined || anomaly.severity === severity) &&
    (kind === undefined || anomaly.kind === kind) &&
    fields.every((field) => anomaly.fields.some((own) => own === field))
  );
}

const listed = (anomalies: readonly PublishedAnomaly[]): string[] =>
  anomalies.map(({ code, severity, kind, message }) => `${code} ${severity} ${kind}: ${message}`);

function expectAnomaly({ anomalies }: ReportRecord, [code = '', words = '']: readonly string[]): void {
  const wanted = parseWanted([code, ...words.split(' ').filter((word) => word !== '')]);
  if (!anomalies.some((anomaly) => isWanted(anomaly, wanted)))
    expect(listed(anomalies)).toEqual(expect.arrayContaining([`${code}${words}`]));
}

function expectNoAnomaly({ anomalies }: ReportRecord, [words = '']: readonly string[]): void {
  const wanted = parseWanted(words.split(' ').filter((word) => word !== ''));
  expect(listed(anomalies.filter((anomaly) => isWanted(anomaly, wanted)))).toEqual([]);
}

function expectRepair({ anomalies }: ReportRecord, [order, field, from, to]: readonly string[]): void {
  const offered = anomalies.flatMap(({ repairs }) => {
    const repair = repairs?.[Number(order) - 1];
    return repair ? [`${repair.field} ${repair.from ?? 'blank'} → ${repair.to}`] : [];
  });
  expect(offered).toContain(`${field} ${from} → ${to}`);
}

function expectStatement({ statements }: ReportRecord, [slot, value, approximate]: readonly string[]): void {
  const found = statements.filter((one) => one.slot === slot);
  expect(found.map((one) => `${one.value}${one.approximate ? ' approximate' : ''}`)).toContain(
    `${value}${approximate ?? ''}`,
  );
}

function expectHead(actual: string | number | null | undefined, expected: string | undefined): void {
  expect(`${actual ?? 'none'}`).toBe(expected);
}
