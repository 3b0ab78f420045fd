/** The parts of a judged document to its record. */
import { findPlacement } from '#agencies/find-placement.js';
import { placementToRecord } from '#agencies/placement.js';
import { messageOf } from '#checks/messages/message.js';
import type { Extraction } from '#extract/extraction.js';
import type { Anomaly, Language } from '#model/anomaly.js';
import { type Document, findTables } from '#model/document.js';
import type { Failure } from '#model/failure.js';
import type { Field } from '#records/fields.js';
import type { DocumentInfo, EngineInfo, FailureRecord, ReportInfo, ReportRecord } from '#records/record.js';
import { schemaId } from '#records/schema-id.js';

export async function toReportRecord(
  info: DocumentInfo,
  engine: EngineInfo,
  document: Document,
  extraction: Extraction,
  anomalies: readonly Anomaly<Field>[],
  language: Language,
): Promise<ReportRecord> {
  return {
    schema: schemaId,
    document: info,
    engine,
    report: toReportInfo(extraction, await placeAgency(document, extraction)),
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

function toReportInfo(
  { form, recognized, statements }: Extraction,
  agency: ReportInfo['agency'],
): ReportInfo {
  const { head } = recognized;
  const { title, year, period, signedBy, signedOn, publishedOn } = head;
  return {
    title,
    year,
    scope: statements.find(({ scope }) => scope !== null)?.scope ?? null,
    agency,
    form: form?.id ?? null,
    period,
    signedBy,
    signedOn,
    publishedOn,
  };
}

/** From the page alone; its address is known to whoever fetched it, and may be added to the query there. */
async function placeAgency(
  { stream, meta }: Document,
  { recognized: { head } }: Extraction,
): Promise<ReportInfo['agency']> {
  if (!head.agency) return null;
  const text = [head.signedBy, meta.title, meta.source, meta.site, stream].filter(Boolean).join('\n');
  const { name, raw } = head.agency;
  return { name, raw, ...placementToRecord(await findPlacement({ name, year: head.year, text })) };
}

export function toFailureRecord(info: DocumentInfo, engine: EngineInfo, failure: Failure): FailureRecord {
  return { schema: schemaId, document: info, engine, failure };
}
