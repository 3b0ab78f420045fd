/**
 * E-M05: two copies of one report do not say the same. Which of them is right, if any, only a person can tell;
 * where either may have been misread, that comes first.
 */
import type { Anomaly, AnomalyKind, FigureState } from '#model/anomaly.js';
import type { Format } from '#model/document.js';
import type { Place } from '#model/place.js';
import { allFields, type Field } from '#records/fields.js';
import { toFingerprint } from './fingerprint.js';

export interface CopiedFigure {
  readonly state: FigureState;
  readonly value: number | null;
  readonly at: Place | null;
}

/** A copy of a report, as far as it is compared. */
export interface ReportCopy {
  /** SHA-256 of the document. */
  readonly sha256: string;
  readonly name: string;
  readonly format: Format | null;
  /** It stood where another document stands by now. */
  readonly isReplaced: boolean;
  readonly figures: ReadonlyMap<Field, CopiedFigure>;
  /** Fields that an anomaly of reading, or of an undecided one, names. */
  readonly doubtful: ReadonlySet<Field>;
}

/** A check of what stands in several documents of one report. */
export interface CopyCheck {
  /** Id in the catalogue. */
  readonly rule: string;
  readonly codes: readonly string[];
  readonly summary: string;
  /** The anomalies are the main copy's. */
  compare(main: ReportCopy, other: ReportCopy): Iterable<Anomaly<Field>>;
}

const rule = 'E-M05';
const code = 'copies-differ';

export const differingCopies: CopyCheck = {
  rule,
  codes: [code],
  summary: 'another copy of the report, or the version it replaced, says otherwise',
  *compare(main, other) {
    const byKind = new Map<AnomalyKind, Field[]>();
    for (const field of allFields.filter((each) =>
      differs(main.figures.get(each), other.figures.get(each)),
    )) {
      const kind = kindOf(field, main, other);
      byKind.set(kind, [...(byKind.get(kind) ?? []), field]);
    }
    for (const [kind, fields] of byKind) yield toAnomaly(kind, fields, main, other);
  },
};

/** What could not be read, or is not there, contradicts nothing; neither do a blank and a stroke each other. */
function differs(one: CopiedFigure | undefined, other: CopiedFigure | undefined): boolean {
  if (!one || !other || !isPrinted(one) || !isPrinted(other)) return false;
  return one.value !== other.value;
}

const isPrinted = ({ state }: CopiedFigure): boolean => state !== 'unreadable' && state !== 'missing';

function kindOf(field: Field, ...copies: readonly ReportCopy[]): AnomalyKind {
  if (copies.some(({ doubtful }) => doubtful.has(field))) return 'reading';
  return copies.some(({ format }) => format === 'text') ? 'undecided' : 'source';
}

function toAnomaly(
  kind: AnomalyKind,
  fields: readonly Field[],
  main: ReportCopy,
  other: ReportCopy,
): Anomaly<Field> {
  const { sha256, name, isReplaced } = other;
  const differences = fields.map((field) => ({
    ...{ field, main: valueIn(main, field), copy: valueIn(other, field) },
  }));
  return {
    ...{ code, rule, severity: 'warning', kind, fields },
    data: { copy: sha256, name, isReplaced, differences },
    at: fields.flatMap((field) => main.figures.get(field)?.at ?? []),
    fingerprint: fingerprintOf(fields, main, other),
  };
}

const valueIn = ({ figures }: ReportCopy, field: Field): number | null => figures.get(field)?.value ?? null;

/** As that of other anomalies, with what both copies print. */
function fingerprintOf(fields: readonly Field[], ...copies: readonly ReportCopy[]): string {
  const evidence = [...fields]
    .sort()
    .map((field) => [
      field,
      ...copies.map(({ figures }) => [figures.get(field)?.state, figures.get(field)?.value]),
    ]);
  return toFingerprint([rule, evidence]);
}
