/**
 * Which report a document is a copy of, and which of a report's copies is the main one. Both follow from what
 * is stored and was ruled, not from the order in which it came. What its copies say of each other is found later, by whoever
 * compares them (`report-copies.ts`).
 */
import { sql } from 'kysely';
import type { Language } from '#model/anomaly.js';
import type { Tx } from './database.js';
import type { ReportKey } from './decision-rows.js';
import { findIdentity, type Identity } from './identity.js';
import { flagCopies, flagResult } from './reported-figures.js';
import { refreshReviewItems } from './review-items.js';
import { findRuled, type Ruled } from './ruled.js';
import type { ResultKey } from './save-result.js';
import { settleDecisionsOf, settleReports } from './settle-decisions.js';

/** To be asked whenever a result or a source of the document has changed. `language`: of messages that it makes. */
export async function linkDocument(tx: Tx, sha256: string, language: Language): Promise<void> {
  const ruled = await findRuled(tx, sha256);
  const results = await tx
    .selectFrom('results')
    .select(['sha256', 'charset'])
    .where('sha256', '=', sha256)
    .where('is_current', '=', 1)
    .orderBy('charset')
    .execute();
  for (const key of results) await linkResult(tx, key, ruled, language);
}

async function linkResult(tx: Tx, key: ResultKey, ruled: Ruled, language: Language): Promise<void> {
  const copied = await findCopied(tx, key);
  const before = copied?.report_id;
  const identity = await findIdentity(tx, key, ruled);
  const report = identity && (await saveReport(tx, identity));
  if (copied && before !== report) await forgetComparisons(tx, key, copied.report_id);
  if (identity && report !== undefined) await saveCopy(tx, key, identity.result_id, report);
  else if (before !== undefined) await deleteCopy(tx, key);
  if (report === undefined) await flagResult(tx, key, ruled.reported, language);
  else await chooseMain(tx, report, language, { key, identity });
  if (before === undefined || before === report) return;
  await chooseMain(tx, before, language);
  // It may be gone, and then nothing else settles it.
  if (copied) await settleDecisionsOf(tx, copied, key.sha256);
}

/** The report that it was a copy of. */
function findCopied(
  tx: Tx,
  { sha256, charset }: ResultKey,
): Promise<(ReportKey & { readonly report_id: number }) | undefined> {
  return tx
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select(['report_id', 'agency_key', 'year', 'scope'])
    .where('sha256', '=', sha256)
    .where('charset', '=', charset)
    .executeTakeFirst();
}

async function saveReport(tx: Tx, { result_id: _, ...identity }: Identity): Promise<number> {
  const { agency_key, year, scope } = identity;
  const { id } = await tx
    .insertInto('reports')
    .values(identity)
    .onConflict((conflict) =>
      conflict.columns(['agency_key', 'year', 'scope']).doUpdateSet({ agency_key, year, scope }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function saveCopy(tx: Tx, key: ResultKey, result: number, report: number): Promise<void> {
  const values = { report_id: report, result_id: result, role: 'copy', is_main: 0 };
  await tx
    .insertInto('copies')
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.columns(['sha256', 'charset']).doUpdateSet(values))
    .execute();
}

/** What was said of a copy that leaves its report beside the others: those who stay are not looked at soon. */
async function forgetComparisons(tx: Tx, { sha256, charset }: ResultKey, report: number): Promise<void> {
  const copies = tx.selectFrom('copies').select('result_id');
  await tx
    .deleteFrom('anomalies')
    .where('found_by', '=', 'link')
    .where(({ or, and, eb }) =>
      or([
        eb('result_id', 'in', copies.where('sha256', '=', sha256).where('charset', '=', charset)),
        and([
          eb('result_id', 'in', copies.where('report_id', '=', report)),
          eb('data', 'like', `%"copy":"${sha256}"%`),
        ]),
      ]),
    )
    .execute();
}

async function deleteCopy(tx: Tx, { sha256, charset }: ResultKey): Promise<void> {
  await tx.deleteFrom('copies').where('sha256', '=', sha256).where('charset', '=', charset).execute();
}

/** Of the copy that was just linked. */
interface KnownIdentity {
  readonly key: ResultKey;
  readonly identity: Identity | undefined;
}

/**
 * The copy that was chosen last by a person. Else, of copies that still stand where they were found, the latest
 * published, then the fewest unreadable and missing figures, then the carrier that keeps most. The report is named as
 * its main copy names it.
 */
async function chooseMain(tx: Tx, report: number, language: Language, known?: KnownIdentity): Promise<void> {
  await tx.updateTable('reports').set({ is_linked: 0 }).where('id', '=', report).execute();
  const best = await tx
    .selectFrom('copies')
    .innerJoin('results', 'results.id', 'copies.result_id')
    .select(['copies.sha256', 'copies.charset'])
    .where('copies.report_id', '=', report)
    .orderBy(chosenAt, (order) => order.desc().nullsLast())
    .orderBy(isGone)
    .orderBy('results.published_on', (order) => order.desc().nullsLast())
    .orderBy('results.incomplete')
    .orderBy(carrierRank)
    .orderBy('copies.sha256')
    .orderBy('copies.charset')
    .executeTakeFirst();
  if (!best) {
    await tx.deleteFrom('review_items').where('report_id', '=', report).execute();
    await tx.deleteFrom('reports').where('id', '=', report).execute();
    return;
  }
  const { sha256, charset } = best;
  await tx
    .updateTable('copies')
    .set({ is_main: sql<number>`case when sha256 = ${sha256} and charset = ${charset} then 1 else 0 end` })
    .where('report_id', '=', report)
    .execute();
  const isKnown = known?.key.sha256 === sha256 && known.key.charset === charset;
  const identity = isKnown ? known.identity : await findIdentity(tx, best);
  if (identity) await nameReport(tx, report, identity);
  await flagCopies(tx, report, language);
  await refreshReviewItems(tx, [report]);
  await settleReports(tx, [report]);
}

async function nameReport(tx: Tx, report: number, { agency, division_code, level }: Identity): Promise<void> {
  await tx.updateTable('reports').set({ agency, division_code, level }).where('id', '=', report).execute();
}

const chosenAt = sql`(select ruled.at from ruled where ruled.sha256 = copies.sha256 and ruled.what = 'main')`;

const isGone = sql`not exists (
  select 1 from sources where sources.sha256 = copies.sha256 and sources.is_current = 1)`;

const carrierRank = sql`case results.format
  when 'docx' then 0 when 'pdf' then 1 when 'html' then 2 when 'text' then 3 else 4 end`;
