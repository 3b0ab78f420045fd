/**
 * What holds of each anomaly of a report, and of its figures. It follows from the decisions and from what is stored, so
 * it is settled anew whenever a decision is made or a copy of the report, its anomalies or its main copy have changed.
 *
 *   standings   a row an anomaly that is decided; one more for each document that was misread there, since it is seen
 *               otherwise from there. The row of a document goes before the one of all (`sha256` empty).
 *   edits       of what holds as seen from the main copy, and only while an anomaly is there that it was decided on:
 *               what it rested on may have changed though the figure did not. The decision stays, and holds again when
 *               its anomaly is found again.
 */
import { type Decision, isSaidOf, isUndone, seeStanding } from '#records/decision.js';
import { takeBack } from '#records/standing.js';
import type { Tx } from './database.js';
import { type ReportKey, readSaid, type SaidDecision } from './decision-rows.js';
import { refreshReviewItems } from './review-items.js';

/** To be asked whenever a document is a copy of the report no more, which may be gone. */
export async function settleDecisionsOf(tx: Tx, key: ReportKey, sha256: string): Promise<void> {
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

/** To be asked whenever copies of the reports, their anomalies or the main one have changed. */
export async function settleReports(tx: Tx, reports: readonly number[]): Promise<void> {
  if (reports.length === 0) return;
  const decided = await tx
    .selectFrom('reports')
    .select(['agency_key', 'year', 'scope'])
    .where('id', 'in', reports)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('decisions')
            .select('decisions.id')
            .whereRef('decisions.agency_key', '=', 'reports.agency_key')
            .whereRef('decisions.year', '=', 'reports.year')
            .whereRef('decisions.scope', '=', 'reports.scope'),
        ),
        exists(
          selectFrom('copies')
            .innerJoin('decisions', 'decisions.sha256', 'copies.sha256')
            .select('decisions.id')
            .whereRef('copies.report_id', '=', 'reports.id'),
        ),
      ]),
    )
    .execute();
  for (const key of decided) await settleReport(tx, key);
}

export async function settleReport(tx: Tx, { agency_key, year, scope }: ReportKey): Promise<void> {
  const key = { agency_key, year, scope };
  const anomalies = groupStanding(await readSaid(tx, key));
  const standings = anomalies.flatMap(toStandings);
  const edits = await toEdits(tx, key, anomalies);
  for (const table of ['standings', 'edits'] as const)
    await tx
      .deleteFrom(table)
      .where('agency_key', '=', agency_key)
      .where('year', '=', year)
      .where('scope', '=', scope)
      .execute();
  for (const standing of standings)
    await tx
      .insertInto('standings')
      .values({ ...key, ...standing })
      .execute();
  for (const edit of edits) await tx.insertInto('edits').values(edit).execute();
  const reports = await tx
    .selectFrom('reports')
    .select('id')
    .where('agency_key', '=', agency_key)
    .where('year', '=', year)
    .where('scope', '=', scope)
    .execute();
  await refreshReviewItems(
    tx,
    reports.map(({ id }) => id),
  );
}

/** What nobody took back, by anomaly. */
function groupStanding(said: readonly SaidDecision[]): SaidDecision[][] {
  const groups = new Map<string | null, SaidDecision[]>();
  for (const one of said) groups.set(one.fingerprint, [...(groups.get(one.fingerprint) ?? []), one]);
  return [...groups.values()].map((group) => takeBackSaid(group).standing.filter(({ counts }) => counts));
}

/** Of all that was said of one anomaly: what nobody took back, and what was taken back by what. */
export const takeBackSaid = (said: readonly SaidDecision[]) => takeBack(said, isUndone, isReached);

/** Under a report all that counts for it is taken back; besides what was said looking at the same document. */
const isReached = (undone: SaidDecision, one: SaidDecision): boolean =>
  one.document === undone.document || (undone.counts && one.counts && isSaidOf(one, undone.document));

/** Whether anything is there for it to take back, as the report that it names is seen. */
export function isTakingBack(said: readonly SaidDecision[], undone: Decision): boolean {
  const all = said.filter(({ fingerprint }) => fingerprint === undone.fingerprint);
  const asked: SaidDecision = { ...undone, id: 0, rank: all.length, counts: true };
  return takeBackSaid(all).standing.some((one) => one.by === undone.by && isReached(asked, one));
}

/** Of one anomaly: as seen from each document that was misread, and from all others. */
function toStandings(anomaly: readonly SaidDecision[]) {
  const misread = anomaly.filter(({ verdict }) => verdict === 'misread').map(({ document }) => document);
  return ['', ...new Set(misread)].flatMap((sha256) => {
    const { decision, isDisputed } = seeFrom(anomaly, sha256);
    if (!decision) return [];
    const { id: decision_id, fingerprint, verdict } = decision;
    return [
      { fingerprint: fingerprint ?? '', decision_id, verdict, sha256, is_disputed: isDisputed ? 1 : 0 },
    ];
  });
}

function seeFrom(anomaly: readonly SaidDecision[], document: string) {
  const { decision, isDisputed } = seeStanding(anomaly, document);
  return { decision: anomaly.find((one) => one === decision), isDisputed };
}

/** Where several decisions that hold speak of one figure, the latest does. */
async function toEdits(tx: Tx, key: ReportKey, anomalies: readonly (readonly SaidDecision[])[]) {
  const evidence = anomalies.length > 0 ? await readEvidence(tx, key) : [];
  const main = evidence.find(({ is_main }) => is_main === 1)?.sha256;
  if (main === undefined) return [];
  const isThere = (holder: SaidDecision): boolean =>
    holder.fingerprint === null ||
    evidence.some(
      ({ fingerprint, sha256 }) => fingerprint === holder.fingerprint && isSaidOf(holder, sha256),
    );
  const holders = anomalies
    .flatMap((anomaly) => seeFrom(anomaly, main).decision ?? [])
    .filter(isThere)
    .sort((one, other) => one.rank - other.rank);
  const edits = holders.flatMap(({ id, verdict, document, edits }) => {
    const sha256 = verdict === 'misread' ? document : '';
    return edits.map(
      ({ field, from, to }) =>
        [
          `${verdict} ${field}`,
          { ...key, field, verdict, sha256, decision_id: id, value_from: from, value_to: to },
        ] as const,
    );
  });
  return [...new Map(edits).values()];
}

/** The copies of the report with their anomalies, if they have any. */
function readEvidence(tx: Tx, { agency_key, year, scope }: ReportKey) {
  return tx
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .leftJoin('anomalies', 'anomalies.result_id', 'copies.result_id')
    .select(['copies.sha256', 'is_main', 'fingerprint'])
    .where('agency_key', '=', agency_key)
    .where('reports.year', '=', year)
    .where('reports.scope', '=', scope)
    .execute();
}
