/** A figure of a report, by the copy that counts. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export function findMainFigure(
  db: Kysely<Tables>,
  report: number,
  field: string,
): Promise<{ readonly sha256: string } | undefined> {
  return db
    .selectFrom('copies')
    .innerJoin('figures', 'figures.result_id', 'copies.result_id')
    .innerJoin('fields', 'fields.id', 'field_id')
    .select('copies.sha256')
    .where('copies.report_id', '=', report)
    .where('copies.is_main', '=', 1)
    .where('path', '=', field)
    .executeTakeFirst();
}
