/** The divisions a name may mean, as they stood in the report's year. */
import { loadTownships } from './books.js';
import { type Division, type DivisionBook, isWithinDivision, rankOf } from './division.js';
import type { Choice } from './evidence.js';
import type { ReadName } from './read-name.js';
import { codesToday, divisionsIn, isSamePlaceIn, namedInYear } from './succession.js';
import type { TownshipBook } from './township-book.js';

export async function findChoices(
  book: DivisionBook,
  { divisions, isBare, organ }: ReadName,
  year: number,
): Promise<readonly Choice[]> {
  if (organ.kind === 'unlisted') return [];
  const named = namedInYear(divisions, year);
  // A place without its rank is no longer meant where it went into another: 汉沽管理区 is not of 滨海新区.
  const meant = isBare ? named.filter((division) => isSamePlaceIn(book, division, year)) : named;
  if (organ.kind === 'township' || organ.kind === 'subdistrict') {
    // Before the town stands the government of a county that the lists do not know.
    if (organ.township.includes('政府')) return [];
    const towns = findTowns(book, await loadTownships(), meant, organ.township);
    return distinctChoices(
      towns.flatMap((town) =>
        divisionsIn(book, town.division, year).map((division) => ({
          ...town,
          division,
          named: town.division,
        })),
      ),
    );
  }
  return carryToYear(book, meant, year);
}

/** The divisions in whose place they stand in the year. */
export function carryToYear(book: DivisionBook, named: readonly Division[], year: number): readonly Choice[] {
  return distinctChoices(
    named.flatMap((from) => divisionsIn(book, from, year).map((division) => ({ division, named: from }))),
  );
}

/** A town in the counties named; where none is, in those of the prefecture or province named, or of all. */
function findTowns(
  book: DivisionBook,
  townships: TownshipBook,
  outer: readonly Division[],
  township: string,
): readonly Choice[] {
  const listed = outer.length === 0 ? [undefined] : outer;
  const known = listed.flatMap((division) =>
    division && isCounty(book, townships, division)
      ? townsInCounty(book, townships, division, township)
      : townsWithin(book, townships, division, township),
  );
  if (known.length > 0) return known;
  return outer
    .filter((division) => isCounty(book, townships, division))
    .map((division) => ({ division, township, townshipCode: null }));
}

/** Cities without counties (东莞市) hold their towns themselves. */
function isCounty(book: DivisionBook, townships: TownshipBook, division: Division): boolean {
  if (rankOf(division.code) === 'county') return true;
  return codesToday(book, division).some((code) => townships.inCounty(code).length > 0);
}

function townsInCounty(
  book: DivisionBook,
  townships: TownshipBook,
  division: Division,
  township: string,
): readonly Choice[] {
  const rows = codesToday(book, division).flatMap((code) => townships.inCounty(code));
  const row = rows.find(({ name }) => name === township);
  return row ? [{ division, township, townshipCode: row.code }] : [];
}

function townsWithin(
  book: DivisionBook,
  townships: TownshipBook,
  outer: Division | undefined,
  township: string,
): readonly Choice[] {
  const within = outer ? [outer.code, ...codesToday(book, outer)] : [];
  return townships.named(township).flatMap(({ county, code }) => {
    const division = book.byCode.get(county)?.at(-1);
    const isIn = !outer || within.some((code) => isWithinDivision(county, code));
    return division && isIn ? [{ division, township, townshipCode: code }] : [];
  });
}

function distinctChoices(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter(
    ({ division }, index) => choices.findIndex((other) => other.division === division) === index,
  );
}
