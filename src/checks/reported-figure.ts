/**
 * E-H01: a person asks for a figure to be looked at. It is flagged again after every reading; while it is read as the
 * same it is the same anomaly, whatever the remark.
 */
import type { Anomaly, FigureState } from '#model/anomaly.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import type { Check } from './check.js';
import { toFingerprint } from './fingerprint.js';

export interface ReportedFigure {
  readonly field: Field;
  readonly state: FigureState;
  readonly value: number | null;
  readonly at: Place | null;
  /** What is said of it. */
  readonly remark: string | null;
}

const rule = 'E-H01';
const code = 'figure-reported';

/** Nothing finds these but a person. */
export const reportedFigures: Pick<Check, 'rule' | 'codes' | 'summary'> = {
  rule,
  codes: [code],
  summary: 'somebody asks for the figure to be looked at',
};

export const reportFigure = ({ field, state, value, at, remark }: ReportedFigure): Anomaly<Field> => ({
  ...{ code, rule, severity: 'warning', kind: 'undecided', fields: [field] },
  data: { state, value, remark },
  at: at ? [at] : [],
  fingerprint: toFingerprint([rule, [[field, state, value]]]),
});
