/** What holds of all that was ruled on a document; follows from the rulings on it. */
import type { Kysely, Selectable } from 'kysely';
import { type Field, isField } from '#records/fields.js';
import { findRuling, type RuledAgency, type Ruling, type RulingMatter } from '#records/ruling.js';
import type { Tx } from './database.js';
import type { RulingsTable } from './ruling-tables.js';
import type { Tables } from './tables.js';

export interface Ruled {
  readonly agency?: RuledAgency;
  readonly year?: number;
  /** Withdrawn, or not a report: it is no copy of any. */
  readonly isNoCopy: boolean;
  readonly reported: readonly RuledField[];
}

export interface RuledField {
  readonly field: Field;
  readonly remark: string | null;
}

export async function findRuled(db: Kysely<Tables>, sha256: string): Promise<Ruled> {
  const rows = await db
    .selectFrom('ruled')
    .select(['what', 'field', 'value', 'reason'])
    .where('sha256', '=', sha256)
    .orderBy('what')
    .orderBy('field')
    .execute();
  if (rows.length === 0) return nothingRuled;
  const jsonOf = (matter: RulingMatter): string | undefined =>
    rows.find(({ what }) => what === matter)?.value;
  const [agency, year] = [jsonOf('agency'), jsonOf('year')];
  return {
    ...(agency !== undefined && { agency: JSON.parse(agency) as RuledAgency }),
    ...(year !== undefined && { year: JSON.parse(year) as number }),
    isNoCopy: jsonOf('withdrawn') !== undefined || jsonOf('not-a-report') !== undefined,
    reported: rows.flatMap(({ what, field, reason }) =>
      what === 'reported' && isField(field) ? [{ field, remark: reason }] : [],
    ),
  };
}

const nothingRuled: Ruled = { isNoCopy: false, reported: [] };

/** To be asked whenever a ruling on the document was added. */
export async function settleRulings(tx: Tx, sha256: string): Promise<void> {
  const matters = new Map<string, (readonly [Selectable<RulingsTable>, Ruling])[]>();
  for (const row of await selectRulings(tx, sha256).execute()) {
    const matter = `${row.what} ${row.field}`;
    matters.set(matter, [...(matters.get(matter) ?? []), [row, toRuling(row)]]);
  }
  await tx.deleteFrom('ruled').where('sha256', '=', sha256).execute();
  for (const said of matters.values()) {
    const { holder, isDisputed } = findRuling(said.map(([, ruling]) => ruling));
    const [row] = said.find(([, ruling]) => ruling === holder) ?? [];
    if (!row || holder?.value == null) continue;
    const { id: ruling_id, what, field, value, reason, by, at } = row;
    await tx
      .insertInto('ruled')
      .values({ sha256, what, field, ruling_id, value, reason, by, at, is_disputed: isDisputed ? 1 : 0 })
      .execute();
  }
}

/** In the order in which they were made; of one moment what is taken back last. None of it is the order they came in. */
export const selectRulings = (db: Kysely<Tables>, sha256: string) =>
  db
    .selectFrom('rulings')
    .selectAll()
    .where('sha256', '=', sha256)
    .orderBy('at')
    .orderBy('by')
    .orderBy('is_undone')
    .orderBy('value');

/** Checked when it was stored. */
export const toRuling = (row: Selectable<RulingsTable>): Ruling =>
  ({
    ...{ what: row.what, ...(row.field && { field: row.field }), value: JSON.parse(row.value) as unknown },
    ...{ document: row.sha256, undone: row.is_undone === 1, reason: row.reason, by: row.by, at: row.at },
  }) as Ruling;
