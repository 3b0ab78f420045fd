/** Anomalies that nobody has judged, by what they are and by where they are. */
import type { Kysely } from 'kysely';
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
  const open = db
    .selectFrom('review_items')
    .where('state', '=', 'open')
    .select(({ fn }) => fn.countAll<number>().as('count'));
  const codes = await open.select('code').groupBy('code').execute();
  const divisions = await open.select('division').groupBy('division').execute();
  const { byCode } = await loadDivisions();
  const provinces = new Map<string, number>();
  for (const { division, count } of divisions) {
    const province = division.slice(0, 2);
    provinces.set(province, (provinces.get(province) ?? 0) + count);
  }
  return {
    codes: codes.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    provinces: [...provinces]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([province, count]) => ({
        ...{ province, name: byCode.get(`${province}0000`)?.at(-1)?.name ?? null, count },
      })),
  };
}
