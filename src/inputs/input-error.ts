import type { InputFailure, InputFailureCode } from './input.js';

/** Why something cannot be taken, before it is known where it lies. */
export interface Fault {
  readonly code: InputFailureCode;
  readonly detail?: string;
}

/** Thrown inside this folder where the input is at fault, and caught at its doors: callers get an `InputFailure`. */
export class InputError extends Error {
  constructor(
    readonly code: InputFailureCode,
    readonly detail?: string,
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }
}

/** What the file system is never asked for: a path with a NUL in it. */
const noPath = 'ERR_INVALID_ARG_VALUE';

/** Throws again what neither the input nor the disk can be blamed for. */
export function errorToFault(error: unknown): Fault {
  if (error instanceof InputError) {
    const { code, detail } = error;
    return { code, ...(detail !== undefined && { detail }) };
  }
  const { syscall, code } = error as NodeJS.ErrnoException;
  if (code === noPath) return { code: 'no-such-file' };
  if (!syscall || !code) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'no-such-file' };
  return { code: 'not-readable', detail: code };
}

export function faultToFailure({ code, detail }: Fault, location: string): InputFailure {
  return { kind: 'failure', code, location, ...(detail !== undefined && { detail }) };
}

export function errorToFailure(error: unknown, location: string): InputFailure {
  return faultToFailure(errorToFault(error), location);
}
