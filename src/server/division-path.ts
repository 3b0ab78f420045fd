/** Where a division lies: itself behind the divisions above it, as they were called in a year. */
import { loadDivisions } from '#agencies/books.js';
import { divisionsAbove, findKnownDivision } from '#agencies/division.js';

export interface NamedDivision {
  readonly code: string;
  readonly name: string;
}

/** Empty where the code is not known. */
export async function findDivisionPath(code: string | null, year: number): Promise<readonly NamedDivision[]> {
  if (code === null) return [];
  const book = await loadDivisions();
  const own = findKnownDivision(book, code, year);
  return [...divisionsAbove(book, code, year), ...(own ? [own] : [])];
}
