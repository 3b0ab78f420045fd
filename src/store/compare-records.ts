/** What differs between two records of one document, made by two engines. */
import type { AnomalyKind, FigureState, Severity } from '#model/anomaly.js';
import type { FailureCode } from '#model/failure.js';
import { allFields, type Field } from '#records/fields.js';
import type { Figure, OutputRecord, PublishedAnomaly, ReportRecord } from '#records/record.js';

export interface RecordChange {
  /** Null where it was, or is, a record. */
  readonly failure?: Change<FailureCode | null>;
  /** What decides which report it is, and on which form. */
  readonly head: readonly HeadChange[];
  readonly figures: readonly FigureChange[];
  readonly anomalies: AnomalyChanges;
}

export interface Change<Value> {
  readonly from: Value;
  readonly to: Value;
}

export interface HeadChange extends Change<string | number | null> {
  readonly key: HeadKey;
}

export interface FigureChange extends Change<PrintedFigure | null> {
  readonly field: Field;
}

export interface PrintedFigure {
  readonly state: FigureState;
  readonly value: number | null;
  readonly raw: string;
}

export interface AnomalyChanges {
  readonly appeared: readonly KnownAnomaly[];
  readonly gone: readonly KnownAnomaly[];
  /** The same evidence, judged otherwise. */
  readonly rejudged: readonly Rejudged[];
}

export interface Rejudged extends KnownAnomaly {
  readonly was: { readonly severity: Severity; readonly kind: AnomalyKind };
}

export interface KnownAnomaly {
  readonly code: string;
  readonly severity: Severity;
  readonly kind: AnomalyKind;
  readonly fields: readonly Field[];
  readonly fingerprint: string;
}

/**
 * Undefined where nothing of it differs. Places, messages, sections and prose are not compared; of a record that was
 * or became a failure, neither figures nor anomalies, since all of them would be listed.
 */
export function compareRecords(before: OutputRecord, after: OutputRecord): RecordChange | undefined {
  const failure = { from: failureOf(before), to: failureOf(after) };
  const head = compareHeads(before, after);
  const figures = compareFigures(before, after);
  const anomalies = compareAnomalies(before, after);
  const { appeared, gone, rejudged } = anomalies;
  const isSame = [head, figures, appeared, gone, rejudged].every((list) => list.length === 0);
  if (isSame && failure.from === failure.to) return undefined;
  return { ...(failure.from === failure.to ? {} : { failure }), head, figures, anomalies };
}

const failureOf = (record: OutputRecord): FailureCode | null =>
  'failure' in record ? record.failure.code : null;

const headKeys = {
  agency: ({ report }) => report.agency?.name,
  divisionCode: ({ report }) => report.agency?.divisionCode,
  creditCode: ({ report }) => report.agency?.creditCode,
  year: ({ report }) => report.year,
  scope: ({ report }) => report.scope,
  form: ({ report }) => report.form,
} as const satisfies Readonly<Record<string, (record: ReportRecord) => string | number | null | undefined>>;

type HeadKey = keyof typeof headKeys;

function compareHeads(before: OutputRecord, after: OutputRecord): HeadChange[] {
  const headOf = (key: HeadKey, record: OutputRecord): string | number | null =>
    'failure' in record ? null : (headKeys[key](record) ?? null);
  return (Object.keys(headKeys) as HeadKey[])
    .map((key) => ({ key, from: headOf(key, before), to: headOf(key, after) }))
    .filter(({ from, to }) => from !== to);
}

/** In form order; null where the form of one has no such field. */
function compareFigures(before: OutputRecord, after: OutputRecord): FigureChange[] {
  if ('failure' in before || 'failure' in after) return [];
  const [was, is] = [figuresOf(before), figuresOf(after)];
  return allFields
    .filter((field) => was.has(field) || is.has(field))
    .map((field) => ({ field, from: was.get(field) ?? null, to: is.get(field) ?? null }))
    .filter(
      ({ from, to }) => from?.state !== to?.state || from?.value !== to?.value || from?.raw !== to?.raw,
    );
}

const figuresOf = ({ figures }: ReportRecord): ReadonlyMap<Field, PrintedFigure> =>
  new Map(figures.map((figure) => [figure.field, toPrinted(figure)]));

const toPrinted = ({ state, value, raw }: Figure): PrintedFigure => ({ state, value, raw });

/**
 * Anomalies are told by code and fingerprint. Several of one document may share both, such as remarks on what was
 * left out, so they are counted off against each other.
 */
function compareAnomalies(before: OutputRecord, after: OutputRecord): AnomalyChanges {
  if ('failure' in before || 'failure' in after) return { appeared: [], gone: [], rejudged: [] };
  const [was, is] = [anomaliesOf(before), anomaliesOf(after)];
  const appeared: KnownAnomaly[] = [];
  const gone: KnownAnomaly[] = [];
  const rejudged: Rejudged[] = [];
  for (const key of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [earlier, later] = [was.get(key) ?? [], is.get(key) ?? []];
    later.forEach((anomaly, index) => {
      const old = earlier[index];
      if (!old) appeared.push(anomaly);
      else if (old.severity !== anomaly.severity || old.kind !== anomaly.kind)
        rejudged.push({ ...anomaly, was: { severity: old.severity, kind: old.kind } });
    });
    gone.push(...earlier.slice(later.length));
  }
  return { appeared, gone, rejudged };
}

function anomaliesOf({ anomalies }: ReportRecord): ReadonlyMap<string, KnownAnomaly[]> {
  const known = new Map<string, KnownAnomaly[]>();
  for (const anomaly of anomalies.map(toKnown).sort(byJudgement)) {
    const key = `${anomaly.code} ${anomaly.fingerprint}`;
    known.set(key, [...(known.get(key) ?? []), anomaly]);
  }
  return known;
}

const toKnown = ({ code, severity, kind, fields, fingerprint }: PublishedAnomaly): KnownAnomaly => ({
  ...{ code, severity, kind, fields, fingerprint },
});

const byJudgement = (one: KnownAnomaly, other: KnownAnomaly): number =>
  judgementOf(one) < judgementOf(other) ? -1 : judgementOf(one) > judgementOf(other) ? 1 : 0;
const judgementOf = ({ severity, kind, fields }: KnownAnomaly): string =>
  [severity, kind, ...fields].join(' ');
