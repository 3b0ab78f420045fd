/**
 * The divisions a name begins with: 辽宁省|沈阳市|辽中区|于家房镇人民政府.
 *
 * Every reading is followed, since names repeat (吉林 is a province and a city) and any division above may be
 * left out; each division must lie within the one before it. A name without its rank counts only before
 * another division, or where something is called after it (沈阳经济技术开发区). What is followed by the rank of a town
 * is that town's name. Of the readings those that leave
 * the least unread count.
 */
import { type Division, type DivisionBook, isWithinDivision, longestName, rankOf } from './division.js';
import { isCalledAfterPlace, isRankOfTown } from './organ.js';

export interface DivisionMatch {
  /** The innermost division of each reading. */
  readonly divisions: readonly Division[];
  /** They are named without their rank, and nothing above them is named. */
  readonly isBare: boolean;
  readonly rest: string;
}

interface Reading {
  readonly last: Division;
  readonly by: 'name' | 'stem';
  readonly isInner: boolean;
  readonly rest: string;
}

export function matchDivisions(book: DivisionBook, name: string): DivisionMatch {
  const readings = readFrom(book, name, undefined).filter(
    ({ by, rest }) => (by === 'name' && !isRankOfTown(rest)) || isCalledAfterPlace(rest),
  );
  const least = Math.min(...readings.map(({ rest }) => rest.length));
  const best = likelier(readings.filter(({ rest }) => rest.length === least));
  return {
    divisions: [...new Set(best.map(({ last }) => last))],
    isBare: best.some(({ by, isInner }) => by === 'stem' && !isInner),
    rest: best[0]?.rest ?? name,
  };
}

/** A full name before one without its rank; 河北 is the province, since nobody leaves the 区 off 河北区. */
function likelier(readings: readonly Reading[]): readonly Reading[] {
  const named = readings.filter(({ by }) => by === 'name');
  if (named.length > 0) return named;
  const hasProvince = readings.some(({ last }) => rankOf(last.code) === 'province');
  return hasProvince ? readings.filter(({ last }) => !last.name.endsWith('区')) : readings;
}

function readFrom(book: DivisionBook, text: string, outer: Division | undefined): readonly Reading[] {
  const readings: Reading[] = [];
  for (let length = Math.min(longestName, text.length); length >= 2; length--)
    for (const { division, by } of book.byName.get(text.slice(0, length)) ?? []) {
      if (outer && !isWithinDivision(division.code, outer.code)) continue;
      const rest = text.slice(length);
      readings.push(
        { last: division, by, isInner: outer !== undefined, rest },
        ...readFrom(book, rest, division),
      );
    }
  return readings;
}
