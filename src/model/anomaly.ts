/** A contradiction or doubt flagged for a person. */
import type { Place } from './place.js';

/**
 * `error` is kept for a violated hard relation, a missing statutory table, a proven contradiction of
 * year or agency, and a statement that contradicts the table under every interpretation.
 */
export type Severity = 'error' | 'warning' | 'notice';

/** In which anomalies are explained to people. */
export type Language = 'zh' | 'en';

/** Whose fault: the report's, perhaps our reading's, or nobody can say from this carrier. */
export type AnomalyKind = 'source' | 'reading' | 'undecided';

/** What a figure's cell holds. Five different things; none of them becomes 0. */
export type FigureState = 'number' | 'blank' | 'mark' | 'unreadable' | 'missing';

/** One figure set to another value. */
export interface Edit<Field extends string = string> {
  readonly field: Field;
  readonly from: number | null;
  readonly to: number;
}

/** A change of the fewest cells after which relations hold; suggested, never applied. */
export interface Repair<Field extends string = string> extends Edit<Field> {
  readonly reason: RepairReason;
  readonly also?: readonly Edit<Field>[];
  /** Ids of the relations that hold after it. */
  readonly satisfies: readonly string[];
}

export type RepairReason =
  | 'meets-failing-relations'
  | 'digits-swapped'
  | 'digit-lost-or-doubled'
  | 'sign'
  | 'power-of-ten'
  | 'blank-cell'
  | 'single-relation';

export interface Anomaly<Field extends string = string> {
  /** Kebab-case, for ever. */
  readonly code: string;
  /** The id of the rule in the domain's catalogue, e.g. `R-T3-ROW`, `E-F01`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly kind: AnomalyKind;
  /** All terms, the first suspected first. */
  readonly fields: readonly Field[];
  /** What the message needs; its shape depends on `code`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: readonly Place[];
  readonly repairs?: readonly Repair<Field>[];
  /** SHA-256 of rule, sorted [field, state, value] of every term and the normalized sentence. */
  readonly fingerprint: string;
}
