/** How many reports of a year contradict themselves. */
import type { Kysely } from 'kysely';
import { isStandingError, provinceOfItem } from './standing-errors.js';
import type { Tables } from './tables.js';

export interface YearErrors {
  readonly year: number;
  readonly reports: number;
  /** Reports in which an error stands. */
  readonly faulty: number;
  /** Errors that stand in them. */
  readonly errors: number;
}

/** By year; years without reports are left out. */
export async function listErrorRates(db: Kysely<Tables>): Promise<YearErrors[]> {
  const reports = await db
    .selectFrom('reports')
    .select(({ fn }) => ['year', fn.countAll<number>().as('reports')])
    .groupBy('year')
    .orderBy('year')
    .execute();
  const errors = await db
    .selectFrom('review_items')
    .select(({ fn }) => [
      'year',
      fn.count<number>('report_id').distinct().as('faulty'),
      fn.countAll<number>().as('errors'),
    ])
    .where(isStandingError)
    .groupBy([provinceOfItem, 'year'])
    .execute();
  return reports.map((one) => {
    const own = errors.filter(({ year }) => year === one.year);
    return { ...one, faulty: sumOf(own, 'faulty'), errors: sumOf(own, 'errors') };
  });
}

/** A report lies in one province: what was counted by province adds up. */
const sumOf = <Name extends string>(rows: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  rows.reduce((sum, row) => sum + row[name], 0);
