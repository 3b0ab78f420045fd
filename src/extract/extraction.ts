/** What extraction makes of a recognized document, beside the record's own parts. */
import type { Form } from '#forms/form.js';
import type { CellDoubt, Remark } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { LabelMatch, Undecided } from '#recognize/recognition.js';
import type { Recognized } from '#recognize/recognize.js';
import type { Field } from '#records/fields.js';
import type { Coverage, Figure, Section, Statement } from '#records/record.js';
import type { NumberNote } from '#text/printed-number.js';

/** Why one may believe a figure, or not. */
export interface Evidence {
  readonly notes: readonly NumberNote[];
  readonly doubts: readonly CellDoubt[];
  readonly row: LabelMatch | undefined;
}

/** Cells that claim one field and do not say the same. */
export interface Conflict {
  readonly field: Field;
  readonly texts: readonly string[];
  readonly at: readonly Place[];
}

export interface Extraction {
  readonly form: Form | undefined;
  readonly recognized: Recognized;
  readonly figures: readonly Figure[];
  readonly byField: ReadonlyMap<Field, Figure>;
  readonly evidence: ReadonlyMap<Field, Evidence>;
  readonly conflicts: readonly Conflict[];
  readonly undecided: readonly Undecided[];
  readonly sections: readonly Section[];
  readonly statements: readonly Statement[];
  readonly coverage: Coverage;
  /** What the reader noticed. */
  readonly remarks: readonly Remark[];
  /** Digits of the carrier's stream that stand in no block of the document. */
  readonly lostDigits: number;
}
