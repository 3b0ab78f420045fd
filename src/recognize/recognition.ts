/**
 * What recognition says of a document: which form it is on, which cell is which field and how sure
 * that is, and what of the form was altered. Nothing here is a value yet.
 */
import type { FormBlock, FormRow, TableId } from '#forms/form.js';
import type { CellDoubt } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';

/** How a label was found to be one of the form's. */
export type MatchWay =
  /** Its own wording, whatever its spacing, brackets and number. */
  | 'exact'
  /** A known other wording. */
  | 'alias'
  /** Its wording with more in brackets. */
  | 'extended'
  /** Close to its wording and to no other. */
  | 'fuzzy'
  /** Not by its wording at all: it stands where the form has exactly this row. */
  | 'position';

export interface LabelMatch {
  /** As the form has it. */
  readonly expected: string;
  /** As printed, white space squeezed. */
  readonly printed: string;
  readonly way: MatchWay;
  /** Of a label found by likeness: in how many characters it differs from the wording. */
  readonly edits?: number;
  readonly at: Place;
}

/** How the column of a figure was told: by the header above it, by its place in the row, by its place in a line. */
export type ColumnWay = 'header' | 'order' | 'line';

/** A field and the cell that claims it. */
export interface Binding {
  readonly field: Field;
  /** Text of the cell, or of the run of characters that belongs to the field. */
  readonly text: string;
  readonly at: Place;
  readonly doubts: readonly CellDoubt[];
  readonly row: LabelMatch | undefined;
  /** Undefined where digits run together were split by their sums. */
  readonly column?: ColumnWay;
}

/** Fields whose cells are there, but not which is whose. */
export interface Undecided {
  readonly reason: 'uncertain-columns' | 'figure-over-cells' | 'run-together';
  readonly fields: readonly Field[];
  /** What is printed for them, in order. */
  readonly texts: readonly string[];
  readonly at: Place;
}

/** A row with figures that is none of the form's. */
export interface ForeignRow {
  readonly table: TableId;
  readonly label: string;
  readonly texts: readonly string[];
  readonly at: Place;
}

/** A value in a row of the form, in a column that is none of the form's. */
export interface ForeignCell {
  readonly table: TableId;
  readonly row: string;
  readonly text: string;
  readonly at: Place;
}

export interface RecognizedTable {
  readonly id: TableId;
  readonly at: readonly Place[];
}

export interface TableRecognition {
  readonly tables: readonly RecognizedTable[];
  readonly bindings: readonly Binding[];
  readonly undecided: readonly Undecided[];
  readonly foreignRows: readonly ForeignRow[];
  readonly foreignCells: readonly ForeignCell[];
  readonly alteredLabels: readonly (LabelMatch & { readonly table: TableId })[];
  /** Whether the row that the form of 2021 divides is printed undivided. */
  readonly undivided: boolean;
  /** Fields of rows found as columns of a table that is turned over: not bound. */
  readonly turned: readonly Field[];
  /**
   * Tables whose columns no ruling bounds, or that run over the edge of the page: every reading of them
   * rests on the same alignment, or misses the same cells.
   */
  readonly unsure: readonly TableId[];
}

/** A row of the form with the block it is in. */
export interface RowTarget {
  readonly table: TableId;
  readonly block: FormBlock;
  readonly row: FormRow;
  /** Position among all rows of the form's tables. */
  readonly order: number;
}
