/** What a page was read from, kept on request so that it can be drawn over the page: all as displayed. */
import type { Box } from './place.js';

/** How a border came about: painted, the edge of a background, ends that stand in line, or text alone. */
export type BorderOrigin = 'drawn' | 'edge' | 'closed' | 'aligned';

/** A straight line: its box has no width, or no height. */
export interface Border {
  readonly box: Box;
  readonly origin: BorderOrigin;
}

export interface Word {
  readonly text: string;
  readonly box: Box;
  /** Clockwise degrees by which it is turned against the page. */
  readonly turn: 0 | 90 | 180 | 270;
}

export interface PageSketch {
  /** Counted from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** As found on the page, before they were joined. */
  readonly rulings: readonly Border[];
  /** The borders that the grids of tables were made of, by table. */
  readonly lattices: readonly (readonly Border[])[];
  readonly words: readonly Word[];
  /** Page numbers and running heads. */
  readonly running: readonly Word[];
  /** Words that stand in no block of the document, though they should. */
  readonly lost: readonly Word[];
  /** Where characters were left out: in the colour of the paper; with a line through them. */
  readonly hidden: readonly Box[];
  readonly struck: readonly Box[];
}
