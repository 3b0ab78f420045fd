/** Rows handed to the database as one JSON text: one statement, however many there are. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { isPostgres } from './migrations/dialects.js';
import type { Tables } from './tables.js';

/** In the order in which the values of a row stand. */
export type Columns = Readonly<Record<string, 'text' | 'number'>>;

/** `json`: a list of lists. To be selected from, under the name `given`. */
export function jsonRows(tx: Transaction<Tables>, json: string, columns: Columns): RawBuilder<unknown> {
  const values = Object.entries(columns).map(([name, type], index) => {
    const value = sql`value ->> ${sql.lit(index)}`;
    // SQLite keeps the type that JSON has; Postgres gives texts.
    return type === 'number' && isPostgres(tx)
      ? sql`cast(${value} as double precision) as ${sql.ref(name)}`
      : sql`${value} as ${sql.ref(name)}`;
  });
  const elements = isPostgres(tx) ? sql`json_array_elements(cast(${json} as json))` : sql`json_each(${json})`;
  return sql`(select ${sql.join(values)} from ${elements}) as given`;
}
