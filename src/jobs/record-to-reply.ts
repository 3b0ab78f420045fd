import type { OutputRecord } from '#records/record.js';
import { recordToRows } from '#store/result-rows.js';
import type { IngestReply } from './ingest-messages.js';

export function recordToReply(record: OutputRecord): IngestReply {
  const { sha256 } = record.document;
  const rows = recordToRows(record);
  if ('failure' in record) return { sha256, rows, figures: 0, anomalies: {} };
  const anomalies: Record<string, number> = {};
  for (const { severity } of record.anomalies) anomalies[severity] = (anomalies[severity] ?? 0) + 1;
  return { sha256, rows, figures: record.figures.length, anomalies };
}
