/** What the importing process and its children say to each other. */
import type { ParseRequest } from '#processes/child-messages.js';
import type { ResultRows } from '#store/result-rows.js';

/** `path` is the document's in the store. */
export type IngestRequest = ParseRequest;

export interface IngestReply {
  readonly rows: ResultRows;
  /** For the log: how many figures, and anomalies by severity. */
  readonly figures: number;
  readonly anomalies: Readonly<Record<string, number>>;
}
