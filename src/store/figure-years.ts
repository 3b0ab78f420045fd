/** One figure of an agency through the years. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface FigureYear {
  readonly year: number;
  readonly reportId: number;
  readonly form: string | null;
  readonly state: string;
  readonly raw: string;
  readonly value: number | null;
  readonly valuePrinted: number | null;
  readonly valueReviewed: number | null;
  /** The gravest anomaly that names the figure, of those that are not dismissed; null where there is none. */
  readonly anomaly: { readonly id: number; readonly severity: string; readonly kind: string } | null;
}

export interface AgencyScopes {
  readonly agency: string;
  readonly divisionCode: string | null;
  /** What its reports speak of, and of how many years: its own work, that of its jurisdiction, or nobody says. */
  readonly scopes: readonly string[];
}

/** Undefined where there is no report of it. */
export async function findAgencyScopes(
  db: Kysely<Tables>,
  agencyKey: string,
): Promise<AgencyScopes | undefined> {
  const reports = await db
    .selectFrom('reports')
    .select(['agency', 'division_code', 'scope'])
    .where('agency_key', '=', agencyKey)
    .orderBy('year')
    .execute();
  const last = reports.at(-1);
  if (!last) return undefined;
  const counts = new Map<string, number>();
  for (const { scope } of reports) counts.set(scope, (counts.get(scope) ?? 0) + 1);
  const scopes = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([scope]) => scope);
  return { agency: last.agency, divisionCode: last.division_code, scopes };
}

/** By year; a year without a report is left out, one whose form has no such figure too. */
export async function listFigureYears(
  db: Kysely<Tables>,
  { agencyKey, scope }: { readonly agencyKey: string; readonly scope: string },
  field: string,
): Promise<FigureYear[]> {
  const reports = await db
    .selectFrom('reports')
    .select('id')
    .where('agency_key', '=', agencyKey)
    .where('scope', '=', scope)
    .execute();
  if (reports.length === 0) return [];
  const ids = reports.map(({ id }) => id);
  const figures = await db
    .selectFrom('report_figures')
    .select(['report_id', 'year', 'form', 'state', 'raw', 'value', 'value_printed', 'value_reviewed'])
    .where('report_id', 'in', ids)
    .where('field', '=', field)
    .orderBy('year')
    .execute();
  const anomalies = await listNaming(db, ids, field);
  return figures.map(({ report_id: reportId, value_printed, value_reviewed, ...figure }) => ({
    ...{ ...figure, reportId, valuePrinted: value_printed, valueReviewed: value_reviewed },
    anomaly: anomalies.find((one) => one.reportId === reportId)?.anomaly ?? null,
  }));
}

/** The gravest first. */
async function listNaming(db: Kysely<Tables>, reports: readonly number[], field: string) {
  const rows = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .select(['report_id', 'anomaly_id', 'review_items.severity', 'review_items.kind', 'fields'])
    .where('report_id', 'in', reports)
    .where('state', '<>', 'dismissed')
    .orderBy('weight')
    .orderBy('anomaly_id')
    .execute();
  return rows
    .filter(({ fields }) => (JSON.parse(fields) as string[]).includes(field))
    .map(({ report_id: reportId, anomaly_id: id, severity, kind }) => ({
      ...{ reportId, anomaly: { id, severity, kind } },
    }));
}
