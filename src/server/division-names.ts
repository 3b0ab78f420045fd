/** What divisions are called, by the beginnings of their codes. */
import { loadDivisions } from '#agencies/books.js';
import { findKnownDivision } from '#agencies/division.js';

/** As they were called in a year, else last; those that the book does not know are not in it. */
export async function findDivisionNames(
  prefixes: readonly string[],
  year: number,
): Promise<ReadonlyMap<string, string>> {
  const book = await loadDivisions();
  const named = prefixes.flatMap((prefix): (readonly [string, string])[] => {
    const code = prefix.padEnd(6, '0');
    const division = findKnownDivision(book, code, year);
    return prefix !== '' && division ? [[prefix, division.name]] : [];
  });
  return new Map(named);
}
