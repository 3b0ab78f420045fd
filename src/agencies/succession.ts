/**
 * The same place in another year. Forward along the successors, backward along the predecessors, one change
 * at a time; a merger seen backward, or a split seen forward, gives several.
 */
import { type Division, type DivisionBook, stoodIn } from './division.js';

/** Past every change the book knows. */
export const today = 9999;

/** What stood in that year where the division stands in its own; empty where nothing of it did. */
export function divisionsIn(book: DivisionBook, division: Division, year: number): readonly Division[] {
  if (stoodIn(division, year)) return [division];
  const step = year > (division.to ?? year) ? followersOf(book, division) : forerunnersOf(book, division);
  return distinct(step.flatMap((next) => divisionsIn(book, next, year)));
}

export function codesToday(book: DivisionBook, division: Division): readonly string[] {
  return divisionsIn(book, division, today).map(({ code }) => code);
}

/** The code of the same place today; null where it was split. */
export function currentCodeOf(book: DivisionBook, division: Division): string | null {
  const [current, ...others] = codesToday(book, division);
  return current !== undefined && others.length === 0 ? current : null;
}

/**
 * The code that a place keeps over the years: today's, where it was this place alone in that year; else its own,
 * since neither a part of a split place nor a merged one is it (卢湾区 is not 黄浦区, into which it went). The same
 * holds for a place named after its end: 莱芜市 of 2018 is not 济南市.
 */
export function lastingCodeOf(
  book: DivisionBook,
  division: Division,
  year: number,
  named: Division = division,
): string {
  if (!isSamePlaceIn(book, named, year)) return named.code;
  const [current, ...others] = divisionsIn(book, division, today);
  if (!current || others.length > 0) return division.code;
  const [before, ...merged] = divisionsIn(book, current, year);
  return before === division && merged.length === 0 ? current.code : division.code;
}

/** Whether the one thing that stands in its place in that year came of it alone. */
export function isSamePlaceIn(book: DivisionBook, division: Division, year: number): boolean {
  const [other, ...others] = divisionsIn(book, division, year);
  if (!other || others.length > 0) return false;
  const [back, ...merged] = divisionsIn(book, other, division.to ?? division.from ?? year);
  return back === division && merged.length === 0;
}

/** Of divisions that one name or one code had over the years: those of the year, else of the next, in which it is told of. */
export function namedInYear(divisions: readonly Division[], year: number): readonly Division[] {
  const inYear = divisions.filter((division) => stoodIn(division, year));
  if (inYear.length > 0) return inYear;
  const inNext = divisions.filter((division) => stoodIn(division, year + 1));
  return inNext.length > 0 ? inNext : divisions;
}

/** Each starts later than the division does, so that no walk comes back to where it was. */
function followersOf(book: DivisionBook, division: Division): readonly Division[] {
  const { code, to, successors } = division;
  if (to === null) return [];
  const renamed = book.byCode.get(code)?.find(({ from }) => (from ?? 0) > to);
  if (renamed) return [renamed];
  return successors.flatMap((successor) => {
    const rows = book.byCode.get(successor) ?? [];
    return rows.find((row) => (row.to ?? today) > to) ?? [];
  });
}

function forerunnersOf(book: DivisionBook, division: Division): readonly Division[] {
  const { code, from } = division;
  if (from === null) return [];
  const renamed = book.byCode.get(code)?.findLast(({ to }) => to !== null && to < from);
  const replaced = (book.predecessors.get(code) ?? []).filter(({ to }) => to === from - 1);
  return renamed ? [renamed, ...replaced] : replaced;
}

function distinct(divisions: readonly Division[]): readonly Division[] {
  return [...new Set(divisions)];
}
