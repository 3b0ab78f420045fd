/**
 * Rulings of people on documents: rows that are only ever added. Which of them holds, and what it makes of reports,
 * follows from what is stored, in the same transaction; replayed into another store they come to the same, also where
 * they are there before the documents.
 */
import type { Kysely } from 'kysely';
import type { Language } from '#model/anomaly.js';
import type { Ruling } from '#records/ruling.js';
import type { Snapshot, Tx } from './database.js';
import { linkDocument } from './link-report.js';
import { selectRulings, settleRulings, toRuling } from './ruled.js';
import { toStorable } from './storable.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

/** In one transaction. Tells how many of them were not there before. */
export const saveRulings = (store: Store, rulings: readonly Ruling[]): Promise<number> =>
  store.change((tx) => addRulings(tx, rulings, store.language));

/** Likewise, in a transaction that has looked at what holds. */
export async function addRulings(tx: Tx, rulings: readonly Ruling[], language: Language): Promise<number> {
  const added: string[] = [];
  for (const ruling of rulings) if (await addRuling(tx, ruling)) added.push(ruling.document);
  for (const sha256 of new Set(added)) {
    await settleRulings(tx, sha256);
    await linkDocument(tx, sha256, language);
  }
  return added.length;
}

/** In the order in which they were made. */
export async function* readRulings(snapshot: Snapshot): AsyncGenerator<Ruling> {
  const rows = snapshot
    .selectFrom('rulings')
    .selectAll()
    .orderBy('at')
    .orderBy('sha256')
    .orderBy('what')
    .orderBy('field')
    .orderBy('by')
    .orderBy('is_undone')
    .orderBy('value')
    .stream();
  for await (const row of rows) yield toRuling(row);
}

/** On one document, the first first. */
export async function listRulingsOn(db: Kysely<Tables>, sha256: string): Promise<Ruling[]> {
  return (await selectRulings(db, sha256).execute()).map(toRuling);
}

/** Of the one that holds. */
export async function findRulingId(
  db: Kysely<Tables>,
  { document, what, field = '' }: Pick<Ruling, 'document' | 'what'> & { readonly field?: string | undefined },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('ruled')
    .select('ruling_id')
    .where('sha256', '=', document)
    .where('what', '=', what)
    .where('field', '=', field)
    .executeTakeFirst();
  return row?.ruling_id;
}

/** Whether another copy of its report was chosen since as the main one. */
export async function isOutruledAsMain(db: Kysely<Tables>, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('copies')
    .innerJoin('copies as others', 'others.report_id', 'copies.report_id')
    .innerJoin('ruled', 'ruled.sha256', 'copies.sha256')
    .innerJoin('ruled as rivals', 'rivals.sha256', 'others.sha256')
    .select('rivals.ruling_id')
    .where('copies.sha256', '=', sha256)
    .whereRef('others.sha256', '<>', 'copies.sha256')
    .where('ruled.what', '=', 'main')
    .where('rivals.what', '=', 'main')
    .whereRef('rivals.at', '>=', 'ruled.at')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether there is anything to rule on. */
export async function isDocument(db: Kysely<Tables>, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('documents')
    .select('sha256')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}

/** Not where the same person ruled the same at the same moment: it is the same ruling. */
async function addRuling(tx: Tx, ruling: Ruling): Promise<boolean> {
  const row = await tx
    .insertInto('rulings')
    .values(toRow(ruling))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const toRow = (ruling: Ruling) => ({
  ...{ sha256: ruling.document, what: ruling.what, field: 'field' in ruling ? ruling.field : '' },
  ...{ value: valueToJson(ruling), is_undone: ruling.undone ? 1 : 0 },
  ...{ reason: ruling.reason && toStorable(ruling.reason), by: toStorable(ruling.by), at: ruling.at },
});

/** Equal texts of equal values. */
function valueToJson({ what, value }: Ruling): string {
  if (what !== 'agency' || value === null) return JSON.stringify(value);
  const { name, divisionCode, level } = value;
  return JSON.stringify({ name: toStorable(name), divisionCode, level });
}
