/**
 * A division code that somebody else gives for a body: six digits of GB/T 2260 of whatever year, nine with the
 * town's three, twelve with the village's. It decides between what a name may mean, and places a body whose name
 * tells no place (教育局). What it means is carried to the report's year as names are.
 *
 * A code that no list knows (zones of statistics: 130171) is kept as it is, together with the whole name: the
 * same two, given twice, are one body, and nothing else is.
 */
import { loadTownships } from './books.js';
import { carryToYear } from './choices.js';
import type { Division, DivisionBook } from './division.js';
import type { Choice } from './evidence.js';
import { isRankOfTown, parseOrgan, withoutRank } from './organ.js';
import { codesToday, namedInYear } from './succession.js';

/** Several where the place was split or merged meanwhile; none where no list knows the code. */
export function divisionsOfCode(book: DivisionBook, code: string, year: number): readonly Choice[] {
  return carryToYear(book, namedInYear(book.byCode.get(code.slice(0, 6)) ?? [], year), year);
}

/** Where a code puts a body whose name tells no place. */
export interface GivenPlace {
  readonly choice: Choice;
  /** With the town in front, which the name leaves out. */
  readonly organ: string;
  /** Of a town that the lists do not know: all its digits. */
  readonly ownCode: string | null;
}

/** `undefined` for a town of which neither the name nor the code tells which it is. */
export async function placeInDivision(
  book: DivisionBook,
  county: Choice,
  given: string,
  organ: string,
): Promise<GivenPlace | undefined> {
  const code = given.replace(/(?:000)+$/, '');
  const { division } = county;
  const isNameless = isRankOfTown(organ);
  if (code.length <= 6 && isNameless) return undefined;
  if (code.length <= 6 || (!isNameless && namesTown(organ)))
    return { choice: county, organ: withoutRank(organ, division.name), ownCode: null };
  const town = await findTown(book, division, code);
  if (town === undefined) return { choice: county, organ, ownCode: code };
  const choice = { ...county, township: town, townshipCode: code };
  return { choice, organ: town + withoutRank(organ, town), ownCode: null };
}

function namesTown(organ: string): boolean {
  const { kind } = parseOrgan(organ);
  return kind === 'township' || kind === 'subdistrict';
}

/** Nine digits are of the latest list: they mean a town only under the county's code of today. */
async function findTown(book: DivisionBook, division: Division, code: string): Promise<string | undefined> {
  const county = code.slice(0, 6);
  if (!codesToday(book, division).includes(county)) return undefined;
  const towns = (await loadTownships()).inCounty(county);
  return towns.find((town) => town.code === code)?.name;
}
