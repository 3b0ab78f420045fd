/**
 * Decisions of reviewers: rows that are only ever added. Which of them holds, and what it says of figures, is kept
 * beside them in the same transaction, and follows from them alone: replayed into another store they come to the same.
 */
import type { Selectable } from 'kysely';
import { type Decision, type DecisionEdit, findStanding, type Verdict } from '#records/decision.js';
import type { Field } from '#records/fields.js';
import type { Snapshot, Tx } from './database.js';
import { toStorable } from './storable.js';
import type { Store } from './store.js';
import type { DecisionsTable } from './tables.js';

/** In one transaction. Tells how many of them were not there before. */
export function saveDecisions(store: Store, decisions: readonly Decision[]): Promise<number> {
  return store.change(async (tx) => {
    let added = 0;
    for (const decision of decisions) {
      if (await isKnown(tx, decision)) continue;
      added++;
      await tx.insertInto('decisions').values(toRow(decision)).execute();
      await settle(tx, decision);
    }
    return added;
  });
}

/** In the order in which they were made. */
export async function* readDecisions(snapshot: Snapshot): AsyncGenerator<Decision> {
  const rows = snapshot.selectFrom('decisions').selectAll().orderBy('at').orderBy('id').stream();
  for await (const row of rows) yield toDecision(row);
}

/** The same reviewer said the same of the same at the same moment: it is the same decision. */
async function isKnown(tx: Tx, decision: Decision): Promise<boolean> {
  const { verdict, by, at, edits } = toRow(decision);
  const known = await selectOn(tx, decision)
    .where('verdict', '=', verdict)
    .where('by', '=', by)
    .where('at', '=', at)
    .where('edits', '=', edits)
    .executeTakeFirst();
  return known !== undefined;
}

/** All decisions on what this one is on. */
const selectOn = (tx: Tx, { report, fingerprint }: Decision) =>
  tx
    .selectFrom('decisions')
    .selectAll()
    .where('agency_key', '=', report.agencyKey)
    .where('year', '=', report.year)
    .where('scope', '=', report.scope)
    .where('fingerprint', fingerprint === null ? 'is' : '=', fingerprint);

/** What holds now of the anomaly, and of the figures of its report. */
async function settle(tx: Tx, decision: Decision): Promise<void> {
  const rows = await selectOn(tx, decision).orderBy('at').orderBy('id').execute();
  const known = rows.map((row) => ({ row, decision: toDecision(row) }));
  const standing = findStanding(known.map((one) => one.decision));
  const holder = known.find((one) => one.decision === standing.decision);
  const key = keyOf(decision);
  await tx
    .deleteFrom('standings')
    .where('agency_key', '=', key.agency_key)
    .where('year', '=', key.year)
    .where('scope', '=', key.scope)
    .where('fingerprint', '=', decision.fingerprint ?? '')
    .execute();
  if (holder)
    await tx
      .insertInto('standings')
      .values({
        ...{ ...key, fingerprint: decision.fingerprint ?? '', decision_id: holder.row.id },
        ...{ verdict: holder.row.verdict, is_disputed: standing.isDisputed ? 1 : 0 },
      })
      .execute();
  await settleEdits(tx, decision);
}

/** Where several decisions that hold speak of one figure, the latest does. */
async function settleEdits(tx: Tx, decision: Decision): Promise<void> {
  const key = keyOf(decision);
  const standing = await tx
    .selectFrom('standings')
    .innerJoin('decisions', 'decisions.id', 'standings.decision_id')
    .select(['decisions.id', 'decisions.verdict', 'decisions.edits'])
    .where('standings.agency_key', '=', key.agency_key)
    .where('standings.year', '=', key.year)
    .where('standings.scope', '=', key.scope)
    .orderBy('decisions.at')
    .orderBy('decisions.id')
    .execute();
  const edits = new Map(
    standing.flatMap(({ id, verdict, edits: json }) =>
      (JSON.parse(json) as DecisionEdit[]).map(({ field, from, to }) => [
        `${verdict} ${field}`,
        { ...key, field, verdict, decision_id: id, value_from: from, value_to: to },
      ]),
    ),
  );
  await tx
    .deleteFrom('edits')
    .where('agency_key', '=', key.agency_key)
    .where('year', '=', key.year)
    .where('scope', '=', key.scope)
    .execute();
  if (edits.size > 0)
    await tx
      .insertInto('edits')
      .values([...edits.values()])
      .execute();
}

const keyOf = ({ report: { agencyKey, year, scope } }: Decision) => ({ agency_key: agencyKey, year, scope });

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
