/** The tables of what people judge, and of who they are; see `tables.ts`. */
import type { Generated } from 'kysely';

/** What reviewers decided; rows are only ever added. */
export interface DecisionsTable {
  readonly id: Generated<number>;
  readonly agency_key: string;
  readonly year: number;
  readonly scope: string;
  readonly sha256: string;
  readonly fingerprint: string | null;
  readonly verdict: string;
  /** JSON. */
  readonly edits: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  /** Of the anomaly. */
  readonly code: string | null;
  /** JSON. */
  readonly fields: string;
}

/** Which decision holds of an anomaly, or of a whole report; follows from `decisions`. */
export interface StandingsTable {
  readonly agency_key: string;
  readonly year: number;
  readonly scope: string;
  /** Empty for the report as a whole. */
  readonly fingerprint: string;
  readonly decision_id: number;
  readonly verdict: string;
  /** The document that it holds of, where one was misread; empty for all others. What has its own goes by that. */
  readonly sha256: string;
  /** 1 where reviewers have decided differently. */
  readonly is_disputed: number;
}

/** What the decisions that hold say of figures of main copies, while their anomalies are there; follows from `decisions`. */
export interface EditsTable {
  readonly agency_key: string;
  readonly year: number;
  readonly scope: string;
  readonly field: string;
  /** `misread` or `corrected`. */
  readonly verdict: string;
  /** Of what is misread; empty where the edit is of the whole report. */
  readonly sha256: string;
  readonly decision_id: number;
  readonly value_from: number | null;
  readonly value_to: number | null;
}

/** The anomalies of main copies, to be reviewed; follows from the tables before. */
export interface ReviewItemsTable {
  readonly anomaly_id: number;
  readonly report_id: number;
  /** 0 for the gravest. */
  readonly weight: number;
  readonly severity: string;
  readonly kind: string;
  readonly code: string;
  readonly year: number;
  /** Empty where it is not known, as below. */
  readonly form: string;
  readonly division: string;
  /** The latest that met its document; 0 where it stands nowhere any more. */
  readonly import_id: number;
  /** `open`, or the verdict that holds. */
  readonly state: string;
  readonly is_disputed: number;
}

/** Which reviewer is looking at an anomaly, until when nobody else is shown it unasked. */
export interface ReviewClaimsTable {
  readonly anomaly_id: number;
  readonly reviewer: string;
  readonly until: string;
}

/** Filters of the queue that somebody gave a name. */
export interface NamedFiltersTable {
  readonly name: string;
  /** The query of its address. */
  readonly filter: string;
  readonly reviewer: string;
  readonly at: string;
}

/** Who may use the review site. */
export interface UsersTable {
  readonly name: string;
  /** `reader`, `reviewer` or `administrator`. */
  readonly role: 'reader' | 'reviewer' | 'administrator';
  /** SHA-256, hex. */
  readonly token_hash: string;
  readonly added_at: string;
}
