/** Why no record can be made of a document. Codes never change their meaning. */
export const failureCodes = [
  'empty',
  'unsupported-format',
  'encrypted',
  'corrupt',
  'too-large',
  'bomb',
  'timeout',
  'out-of-memory',
  'no-text-layer',
  'unreadable-text-layer',
  'not-a-report',
  'list-page',
  'attachment-only',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** A document from which no record can be made. */
export interface Failure {
  readonly code: FailureCode;
  readonly detail?: string;
}

/**
 * Thrown inside a reader where the document itself is at fault, and caught at the reader's door:
 * callers of readers get the `Failure` as data.
 */
export class DocumentError extends Error {
  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }

  toFailure(): Failure {
    const { code, detail } = this;
    return { code, ...(detail !== undefined && { detail }) };
  }
}
