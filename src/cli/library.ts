/** For users of the library: bytes in, record out, nothing to set up. */

import type { Language } from '#model/anomaly.js';
import { processDocument, type SecondReading } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import type { OutputRecord } from '#records/record.js';

export type { Anomaly, Repair } from '#model/anomaly.js';
export type { Cell, Document, Paragraph, Table } from '#model/document.js';
export type { Failure, FailureCode } from '#model/failure.js';
export type { Place } from '#model/place.js';
export type { Context } from '#pipeline/process-document.js';
export type { Field } from '#records/fields.js';
export type { Figure, OutputRecord, ReportRecord, Section, Statement } from '#records/record.js';

const engines = loadEngines();

export interface ParseReportOptions {
  /** Stands in the record; nothing is told from it. */
  readonly name?: string;
  /** The charset of the HTTP header the document came with. */
  readonly charset?: string;
  readonly secondReading?: SecondReading;
  readonly language?: Language;
}

/** The record of one published report, or the failure it deserves. In this process, without time limit. */
export function parseReport(bytes: Uint8Array, options: ParseReportOptions = {}): Promise<OutputRecord> {
  return processDocument(bytes, { name: '', ...options }, engines);
}
