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
  const agencies: AgencyYears[] = [];
  for (let after = ''; ; ) {
    const piece = await store.ask((db) => listAgencyYears(db, place, { most: slice, after }));
    agencies.push(...piece);
    const last = piece.at(-1);
    if (!last) break;
    after = last.key;
  }
  // The years of the page, so that what is missing is a row too.
  const years = yearsOf(
    agencies.map(({ reports }) => ({ years: reports })),
    today,
  );
  for (let from = 0; from < agencies.length; from += slice) {
    const piece = agencies.slice(from, from + slice);
    const explain = await store.ask((db) => explainGaps(db, piece, today));
    for (const agency of piece) rows.push(...agencyToRows(agency, explain, years, covered));
  }
  return rows;
}

/** Also those that are too far off to be drawn. */
const withOwn = (years: readonly number[], own: readonly { readonly year: number }[]): number[] =>
  [...new Set([...years, ...own.map(({ year }) => year)])].sort((a, b) => a - b);

function partsToRows({ parts, today }: Covered): CoverageRow[] {
  const years = yearsOf(parts, today);
  return parts.flatMap(({ place, name, agencies, years: own }) =>
    withOwn(years, own).map((year) => {
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
  years: readonly number[],
  { place, wording }: Covered,
): CoverageRow[] {
  const { key: agencyKey, agency: name, divisionCode: division, reports } = agency;
  return withOwn(years, reports).flatMap((year): CoverageRow[] => {
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
