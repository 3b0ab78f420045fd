/**
 * Who has reported of which year: the parts of a place, each with its agencies counted, and the agencies of the place
 * itself one by one (`agency-years.ts`). A place is a division code: the country's provinces, a province's prefectures
 * (counties directly under it stand beside them), a prefecture's counties.
 */
import { type Kysely, sql } from 'kysely';
import { loadDivisions } from '#agencies/books.js';
import { type DivisionBook, findKnownDivision, rankOf } from '#agencies/division.js';
import { isStandingError, provinceOfItem } from './standing-errors.js';
import type { Tables } from './tables.js';

/** `country`, six digits of GB/T 2260, or `unknown`: of agencies whose place nobody knows. */
export type Place = string;

export interface PlaceCoverage {
  readonly place: Place;
  /** Null where the code is none that was ever given out. */
  readonly name: string | null;
  /** Agencies of which there is a report of any year. */
  readonly agencies: number;
  /** Of which there is one at all. */
  readonly years: readonly PlaceYear[];
}

export interface PlaceYear {
  readonly year: number;
  /** Agencies that reported. */
  readonly agencies: number;
  /** Reports in which an error stands. */
  readonly faulty: number;
}

/** The parts of a place, by code, what lies nowhere last; a county has none. */
export async function listCoverage(db: Kysely<Tables>, place: Place): Promise<PlaceCoverage[]> {
  const book = await loadDivisions();
  const counts =
    place === 'country'
      ? await countProvinces(db)
      : /^\d{4}00$/.test(place)
        ? await countParts(db, place, book)
        : nothingCounted;
  return counts.agencies.map(({ place: part, agencies }) => ({
    ...{ place: part, name: nameOf(book, part), agencies },
    years: counts.years
      .filter((one) => one.place === part)
      .map(({ year, agencies: reported }) => ({
        ...{ year, agencies: reported },
        faulty: counts.faulty.find((one) => one.place === part && one.year === year)?.faulty ?? 0,
      })),
  }));
}

/** As it is called now, else as it was called last. */
const nameOf = (book: DivisionBook, code: string): string | null =>
  findKnownDivision(book, code)?.name ?? null;

interface Counts {
  readonly agencies: readonly { readonly place: Place; readonly agencies: number }[];
  readonly years: readonly { readonly place: Place; readonly year: number; readonly agencies: number }[];
  readonly faulty: readonly { readonly place: Place; readonly year: number; readonly faulty: number }[];
}

const nothingCounted: Counts = { agencies: [], years: [], faulty: [] };

async function countProvinces(db: Kysely<Tables>): Promise<Counts> {
  // As the index `reports_by_province` has it.
  const province = sql<string | null>`substr(division_code, 1, 2)`;
  const agencies = await db
    .selectFrom('reports')
    .select(({ fn }) => [province.as('digits'), fn.count<number>('agency_key').distinct().as('agencies')])
    .groupBy(province)
    .execute();
  const years = await db
    .selectFrom('reports')
    .select(province.as('digits'))
    .select(({ fn }) => ['year', fn.count<number>('agency_key').distinct().as('agencies')])
    .groupBy([province, 'year'])
    .orderBy('year')
    .execute();
  const faulty = await db
    .selectFrom('review_items')
    .select(provinceOfItem.as('digits'))
    .select(({ fn }) => ['year', fn.count<number>('report_id').distinct().as('faulty')])
    .where(isStandingError)
    .groupBy([provinceOfItem, 'year'])
    .execute();
  agencies.sort((a, b) => Number(a.digits ?? 100) - Number(b.digits ?? 100));
  return { agencies: agencies.map(toPlace), years: years.map(toPlace), faulty: faulty.map(toPlace) };
}

const toPlace = <Row extends { readonly digits: string | null }>({ digits, ...row }: Row) => ({
  ...row,
  place: digits ? `${digits}0000` : 'unknown',
});

async function countParts(db: Kysely<Tables>, place: Place, book: DivisionBook): Promise<Counts> {
  const within = rangeWithin(place);
  const part = selectPart(place, book);
  const reports = db
    .selectFrom('reports')
    .where('division_code', '>', place)
    .where('division_code', '<', within);
  const agencies = await reports
    .select(({ fn }) => [part.as('place'), fn.count<number>('agency_key').distinct().as('agencies')])
    .groupBy('place')
    .orderBy('place')
    .execute();
  const years = await reports
    .select(part.as('place'))
    .select(({ fn }) => ['year', fn.count<number>('agency_key').distinct().as('agencies')])
    .groupBy(['place', 'year'])
    .orderBy('year')
    .execute();
  const faulty = await reports
    .innerJoin('review_items', 'review_items.report_id', 'reports.id')
    .select(part.as('place'))
    .select(({ fn }) => ['reports.year', fn.count<number>('report_id').distinct().as('faulty')])
    .where(isStandingError)
    .groupBy(['place', 'reports.year'])
    .execute();
  return { agencies, years, faulty };
}

/** The text that sorts behind all codes within a place: 33 for 320000. */
function rangeWithin(place: Place): string {
  const digits = rankOf(place) === 'province' ? place.slice(0, 2) : place.slice(0, 4);
  return String(Number(digits) + 1);
}

/** Of a province: the prefecture, where there is one; the county itself where it lies in none. */
function selectPart(place: Place, book: DivisionBook) {
  const prefectures = [...book.byCode.keys()].filter((code) => isPart(code, place));
  if (prefectures.length === 0) return sql<string>`division_code`;
  const digits = prefectures.map((code) => code.slice(0, 4));
  return sql<string>`case when substr(division_code, 1, 4) in (${sql.join(digits)})
    then substr(division_code, 1, 4) || '00' else division_code end`;
}

const isPart = (code: string, province: Place): boolean =>
  rankOf(province) === 'province' && rankOf(code) === 'prefecture' && code.startsWith(province.slice(0, 2));
