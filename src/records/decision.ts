/**
 * What a reviewer decided of an anomaly, as it is stored, exported and replayed. Nothing of it is ever changed: who
 * thinks otherwise decides again, and who takes back what he decided says `undone`.
 */
import type { Field } from './fields.js';
import { dropUndone, toStanding } from './standing.js';

/**
 * `confirmed`: the report says what was flagged, and it is wrong there. `corrected`: likewise, and the edits say what
 * would be true. `misread`: we read it wrong, and the edits say what is printed. `dismissed`: nothing is wrong.
 */
export const verdicts = ['confirmed', 'corrected', 'misread', 'dismissed'] as const;

export type Verdict = (typeof verdicts)[number];

export interface DecisionEdit {
  readonly field: Field;
  /** Null where there is no number. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Decision {
  readonly report: {
    readonly agencyKey: string;
    readonly year: number;
    /** `own`, `jurisdiction`, or empty where the report does not say. */
    readonly scope: string;
  };
  /** SHA-256 of the one that was looked at. */
  readonly document: string;
  /** Of the anomaly; null for the report as a whole. */
  readonly fingerprint: string | null;
  /** Of the anomaly, so that it can be told what was decided when its evidence has changed. */
  readonly code: string | null;
  readonly fields: readonly Field[];
  /** `undone`: the last decision of the same reviewer on this holds no more. */
  readonly verdict: Verdict | 'undone';
  readonly edits: readonly DecisionEdit[];
  readonly reason: string | null;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Standing {
  /** The one that holds: the latest that nobody took back. Undefined where there is none. */
  readonly decision: Decision | undefined;
  /** Reviewers have decided differently. */
  readonly isDisputed: boolean;
}

/** Of all decisions on one anomaly of one report that are seen from one document, in the order in which they were made. */
export const findStanding = (decisions: readonly Decision[]): Standing =>
  holdStanding(dropUndone(decisions, isUndone));

/** Of decisions that nobody took back, as seen from one of the documents. */
export const seeStanding = (standing: readonly Decision[], document: string): Standing =>
  holdStanding(standing.filter((one) => isSaidOf(one, document)));

function holdStanding(standing: readonly Decision[]): Standing {
  const { holder: decision, isDisputed } = toStanding(standing, judgementOf);
  return { decision, isDisputed };
}

export const isUndone = ({ verdict }: Decision): boolean => verdict === 'undone';

/** What is misread is so in one document: another one may print just that. All else is said of the report. */
export const isSaidOf = ({ verdict, document: own }: Decision, document: string): boolean =>
  verdict !== 'misread' || own === document;

/** Equal where two reviewers mean the same. */
const judgementOf = ({ verdict, edits }: Decision): string =>
  JSON.stringify([verdict, [...edits].map(({ field, to }) => [field, to]).sort()]);
