/** Where a division lies: itself behind the divisions above it, as they were called in a year. */
import { loadDivisions } from '#agencies/books.js';
import { divisionsAbove, findDivision } from '#agencies/division.js';

export interface NamedDivision {
  readonly code: string;
  readonly name: string;
}

/** Empty where the code is not known. */
export async function findDivisionPath(code: string | null, year: number): Promise<readonly NamedDivision[]> {
  if (code === null) return [];
  const book = await loadDivisions();
  const own = findDivision(book, code, year) ?? book.byCode.get(code)?.at(-1);
  return [...divisionsAbove(book, code, year), ...(own ? [own] : [])];
}
