/** What one document may cost a child process; documented in the help of `gouji parse`. */
export interface ProcessLimits {
  readonly milliseconds: number;
  /** Resident memory. */
  readonly bytes: number;
  /** A child is replaced after so many documents. */
  readonly documents: number;
}

export const defaultProcessLimits: ProcessLimits = {
  milliseconds: 60_000,
  bytes: 768 * 2 ** 20,
  documents: 500,
};

/** Heap of a child, in MiB: below the limit on resident memory, which also holds buffers and WebAssembly. */
export const heapMebibytes = 512;
