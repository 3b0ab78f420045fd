/**
 * What a person says of a document as a whole, or of a figure in it that no check has flagged; stored, exported and
 * replayed as decisions are, and told from them by `what`. Nothing of it is ever changed: who thinks otherwise rules
 * again, with null where what the document says is to count.
 */
import type { Field } from './fields.js';
import type { AgencyLevel } from './record.js';
import { findHolder, type Standing } from './standing.js';

/**
 * `agency`, `year`: what the document is of, whatever it says itself. `main`: of the copies of its report it is the one
 * that counts. `withdrawn`: it counts for nothing, and no export has it. `not-a-report`: there is no report to be found
 * in it. `reported`: a figure of it is to be looked at.
 */
export const rulingMatters = ['agency', 'year', 'main', 'withdrawn', 'not-a-report', 'reported'] as const;

export type RulingMatter = (typeof rulingMatters)[number];

export interface RuledAgency {
  readonly name: string;
  /** 6, 9 or 12 digits, of whatever year; counts as far as the name leaves its place open. */
  readonly divisionCode: string | null;
  readonly level: AgencyLevel | null;
}

interface Said {
  /** SHA-256. */
  readonly document: string;
  /** The last ruling of the same person on this holds no more. */
  readonly undone: boolean;
  readonly reason: string | null;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** `value`: null where nothing is to hold, and where it is undone. */
export type Ruling = Said &
  (
    | { readonly what: 'agency'; readonly value: RuledAgency | null }
    | { readonly what: 'year'; readonly value: number | null }
    | { readonly what: 'main' | 'withdrawn' | 'not-a-report'; readonly value: true | null }
    | { readonly what: 'reported'; readonly field: Field; readonly value: true | null }
  );

/** Of all rulings on one matter of one document, in the order in which they were made. */
export const findRuling = <One extends Ruling>(rulings: readonly One[]): Standing<One> =>
  findHolder(rulings, {
    isUndone: ({ undone }) => undone,
    meaningOf: ({ value }) => JSON.stringify(value),
  });
