/** A division with its years, and the book of all of them since 2007. */
import type { SoundedRow } from './division-row.js';
import { parseDivisionRows } from './division-row.js';
import { shortRankedName, stemOf } from './name-stem.js';

export type Division = SoundedRow;

/** `stem`: a name without its rank (沈阳) proves a division only together with what follows it. */
export interface NamedDivision {
  readonly division: Division;
  readonly by: 'name' | 'stem';
}

export interface DivisionBook {
  /** By code, oldest name first. */
  readonly byCode: ReadonlyMap<string, readonly Division[]>;
  readonly byName: ReadonlyMap<string, readonly NamedDivision[]>;
  /** Code → the divisions whose place it took. */
  readonly predecessors: ReadonlyMap<string, readonly Division[]>;
}

export const longestName = 15;

export function readDivisionBook(data: string): DivisionBook {
  const divisions = parseDivisionRows(data);
  const byCode = new Map<string, Division[]>();
  const byName = new Map<string, NamedDivision[]>();
  const predecessors = new Map<string, Division[]>();
  for (const division of divisions) {
    push(byCode, division.code, division);
    for (const code of division.successors) push(predecessors, code, division);
    nameDivision(byName, division);
  }
  return { byCode, byName, predecessors };
}

function nameDivision(byName: Map<string, NamedDivision[]>, division: Division): void {
  const { name } = division;
  const stem = stemOf(name);
  push(byName, name, { division, by: 'name' });
  if (stem === name) return;
  push(byName, stem, { division, by: 'stem' });
  const short = shortRankedName(name);
  if (short) push(byName, short, { division, by: 'name' });
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

export type Rank = 'province' | 'prefecture' | 'county';

export function rankOf(code: string): Rank {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

/** So many digits of a code say where it is. */
const digitsOf: Readonly<Record<Rank, number>> = { province: 2, prefecture: 4, county: 6 };

/** Whether a code lies within another: 210115 within 210100 and 210000. */
export function isWithinDivision(code: string, outer: string): boolean {
  return code !== outer && code.startsWith(outer.slice(0, digitsOf[rankOf(outer)]));
}

export function stoodIn({ from, to }: Division, year: number): boolean {
  return (from ?? 0) <= year && year <= (to ?? Number.POSITIVE_INFINITY);
}

/** The division of a code in a year, whatever its name then. */
export function findDivision(book: DivisionBook, code: string, year: number): Division | undefined {
  return book.byCode.get(code)?.find((division) => stoodIn(division, year));
}

/** As it was called in a year; one that did not stand then, or without a year, as it was last called. */
export const findKnownDivision = (book: DivisionBook, code: string, year?: number): Division | undefined =>
  (year === undefined ? undefined : findDivision(book, code, year)) ?? book.byCode.get(code)?.at(-1);

/** The divisions above one, as they were called in a year: 辽宁省, 沈阳市. */
export function divisionsAbove(book: DivisionBook, code: string, year: number): readonly Division[] {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`];
  return codes
    .filter((above) => isWithinDivision(code, above))
    .flatMap((above) => findKnownDivision(book, above, year) ?? []);
}
