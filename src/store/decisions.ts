/**
 * Decisions of reviewers: rows that are only ever added. Which of them holds, and what it says of figures, is kept
 * beside them in the same transaction (`settle-decisions.ts`), and follows from what is stored: replayed into another
 * store they come to the same.
 */
import type { Kysely } from 'kysely';
import { type Decision, isSaidOf, isUndone } from '#records/decision.js';
import type { Snapshot, Tx } from './database.js';
import {
  keyOf,
  type ReportKey,
  readSaid,
  type SaidDecision,
  selectDecisions,
  toDecision,
  toRow,
} from './decision-rows.js';
import { isTakingBack, settleReport, takeBackSaid } from './settle-decisions.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

/**
 * As reviewers make them, one after the other, in one transaction. What takes back nothing, since nothing of the
 * same reviewer holds there, is not kept. Tells how many were.
 */
export function saveDecisions(store: Store, decisions: readonly Decision[]): Promise<number> {
  return store.change((tx) => addDecisions(tx, decisions, (decision) => isOfEffect(tx, decision)));
}

/**
 * Of another store, in any order and in pieces, in one transaction: what is taken back may come later. Tells how many of
 * them were not there before.
 */
export function restoreDecisions(store: Store, decisions: readonly Decision[]): Promise<number> {
  return store.change((tx) => addDecisions(tx, decisions, async () => true));
}

async function addDecisions(
  tx: Tx,
  decisions: readonly Decision[],
  isKept: (decision: Decision) => Promise<boolean>,
): Promise<number> {
  let added = 0;
  for (const decision of decisions) {
    if ((await isKnown(tx, decision)) || !(await isKept(decision))) continue;
    added++;
    await tx.insertInto('decisions').values(toRow(decision)).execute();
    for (const key of await findReportsOf(tx, decision)) await settleReport(tx, key);
  }
  return added;
}

async function isOfEffect(tx: Tx, decision: Decision): Promise<boolean> {
  return !isUndone(decision) || isTakingBack(await readSaid(tx, keyOf(decision)), decision);
}

/** In the order in which they were made. */
export async function* readDecisions(snapshot: Snapshot): AsyncGenerator<Decision> {
  for await (const row of selectDecisions(snapshot).stream()) yield toDecision(row);
}

/** On one anomaly of one report, as seen from one of its copies, the first first. */
export async function listDecisionsOn(
  db: Kysely<Tables>,
  {
    report,
    document,
    fingerprint,
  }: {
    readonly report: Decision['report'];
    readonly document: { readonly sha256: string };
    readonly fingerprint: string | null;
  },
): Promise<Decision[]> {
  const said = (await readSaid(db, toKey(report))).filter((one) => one.fingerprint === fingerprint);
  const { taken } = takeBackSaid(said);
  // What takes back what is not seen from here is not seen either.
  return said
    .filter((one) => {
      const subject = isUndone(one) ? taken.get(one) : one;
      return subject?.counts && isSaidOf(subject, document.sha256);
    })
    .map(withoutRank);
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
  const said = await readSaid(db, toKey(report));
  const alike = said.filter((one) => one.code === code && (one.counts || isUndone(one)));
  if (alike.length === 0) return [];
  const present = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .select('fingerprint')
    .where('report_id', '=', report.id)
    .execute();
  const known = new Set<string | null>(present.map(({ fingerprint }) => fingerprint));
  const own = new Set(JSON.parse(fields) as string[]);
  return alike
    .filter((one) => !known.has(one.fingerprint) && one.fields.some((field) => own.has(field)))
    .map(withoutRank);
}

const withoutRank = ({ id: _, rank: __, counts: ___, ...decision }: SaidDecision): Decision => decision;

const toKey = ({ agencyKey: agency_key, year, scope }: Decision['report']): ReportKey => ({
  ...{ agency_key, year, scope },
});

/** The same reviewer said the same of the same at the same moment: it is the same decision. */
async function isKnown(tx: Tx, decision: Decision): Promise<boolean> {
  const { agency_key, year, scope, sha256, fingerprint, verdict, by, at, edits } = toRow(decision);
  const known = await tx
    .selectFrom('decisions')
    .select('id')
    .where('agency_key', '=', agency_key)
    .where('year', '=', year)
    .where('scope', '=', scope)
    .where('sha256', '=', sha256)
    .where('fingerprint', fingerprint === null ? 'is' : '=', fingerprint)
    .where('verdict', '=', verdict)
    .where('by', '=', by)
    .where('at', '=', at)
    .where('edits', '=', edits)
    .executeTakeFirst();
  return known !== undefined;
}

/** Which it names, which its document is a copy of by now, and which others name that were made on the document. */
async function findReportsOf(tx: Tx, decision: Decision): Promise<ReportKey[]> {
  const now = await tx
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select(['agency_key', 'reports.year', 'reports.scope'])
    .where('copies.sha256', '=', decision.document)
    .execute();
  const named = await tx
    .selectFrom('decisions')
    .select(['agency_key', 'year', 'scope'])
    .distinct()
    .where('sha256', '=', decision.document)
    .execute();
  const keys = [keyOf(decision), ...now, ...named];
  return [
    ...new Map(keys.map((key) => [JSON.stringify([key.agency_key, key.year, key.scope]), key])).values(),
  ];
}
