/**
 * Decisions of reviewers: rows that are only ever added. Which of them holds, and what it says of figures, is kept
 * beside them in the same transaction, and follows from what is stored: replayed into another store they come to
 * the same. A decision counts for the report that it names, and for the one that its document is a copy of by now:
 * a report whose place becomes known, or whose name is read better, is another one.
 */
import type { Kysely, Selectable } from 'kysely';
import { type Decision, type DecisionEdit, findStanding, type Verdict } from '#records/decision.js';
import type { Field } from '#records/fields.js';
import type { Snapshot, Tx } from './database.js';
import { refreshReviewItems } from './review-items.js';
import type { DecisionsTable } from './review-tables.js';
import { toStorable } from './storable.js';
import type { Store } from './store.js';
import type { ReportsTable, Tables } from './tables.js';

export type ReportKey = Pick<Selectable<ReportsTable>, 'agency_key' | 'year' | 'scope'>;

/** In one transaction. Tells how many of them were not there before. */
export function saveDecisions(store: Store, decisions: readonly Decision[]): Promise<number> {
  return store.change(async (tx) => {
    let added = 0;
    for (const decision of decisions) {
      if (await isKnown(tx, decision)) continue;
      added++;
      await tx.insertInto('decisions').values(toRow(decision)).execute();
      await settleReport(tx, keyOf(decision));
      const now = await findReportOf(tx, decision.document);
      if (now && !isSame(now, keyOf(decision))) await settleReport(tx, now);
    }
    return added;
  });
}

/** In the order in which they were made. */
export async function* readDecisions(snapshot: Snapshot): AsyncGenerator<Decision> {
  const rows = snapshot.selectFrom('decisions').selectAll().orderBy('at').orderBy('id').stream();
  for await (const row of rows) yield toDecision(row);
}

/** On one anomaly of one report, the first first. */
export async function listDecisionsOn(
  db: Kysely<Tables>,
  { report, fingerprint }: { readonly report: Decision['report']; readonly fingerprint: string | null },
): Promise<Decision[]> {
  const { agencyKey: agency_key, year, scope } = report;
  const rows = await selectOf(db, { agency_key, year, scope }).execute();
  return rows.filter((row) => row.fingerprint === fingerprint).map(toDecision);
}

/**
 * On anomalies of the report that are no more, of the same code and some of the same figures: what they rested on has
 * changed.
 */
export async function listEarlierDecisions(
  db: Kysely<Tables>,
  {
    report,
    code,
    fields,
  }: {
    readonly report: Decision['report'] & { readonly id: number };
    readonly code: string;
    readonly fields: string;
  },
): Promise<Decision[]> {
  const { id, agencyKey: agency_key, year, scope } = report;
  const rows = await selectOf(db, { agency_key, year, scope }).where('code', '=', code).execute();
  if (rows.length === 0) return [];
  const present = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .select('fingerprint')
    .where('report_id', '=', id)
    .execute();
  const known = new Set<string | null>(present.map(({ fingerprint }) => fingerprint));
  const own = new Set(JSON.parse(fields) as string[]);
  return rows
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .map(toDecision)
    .filter((decision) => decision.fields.some((field) => own.has(field)));
}

/** To be asked whenever a document has become a copy of a report, or none of it any more. */
export async function settleDecisionsOf(
  tx: Tx,
  { agency_key, year, scope }: ReportKey,
  sha256: string,
): Promise<void> {
  const key = { agency_key, year, scope };
  const decided = tx
    .selectFrom('decisions')
    .select('id')
    .where(({ or, and, eb }) =>
      or([
        eb('sha256', '=', sha256),
        and([eb('agency_key', '=', key.agency_key), eb('year', '=', key.year), eb('scope', '=', key.scope)]),
      ]),
    )
    .limit(1);
  if (await decided.executeTakeFirst()) await settleReport(tx, key);
}

/** The same reviewer said the same of the same at the same moment: it is the same decision. */
async function isKnown(tx: Tx, decision: Decision): Promise<boolean> {
  const { agency_key, year, scope, fingerprint, verdict, by, at, edits } = toRow(decision);
  const known = await tx
    .selectFrom('decisions')
    .select('id')
    .where('agency_key', '=', agency_key)
    .where('year', '=', year)
    .where('scope', '=', scope)
    .where('fingerprint', fingerprint === null ? 'is' : '=', fingerprint)
    .where('verdict', '=', verdict)
    .where('by', '=', by)
    .where('at', '=', at)
    .where('edits', '=', edits)
    .executeTakeFirst();
  return known !== undefined;
}

/** All decisions that count for the report, in the order in which they were made. */
const selectOf = (db: Kysely<Tables>, { agency_key, year, scope }: ReportKey) =>
  db
    .selectFrom('decisions')
    .selectAll()
    .where(({ or, and, eb, selectFrom }) =>
      or([
        and([eb('agency_key', '=', agency_key), eb('year', '=', year), eb('scope', '=', scope)]),
        eb(
          'sha256',
          'in',
          selectFrom('copies')
            .innerJoin('reports', 'reports.id', 'copies.report_id')
            .select('copies.sha256')
            .where('reports.agency_key', '=', agency_key)
            .where('reports.year', '=', year)
            .where('reports.scope', '=', scope),
        ),
      ]),
    )
    .orderBy('at')
    .orderBy('id');

async function findReportOf(tx: Tx, sha256: string): Promise<ReportKey | undefined> {
  return tx
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select(['agency_key', 'year', 'scope'])
    .where('copies.sha256', '=', sha256)
    .orderBy('copies.charset')
    .executeTakeFirst();
}

const isSame = (one: ReportKey, other: ReportKey): boolean =>
  one.agency_key === other.agency_key && one.year === other.year && one.scope === other.scope;

interface Holder {
  readonly row: Selectable<DecisionsTable>;
  readonly isDisputed: boolean;
}

/** What holds now of each anomaly of the report, and of its figures. */
async function settleReport(tx: Tx, key: ReportKey): Promise<void> {
  const groups = new Map<string, Selectable<DecisionsTable>[]>();
  for (const row of await selectOf(tx, key).execute()) {
    const subject = row.fingerprint ?? '';
    groups.set(subject, [...(groups.get(subject) ?? []), row]);
  }
  const holders = [...groups.values()].flatMap(findHolder);
  for (const table of ['standings', 'edits'] as const)
    await tx
      .deleteFrom(table)
      .where('agency_key', '=', key.agency_key)
      .where('year', '=', key.year)
      .where('scope', '=', key.scope)
      .execute();
  for (const { row, isDisputed } of holders)
    await tx
      .insertInto('standings')
      .values({
        ...{ ...key, fingerprint: row.fingerprint ?? '', decision_id: row.id, verdict: row.verdict },
        ...{ sha256: documentOf(row), is_disputed: isDisputed ? 1 : 0 },
      })
      .execute();
  for (const edit of toEdits(key, holders)) await tx.insertInto('edits').values(edit).execute();
  const reports = await tx
    .selectFrom('reports')
    .select('id')
    .where('agency_key', '=', key.agency_key)
    .where('year', '=', key.year)
    .where('scope', '=', key.scope)
    .execute();
  await refreshReviewItems(
    tx,
    reports.map(({ id }) => id),
  );
}

function findHolder(rows: readonly Selectable<DecisionsTable>[]): Holder[] {
  const known = rows.map((row) => ({ row, decision: toDecision(row) }));
  const { decision, isDisputed } = findStanding(known.map((one) => one.decision));
  const holder = known.find((one) => one.decision === decision);
  return holder ? [{ row: holder.row, isDisputed }] : [];
}

/** Where several decisions that hold speak of one figure, the latest does. */
function toEdits(key: ReportKey, holders: readonly Holder[]) {
  const latest = [...holders].sort(({ row: one }, { row: other }) =>
    one.at === other.at ? one.id - other.id : one.at < other.at ? -1 : 1,
  );
  const edits = latest.flatMap(({ row }) => {
    const [{ id, verdict }, sha256] = [row, documentOf(row)];
    return (JSON.parse(row.edits) as DecisionEdit[]).map(
      ({ field, from, to }) =>
        [
          `${verdict} ${sha256} ${field}`,
          { ...key, field, verdict, sha256, decision_id: id, value_from: from, value_to: to },
        ] as const,
    );
  });
  return new Map(edits).values();
}

/** What is misread is so in one document; all else is said of the report. */
const documentOf = ({ verdict, sha256 }: Selectable<DecisionsTable>): string =>
  verdict === 'misread' ? sha256 : '';

const keyOf = ({ report: { agencyKey, year, scope } }: Decision): ReportKey => ({
  ...{ agency_key: agencyKey, year, scope },
});

const toRow = (decision: Decision) => ({
  ...{ ...keyOf(decision), sha256: decision.document, fingerprint: decision.fingerprint },
  ...{ verdict: decision.verdict, edits: JSON.stringify(decision.edits), code: decision.code },
  ...{ reason: decision.reason && toStorable(decision.reason), by: toStorable(decision.by) },
  ...{ at: decision.at, fields: JSON.stringify(decision.fields) },
});

const toDecision = (row: Selectable<DecisionsTable>): Decision => ({
  report: { agencyKey: row.agency_key, year: row.year, scope: row.scope },
  ...{ document: row.sha256, fingerprint: row.fingerprint, code: row.code },
  ...{ fields: JSON.parse(row.fields) as Field[], verdict: row.verdict as Verdict },
  ...{ edits: JSON.parse(row.edits) as DecisionEdit[], reason: row.reason, by: row.by, at: row.at },
});
