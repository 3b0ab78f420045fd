/**
 * Until when an annual report has to be out. Regulations on open government information (国令第711号), article 49:
 * departments until 31 January of the following year, governments from the county up until 31 March. Whom it does
 * not name (towns, subdistricts) publishes with the departments; zones are given as long as governments.
 */
import type { AgencyLevel } from '#records/record.js';

/** A day of the year after the one reported on. */
interface Day {
  readonly month: number;
  readonly day: number;
}

const ofDepartments: Day = { month: 1, day: 31 };
const ofGovernments: Day = { month: 3, day: 31 };

/** Earlier ones that a place has set for its own bodies; the first that fits holds. */
const local: readonly (Day & {
  /** The beginning of the division codes it is for. */
  readonly division: string;
  readonly of: 'departments' | 'governments';
})[] = [];

const governing: ReadonlySet<AgencyLevel | string> = new Set(['province', 'prefecture', 'county']);

export interface Publisher {
  readonly agency: string;
  readonly level: AgencyLevel | string | null;
  readonly divisionCode: string | null;
}

/** The last day, `2026-03-31`, for the report of a year. */
export function findDeadline({ agency, level, divisionCode }: Publisher, year: number): string {
  const isGovernment = /人民政府$/.test(agency) && level !== null && governing.has(level);
  const kind = isGovernment || level === 'functional_zone' ? 'governments' : 'departments';
  const own = local.find((rule) => rule.of === kind && divisionCode?.startsWith(rule.division));
  const { month, day } = own ?? (kind === 'governments' ? ofGovernments : ofDepartments);
  return `${year + 1}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
