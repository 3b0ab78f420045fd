/** Anomalies that nobody has judged, by what they are and by where they are. */
import { type Kysely, sql } from 'kysely';
import { loadDivisions } from '#agencies/books.js';
import type { Tables } from './tables.js';

export interface OpenAnomalies {
  /** The most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  /** `province`: two digits, empty where the place is not known. */
  readonly provinces: readonly {
    readonly province: string;
    readonly name: string | null;
    readonly count: number;
  }[];
}

export async function countOpenAnomalies(db: Kysely<Tables>): Promise<OpenAnomalies> {
  const rows = await db
    .selectFrom('review_items')
    .select(({ fn }) => ['code', 'province', fn.countAll<number>().as('count')])
    // As the index `review_items_open` has it.
    .where(sql<boolean>`state = 'open'`)
    .groupBy(['code', 'province'])
    .execute();
  const { byCode } = await loadDivisions();
  const nameOf = (province: string): string | null => byCode.get(`${province}0000`)?.at(-1)?.name ?? null;
  return {
    codes: sumBy(rows, 'code').map(([code, count]) => ({ code, count })),
    provinces: sumBy(rows, 'province').map(([province, count]) => ({
      ...{ province, name: nameOf(province), count },
    })),
  };
}

/** Equal counts in the order of their names. */
function sumBy<Name extends 'code' | 'province'>(
  rows: readonly (Readonly<Record<Name, string>> & { readonly count: number })[],
  name: Name,
): [string, number][] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row[name], (sums.get(row[name]) ?? 0) + row.count);
  return [...sums].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
