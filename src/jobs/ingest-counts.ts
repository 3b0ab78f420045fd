/** How inputs ended. */
export interface IngestCounts {
  /** Read, and a record stored. */
  records: number;
  /** Read, and a failure stored: not a report, no text, … */
  failed: number;
  /** Nothing could be read, or not all: no such file, a damaged archive, a bad value of a manifest, … */
  unread: number;
  /** Stored before, by the same engine. */
  unchanged: number;
  /** Other places of documents that were stored before. */
  known: number;
  /** Archives at addresses: what is in them is counted besides. */
  unpacked: number;
  /** Waiting for a worker. */
  left: number;
}

/** In the order in which they are told. */
export const outcomes = [
  'records',
  'failed',
  'unread',
  'unchanged',
  'known',
  'unpacked',
  'left',
] as const satisfies readonly (keyof IngestCounts)[];

export const newCounts = (): IngestCounts => ({
  ...{ records: 0, failed: 0, unread: 0, unchanged: 0, known: 0 },
  ...{ unpacked: 0, left: 0 },
});

export const countAll = (counts: IngestCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
