/** What a child of the importing process answers. */
import type { ResultRows } from '#store/result-rows.js';

export interface IngestReply {
  /** Of the bytes that the child read. */
  readonly sha256: string;
  readonly rows: ResultRows;
  /** For the log: how many figures, and anomalies by severity. */
  readonly figures: number;
  readonly anomalies: Readonly<Record<string, number>>;
}
