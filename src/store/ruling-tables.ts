/** The tables of what people say by hand; `docs/store.md` explains them. */
import type { Generated } from 'kysely';

/** What people say of documents, and of figures in them that no check has flagged; rows are only ever added. */
export interface RulingsTable {
  readonly id: Generated<number>;
  readonly sha256: string;
  /** `agency`, `year`, `main`, `withdrawn`, `not-a-report` or `reported`. */
  readonly what: string;
  /** Of what is `reported`; else empty. */
  readonly field: string;
  /** JSON; null where nothing is to hold. */
  readonly value: string;
  /** 1 where the last ruling of the same person on this holds no more. */
  readonly is_undone: number;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

/** Which ruling holds; follows from `rulings`. */
export interface RuledTable {
  readonly sha256: string;
  readonly what: string;
  readonly field: string;
  readonly ruling_id: number;
  /** JSON. */
  readonly value: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  /** 1 where people have ruled differently. */
  readonly is_disputed: number;
}
