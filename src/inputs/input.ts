/** What may be handed to an import, and why something handed to it cannot be taken. */

import type { AgencyLevel } from '#records/record.js';

/** Why an input cannot be taken. Codes never change their meaning; `docs/inputs.md` explains each. */
export const inputFailureCodes = [
  'no-such-file',
  'no-match',
  'not-readable',
  'file-too-large',
  'bad-address',
  'archive-corrupt',
  'archive-too-large',
  'archive-too-deep',
  'too-many-entries',
  'bomb',
  'entry-corrupt',
  'entry-encrypted',
  'entry-too-large',
  'entry-unsupported',
  'bad-manifest-row',
  'bad-manifest-value',
] as const;

export type InputFailureCode = (typeof inputFailureCodes)[number];

/** What was not taken although it lies there, and is no failure. */
export const passedOverReasons = [
  'hidden',
  'by-system',
  'no-document',
  'link',
  'special',
  'manifest',
] as const;

export type PassedOverReason = (typeof passedOverReasons)[number];

/** What a manifest says of an input. */
export interface ManifestRow {
  /** Of the manifest; `-` for standard input. */
  readonly location: string;
  /** Where the row begins, from 1. */
  readonly line: number;
  readonly agency?: string;
  readonly year?: number;
  /** 6, 9 or 12 digits. */
  readonly divisionCode?: string;
  readonly level?: AgencyLevel;
  readonly charset?: string;
  /** Where the file of the row was published, if the row has a path and an address. */
  readonly address?: string;
}

export interface InputFailure {
  readonly kind: 'failure';
  readonly code: InputFailureCode;
  readonly location: string;
  readonly detail?: string;
  /** The row that named the input. */
  readonly manifest?: ManifestRow;
}

export type Opened = { readonly bytes: Uint8Array } | { readonly failure: InputFailure };

interface Listed {
  /** One place, one location: an absolute path, `archive!/entry`, an address. */
  readonly location: string;
  /** The last part of the location, for people. */
  readonly name: string;
  readonly manifest?: ManifestRow;
}

interface Openable extends Listed {
  readonly size: number;
  /** Together with the location it stands for the content: as long as both are known, nothing has changed. */
  readonly stamp: string;
  /** Never throws for what is wrong with the input or the disk. */
  open(): Promise<Opened>;
}

export interface FileInput extends Openable {
  readonly kind: 'file';
  readonly modified: Date;
}

export interface EntryInput extends Openable {
  readonly kind: 'entry';
  /** The location of the archive it lies in. */
  readonly archive: string;
}

/** Not fetched here. */
export interface AddressInput extends Listed {
  readonly kind: 'address';
}

export type Input = FileInput | EntryInput | AddressInput;

/** Bounds on what one input may cost; past them it is a typed failure. */
export interface InputLimits {
  /** Of a file or an entry that is a document. */
  readonly fileBytes: number;
  /** Of an archive inside an archive, which is held in memory. */
  readonly innerArchiveBytes: number;
  /** Of all entries of an archive together. */
  readonly archiveBytes: number;
  readonly archiveEntries: number;
  /** Of inflated to packed bytes, counted past `ratioFloor`. */
  readonly inflationRatio: number;
  /** A few kilobytes of blank cells shrink a thousandfold and harm nobody. */
  readonly ratioFloor: number;
}

export const defaultInputLimits: InputLimits = {
  fileBytes: 64 * 2 ** 20,
  innerArchiveBytes: 256 * 2 ** 20,
  archiveBytes: 64 * 2 ** 30,
  archiveEntries: 1_000_000,
  inflationRatio: 200,
  ratioFloor: 2 ** 20,
};

/** What every step of a listing is told. */
export interface Listing {
  readonly limits: InputLimits;
  readonly passOver: (reason: PassedOverReason, location: string) => void;
  /** Told of each folder, archive, pattern and manifest that was gone through, whatever was wrong in it. */
  readonly onListed: (location: string) => void;
}
