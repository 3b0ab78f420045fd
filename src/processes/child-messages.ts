/** What parent and child say to each other. */
import type { Context } from '#pipeline/process-document.js';

export interface ParseRequest extends Omit<Context, 'limits'> {
  readonly path: string;
}

export interface ParseReply {
  /** The record as one line of JSON. */
  readonly line: string;
  /** Whether it is the record of a failure. */
  readonly failed: boolean;
}
