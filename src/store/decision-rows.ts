/**
 * Decisions as rows, in their order, and which of them count for a report: those that name it, and those on a document
 * that is a copy of it by now. A report whose place becomes known, or whose name is read better, is another one.
 */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Decision, DecisionEdit, Verdict } from '#records/decision.js';
import type { Field } from '#records/fields.js';
import type { DecisionsTable } from './review-tables.js';
import { toStorable } from './storable.js';
import type { ReportsTable, Tables } from './tables.js';

export type ReportKey = Pick<Selectable<ReportsTable>, 'agency_key' | 'year' | 'scope'>;

export interface SaidDecision extends Decision {
  readonly id: number;
  /** By which it stands among the others. */
  readonly rank: number;
  /** False of one that only takes part in what is taken back: it is on another report by now, of the same document. */
  readonly counts: boolean;
}

/** In the order in which they were made; of one moment what is taken back last. None of it is the order they came in. */
export const selectDecisions = (db: Kysely<Tables>) =>
  db
    .selectFrom('decisions')
    .selectAll()
    .orderBy('at')
    .orderBy('by')
    .orderBy(sql`case verdict when 'undone' then 1 else 0 end`)
    .orderBy('verdict')
    .orderBy('edits')
    .orderBy('fingerprint', (order) => order.asc().nullsFirst())
    .orderBy('sha256')
    .orderBy('agency_key')
    .orderBy('year')
    .orderBy('scope');

/** All that count for the report, and what else was said of the same anomalies of the same documents. */
export async function readSaid(db: Kysely<Tables>, key: ReportKey): Promise<SaidDecision[]> {
  const copies = await readCopies(db, key);
  const named = db
    .selectFrom('decisions')
    .select('sha256')
    .where('agency_key', '=', key.agency_key)
    .where('year', '=', key.year)
    .where('scope', '=', key.scope);
  const rows = await selectDecisions(db)
    .where(({ or, eb }) =>
      or([eb('sha256', 'in', named), ...(copies.length > 0 ? [eb('sha256', 'in', copies)] : [])]),
    )
    .execute();
  const said = rows.map((row, rank) => ({
    ...{ ...toDecision(row), id: row.id, rank },
    counts: isSame(row, key) || copies.includes(row.sha256),
  }));
  const subjects = new Set(said.filter(({ counts }) => counts).map(subjectOf));
  return said.filter((one) => subjects.has(subjectOf(one)));
}

const subjectOf = ({ document, fingerprint }: Decision): string => `${document} ${fingerprint ?? ''}`;

async function readCopies(db: Kysely<Tables>, { agency_key, year, scope }: ReportKey): Promise<string[]> {
  const rows = await db
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select('copies.sha256')
    .where('reports.agency_key', '=', agency_key)
    .where('reports.year', '=', year)
    .where('reports.scope', '=', scope)
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

const isSame = (one: ReportKey, other: ReportKey): boolean =>
  one.agency_key === other.agency_key && one.year === other.year && one.scope === other.scope;

export const keyOf = ({ report: { agencyKey, year, scope } }: Decision): ReportKey => ({
  ...{ agency_key: agencyKey, year, scope },
});

export const toRow = (decision: Decision) => ({
  ...{ ...keyOf(decision), sha256: decision.document, fingerprint: decision.fingerprint },
  ...{ verdict: decision.verdict, edits: JSON.stringify(decision.edits), code: decision.code },
  ...{ reason: decision.reason && toStorable(decision.reason), by: toStorable(decision.by) },
  ...{ at: decision.at, fields: JSON.stringify(decision.fields) },
});

export const toDecision = (row: Selectable<DecisionsTable>): Decision => ({
  report: { agencyKey: row.agency_key, year: row.year, scope: row.scope },
  ...{ document: row.sha256, fingerprint: row.fingerprint, code: row.code },
  ...{ fields: JSON.parse(row.fields) as Field[], verdict: row.verdict as Verdict },
  ...{ edits: JSON.parse(row.edits) as DecisionEdit[], reason: row.reason, by: row.by, at: row.at },
});
