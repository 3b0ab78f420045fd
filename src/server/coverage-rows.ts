/** Coverage as data: a row for each place and year, then a row for each agency and year. */
import { type AgencyYears, listAgencyYears } from '#store/agency-years.js';
import type { Place, PlaceCoverage } from '#store/coverage.js';
import { type ExplainGap, explainGaps } from '#store/coverage-gaps.js';
import type { Store } from '#store/store.js';
import { gapToText, yearsOf } from './coverage-figure.js';
import type { Column } from './listing.js';
import type { OverviewWording } from './wording/overview.js';

export interface CoverageRow {
  /** Null where nobody knows the place. */
  readonly division: string | null;
  readonly name: string | null;
  /** Null where the row is of a place. */
  readonly agencyKey: string | null;
  readonly year: number;
  /** Of which there is a report of any year, and of which there is one of this year. */
  readonly agencies: number;
  readonly reported: number;
  /** Reports in which an error stands. */
  readonly faulty: number;
  /** Of an agency: its number, or why there is none. */
  readonly report: number | null;
  readonly why: string | null;
  readonly reason: string | null;
}

const keys = [
  ...(['division', 'name', 'agencyKey', 'year', 'agencies', 'reported', 'faulty', 'report', 'why'] as const),
  'reason',
] as const;

export const coverageColumns = keys.map((key): Column<CoverageRow> => ({ key, value: (row) => row[key] }));

export interface Covered {
  readonly place: Place;
  readonly parts: readonly PlaceCoverage[];
  /** 2026-03-31. */
  readonly today: string;
  readonly wording: OverviewWording;
}

/** Agencies are read so many at a time. */
const slice = 500;

export async function listCoverageRows(store: Store, covered: Covered): Promise<CoverageRow[]> {
  const { place, today } = covered;
  const rows = partsToRows(covered);
  for (let after = ''; ; ) {
    const agencies = await store.ask((db) => listAgencyYears(db, place, { most: slice, after }));
    const last = agencies.at(-1);
    if (!last) return rows;
    const explain = await store.ask((db) => explainGaps(db, agencies, today));
    for (const agency of agencies) rows.push(...agencyToRows(agency, explain, covered));
    after = last.key;
  }
}

function partsToRows({ parts, today }: Covered): CoverageRow[] {
  const years = yearsOf(parts, today);
  return parts.flatMap(({ place, name, agencies, years: own }) =>
    years.map((year) => {
      const { agencies: reported = 0, faulty = 0 } = own.find((one) => one.year === year) ?? {};
      const division = place === 'unknown' ? null : place;
      return { division, name, year, agencies, reported, faulty, ...ofPlace };
    }),
  );
}

const ofPlace = { agencyKey: null, report: null, why: null, reason: null };

/** A body whose place is not known cannot be told in another year: nothing of it is missing. */
function agencyToRows(
  agency: AgencyYears,
  explain: ExplainGap,
  { place, today, wording }: Covered,
): CoverageRow[] {
  const { key: agencyKey, agency: name, divisionCode: division, reports } = agency;
  const years = yearsOf([{ years: reports }], today);
  return years.flatMap((year): CoverageRow[] => {
    const own = reports.filter((one) => one.year === year);
    const ofAgency = { division, name, agencyKey, year, agencies: 1, reported: own.length > 0 ? 1 : 0 };
    const faulty = own.filter(({ errors }) => errors > 0).length;
    const [report] = own;
    if (report) return [{ ...ofAgency, faulty, report: report.id, why: null, reason: null }];
    if (place === 'unknown') return [];
    const gap = explain(agency, year);
    return [{ ...ofAgency, faulty, report: null, why: gap.why, reason: gapToText(gap, wording) }];
  });
}
