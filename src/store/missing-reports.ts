/** Who reported of a year or two before, and has not of this one. */
import { findDeadline } from '#agencies/deadlines.js';
import type { Store } from './store.js';

export interface MissingReport {
  readonly agencyKey: string;
  readonly agency: string;
  readonly level: string | null;
  readonly divisionCode: string | null;
  /** Of which there is one. */
  readonly lastYear: number;
  /** The last day for the year that is missing. */
  readonly deadline: string;
}

/** So many years without a report, and nobody waits for one any more. */
export const yearsBack = 2;

/** By deadline and name. Bodies whose place is not known are left out: each of their documents stands alone. */
export async function listMissing(store: Store, year: number): Promise<MissingReport[]> {
  const reports = await store.ask((db) =>
    db
      .selectFrom('reports')
      .select(['agency_key as agencyKey', 'agency', 'level', 'division_code as divisionCode', 'year'])
      .where('year', '>=', year - yearsBack)
      .where('year', '<=', year)
      .where('agency_key', 'not like', '?%')
      .orderBy('year')
      .execute(),
  );
  const latest = new Map(reports.map((report) => [report.agencyKey, report]));
  return [...latest.values()]
    .filter((report) => report.year < year)
    .map(({ year: lastYear, ...body }) => ({ ...body, lastYear, deadline: findDeadline(body, year) }))
    .sort((a, b) => compare([a.deadline, a.agency], [b.deadline, b.agency]));
}

const compare = (a: readonly string[], b: readonly string[]): number => {
  const [first, second] = [a.join('\0'), b.join('\0')];
  return first < second ? -1 : first > second ? 1 : 0;
};
