/**
 * A division code that somebody else gives for a body: six digits of GB/T 2260 of whatever year, nine with the
 * town's three, twelve with the village's. It decides between what a name may mean, and places a body whose name
 * tells no place (教育局). What it means is carried to the report's year as names are.
 *
 * A code that no list knows (zones of statistics: 130171) is kept as it is, together with the whole name: the
 * same two, given twice, are one body, and nothing else is.
 */
import { loadTownships } from './books.js';
import type { Division, DivisionBook } from './division.js';
import type { Choice } from './evidence.js';
import { parseOrgan, withoutRank } from './organ.js';
import { codesToday, distinct, divisionsIn, namedInYear } from './succession.js';

/** Several where the place was split or merged meanwhile; none where no list knows the code. */
export function divisionsOfCode(book: DivisionBook, code: string, year: number): readonly Division[] {
  const named = namedInYear(book.byCode.get(code.slice(0, 6)) ?? [], year);
  return distinct(named.flatMap((division) => divisionsIn(book, division, year)));
}

/** Where a code puts a body whose name tells no place. */
export interface GivenPlace {
  readonly choice: Choice;
  /** With the town in front, which the name leaves out. */
  readonly organ: string;
  /** Of a town that the lists do not know: all its digits. */
  readonly ownCode: string | null;
}

export async function placeInDivision(
  book: DivisionBook,
  division: Division,
  given: string,
  organ: string,
): Promise<GivenPlace> {
  const code = given.replace(/(?:000)+$/, '');
  const { kind } = parseOrgan(organ);
  if (code.length <= 6 || kind === 'township' || kind === 'subdistrict')
    return { choice: { division }, organ: withoutRank(organ, division.name), ownCode: null };
  const town = await findTown(book, division, code);
  if (town === undefined) return { choice: { division }, organ, ownCode: code };
  const choice = { division, township: town, townshipCode: code };
  return { choice, organ: town + withoutRank(organ, town), ownCode: null };
}

/** Nine digits are of the latest list: they mean a town only under the county's code of today. */
async function findTown(book: DivisionBook, division: Division, code: string): Promise<string | undefined> {
  const county = code.slice(0, 6);
  if (!codesToday(book, division).includes(county)) return undefined;
  const towns = (await loadTownships()).inCounty(county);
  return towns.find((town) => town.code === code)?.name;
}
