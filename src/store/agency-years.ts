/** The agencies of a place, each with its reports by year. */
import type { Kysely } from 'kysely';
import type { Place } from './coverage.js';
import { isStandingError } from './standing-errors.js';
import type { Tables } from './tables.js';

export interface AgencyYears {
  readonly key: string;
  /** As the latest report has it, with what follows. */
  readonly agency: string;
  readonly level: string | null;
  readonly divisionCode: string | null;
  /** By year; of a year in which it reported twice, its own report and that of its jurisdiction, both. */
  readonly reports: readonly AgencyReport[];
}

export interface AgencyReport {
  readonly id: number;
  readonly year: number;
  readonly scope: string;
  /** Errors that stand in it. */
  readonly errors: number;
}

/** By their keys, at most so many after the one given. */
export async function listAgencyYears(
  db: Kysely<Tables>,
  place: Place,
  { most, after = '' }: { readonly most: number; readonly after?: string | undefined },
): Promise<AgencyYears[]> {
  const keys = await db
    .selectFrom('reports')
    .select('agency_key')
    .distinct()
    .where('division_code', place === 'unknown' ? 'is' : '=', place === 'unknown' ? null : place)
    .where('agency_key', '>', after)
    .orderBy('agency_key')
    .limit(most)
    .execute();
  return readAgencyYears(
    db,
    keys.map(({ agency_key }) => agency_key),
  );
}

/** Their years, wherever they lay in each of them; one without reports is left out. */
export async function readAgencyYears(db: Kysely<Tables>, keys: readonly string[]): Promise<AgencyYears[]> {
  if (keys.length === 0) return [];
  const reports = await db
    .selectFrom('reports')
    .select(['id', 'agency_key', 'agency', 'level', 'division_code', 'year', 'scope'])
    .where('agency_key', 'in', keys)
    .orderBy('year')
    .orderBy('scope')
    .execute();
  const errors = await db
    .selectFrom('reports')
    .innerJoin('review_items', 'report_id', 'reports.id')
    .select(({ fn }) => ['report_id', fn.countAll<number>().as('errors')])
    .where('agency_key', 'in', keys)
    .where(isStandingError)
    .groupBy('report_id')
    .execute();
  const errorsOf = new Map(errors.map((one) => [one.report_id, one.errors]));
  return keys.flatMap((key) => {
    const own = reports.filter(({ agency_key }) => agency_key === key);
    const last = own.at(-1);
    if (!last) return [];
    return {
      ...{ key, agency: last.agency, level: last.level, divisionCode: last.division_code },
      reports: own.map(({ id, year, scope }) => ({ id, year, scope, errors: errorsOf.get(id) ?? 0 })),
    };
  });
}
