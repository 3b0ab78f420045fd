/**
 * What one process has and no other. It is not written down, so nobody has to find out that its owner is dead: a
 * lock of the file system, or of a connection to the server, ends with the process that holds it.
 */
export interface Claim {
  release(): Promise<void>;
}

/** Undefined where somebody has it. */
export type MakeClaim = (name: string) => Promise<Claim | undefined>;
