/** All that is known of how one document was read: what the page is drawn from. */
import type { Extraction } from '#extract/extraction.js';
import type { Document } from '#model/document.js';
import type { PageSketch } from '#model/page-sketch.js';
import type { Asked } from '#pipeline/observe.js';
import type { Recognized } from '#recognize/recognize.js';
import type { OutputRecord } from '#records/record.js';

/** A page of the document as a picture. */
export interface PageImage {
  /** Counted from 1. */
  readonly number: number;
  /** In points. */
  readonly size: readonly [width: number, height: number];
  readonly png: Uint8Array;
}

export type TimedStage = 'read' | 'recognized' | 'extracted' | 'read-again' | 'checked' | 'rendered';

export interface Timing {
  readonly stage: TimedStage;
  readonly milliseconds: number;
}

/** What follows a stage that failed is undefined. */
export interface Inspection {
  readonly record: OutputRecord;
  readonly document: Document | undefined;
  /** Whether the second reader's, because the first failed. */
  readonly stoodIn: boolean;
  readonly sketches: readonly PageSketch[];
  readonly images: readonly PageImage[];
  /** Of a text file, as decoded. */
  readonly lines: readonly string[] | undefined;
  readonly recognized: Recognized | undefined;
  readonly extraction: Extraction | undefined;
  readonly second: Asked | undefined;
  readonly timings: readonly Timing[];
}
