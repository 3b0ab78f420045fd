/** The stages told, as each is done, to those who look inside; a record is made without. */
import type { SecondOpinion } from '#checks/check.js';
import type { Extraction } from '#extract/extraction.js';
import type { Anomaly } from '#model/anomaly.js';
import type { Failure } from '#model/failure.js';
import type { Recognized } from '#recognize/recognize.js';
import type { Field } from '#records/fields.js';
import type { FirstResult } from './read-document.js';

/** What came of the second reading. */
export interface Asked {
  readonly opinion: SecondOpinion;
  /** The readers that gave one. */
  readonly readers: readonly string[];
  /** Of the second reader. */
  readonly failure?: Failure;
}

/** What a stage made. The first reading is closed when the last stage is done; its document remains. */
export type Step =
  | { readonly stage: 'read'; readonly first: FirstResult }
  | { readonly stage: 'recognized'; readonly recognized: Recognized }
  | { readonly stage: 'extracted'; readonly extraction: Extraction }
  | ({ readonly stage: 'read-again' } & Asked)
  | { readonly stage: 'checked'; readonly anomalies: readonly Anomaly<Field>[] };

export type Observe = (step: Step) => void;
