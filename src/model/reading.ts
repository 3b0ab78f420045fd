/** What a reader gives back, and what it is given. */
import type { Document } from './document.js';
import type { Failure } from './failure.js';
import type { PageSketch } from './page-sketch.js';
import type { Place } from './place.js';

/** Bounds on what one document may cost; past them it is a typed failure. */
export interface Limits {
  readonly fileBytes: number;
  readonly inflatedBytes: number;
  readonly inflationRatio: number;
  readonly pages: number;
}

export const defaultLimits: Limits = {
  fileBytes: 64 * 2 ** 20,
  inflatedBytes: 256 * 2 ** 20,
  inflationRatio: 200,
  pages: 2000,
};

/** One reading of one document. */
export interface Reading {
  readonly document: Document;
  /** What the pages were read from; there where it was asked for and the carrier has pages. */
  readonly sketches?: readonly PageSketch[];
  /**
   * The text at a cell's place, got by a cheap way that does not go through the grid; `undefined`
   * when this reader has no such way.
   */
  confirm(at: Place): string | undefined;
  /** Frees what the reader holds; `confirm` may not be called afterwards. */
  close(): void;
}

export type ReadResult = { readonly reading: Reading } | { readonly failure: Failure };

export interface ReadOptions {
  readonly limits: Limits;
  /** The charset the carrier's header named (HTTP Content-Type), if any. */
  readonly charset?: string;
  /** Whether the reading is to keep what its pages were read from. */
  readonly sketch?: boolean;
}
