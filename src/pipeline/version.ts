/** Versions of this program and of its judgement, part of every record. */
export const engineVersion = '0.1.0';

/** Raised with every change of forms, recognition, extraction or checks that may change a record. */
export const judgingVersion = '1';
