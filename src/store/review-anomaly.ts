/** One anomaly with all that a reviewer has to see: the figures it is about, their years, and what was decided. */
import type { Kysely } from 'kysely';
import type { Decision } from '#records/decision.js';
import type { Tables } from './tables.js';

export interface ReviewedAnomaly {
  readonly id: number;
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly fingerprint: string;
  readonly message: string;
  /** JSON, as the following. */
  readonly fields: string;
  readonly data: string;
  readonly at: string;
  readonly repairs: string | null;
  readonly weight: number;
  readonly state: string;
  readonly isDisputed: boolean;
  readonly report: {
    readonly id: number;
    readonly agencyKey: string;
    readonly agency: string;
    readonly divisionCode: string | null;
    readonly year: number;
    readonly scope: string;
    readonly form: string | null;
  };
  readonly document: {
    readonly sha256: string;
    readonly charset: string | null;
    readonly format: string | null;
    readonly location: string | null;
    readonly address: string | null;
  };
}

/** Undefined where there is none, or it is of no main copy any more. */
export async function findReviewedAnomaly(
  db: Kysely<Tables>,
  id: number,
): Promise<ReviewedAnomaly | undefined> {
  const row = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .innerJoin('results', 'results.id', 'anomalies.result_id')
    .innerJoin('reports', 'reports.id', 'review_items.report_id')
    .select([
      'anomaly_id',
      'weight',
      'state',
      'is_disputed',
      'rule',
      'fingerprint',
      'message',
      'fields',
      'data',
    ])
    .select(['at', 'repairs', 'anomalies.code', 'anomalies.severity', 'anomalies.kind'])
    .select(['reports.id as report_id', 'agency_key', 'reports.agency', 'reports.division_code'])
    .select(['reports.year', 'reports.scope', 'results.form', 'sha256', 'charset', 'format'])
    .where('anomaly_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const source = await db
    .selectFrom('sources')
    .select(['location', 'address'])
    .where('sha256', '=', row.sha256)
    .orderBy('is_current', 'desc')
    .orderBy('location')
    .limit(1)
    .executeTakeFirst();
  return {
    ...{ id, code: row.code, rule: row.rule, severity: row.severity, kind: row.kind },
    ...{ fingerprint: row.fingerprint, message: row.message, fields: row.fields, data: row.data },
    ...{ at: row.at, repairs: row.repairs, weight: row.weight, state: row.state },
    isDisputed: row.is_disputed === 1,
    report: {
      ...{ id: row.report_id, agencyKey: row.agency_key, agency: row.agency, year: row.year },
      ...{ divisionCode: row.division_code, scope: row.scope, form: row.form },
    },
    document: {
      ...{ sha256: row.sha256, charset: row.charset || null, format: row.format },
      ...{ location: source?.location ?? null, address: source?.address ?? null },
    },
  };
}

export interface ReviewedFigure {
  readonly reportId: number;
  readonly field: string;
  readonly year: number;
  readonly state: string;
  readonly value: number | null;
  readonly valuePrinted: number | null;
  readonly valueReviewed: number | null;
  readonly raw: string;
  readonly at: string | null;
}

/** Of the report's year, of the one before and of the one after. */
export async function listReviewedFigures(
  db: Kysely<Tables>,
  { agencyKey, scope, year }: ReviewedAnomaly['report'],
  fields: readonly string[],
): Promise<ReviewedFigure[]> {
  if (fields.length === 0) return [];
  const reports = await db
    .selectFrom('reports')
    .select('id')
    .where('agency_key', '=', agencyKey)
    .where('scope', '=', scope)
    .where('year', 'in', [year - 1, year, year + 1])
    .execute();
  if (reports.length === 0) return [];
  const rows = await db
    .selectFrom('report_figures')
    .select(['report_id', 'field', 'year', 'state', 'value', 'value_printed', 'value_reviewed', 'raw', 'at'])
    .where(
      'report_id',
      'in',
      reports.map(({ id }) => id),
    )
    .where('field', 'in', fields)
    .orderBy('year')
    .execute();
  return rows.map(({ report_id, value_printed, value_reviewed, ...row }) => ({
    ...{ ...row, reportId: report_id, valuePrinted: value_printed, valueReviewed: value_reviewed },
  }));
}

/** What a decision on an anomaly has to name. */
export type DecisionSubject = Pick<Decision, 'report' | 'document' | 'fingerprint' | 'code'> & {
  readonly fields: readonly string[];
};

/** Of those that are still of a main copy. */
export async function listDecisionSubjects(
  db: Kysely<Tables>,
  ids: readonly number[],
): Promise<DecisionSubject[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .innerJoin('results', 'results.id', 'anomalies.result_id')
    .innerJoin('reports', 'reports.id', 'review_items.report_id')
    .select(['agency_key', 'reports.year', 'reports.scope', 'sha256', 'fingerprint', 'anomalies.code'])
    .select('fields')
    .where('anomaly_id', 'in', ids)
    .orderBy('anomaly_id')
    .execute();
  return rows.map(({ agency_key: agencyKey, year, scope, sha256: document, fingerprint, code, fields }) => ({
    report: { agencyKey, year, scope },
    ...{ document, fingerprint, code, fields: JSON.parse(fields) as string[] },
  }));
}
