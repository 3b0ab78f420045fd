/** The parts of a judged document to its record. */
import { messageOf } from '#checks/messages/message.js';
import type { Extraction } from '#extract/extraction.js';
import type { Anomaly, Language } from '#model/anomaly.js';
import { type Document, findTables } from '#model/document.js';
import type { Failure } from '#model/failure.js';
import type { Field } from '#records/fields.js';
import type { DocumentInfo, EngineInfo, FailureRecord, ReportInfo, ReportRecord } from '#records/record.js';
import { schemaId } from '#records/schema-id.js';

export function toReportRecord(
  info: DocumentInfo,
  engine: EngineInfo,
  document: Document,
  extraction: Extraction,
  anomalies: readonly Anomaly<Field>[],
  language: Language,
): ReportRecord {
  return {
    schema: schemaId,
    document: info,
    engine,
    report: toReportInfo(extraction),
    sections: extraction.sections,
    figures: extraction.figures,
    tables: [...findTables(document.blocks)],
    indicators: [],
    statements: extraction.statements,
    anomalies: anomalies.map((anomaly) => ({
      ...anomaly,
      message: messageOf(anomaly, extraction.form, language),
    })),
    coverage: extraction.coverage,
  };
}

function toReportInfo({ form, recognized, statements }: Extraction): ReportInfo {
  const { head } = recognized;
  const { title, year, agency, period, signedBy, signedOn, publishedOn } = head;
  return {
    title,
    year,
    scope: statements.find(({ scope }) => scope !== null)?.scope ?? null,
    agency: agency && { ...agency, level: null, divisionCode: null, creditCode: null },
    form: form?.id ?? null,
    period,
    signedBy,
    signedOn,
    publishedOn,
  };
}

export function toFailureRecord(info: DocumentInfo, engine: EngineInfo, failure: Failure): FailureRecord {
  return { schema: schemaId, document: info, engine, failure };
}
