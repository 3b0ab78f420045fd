/** A name in one spelling → the divisions it begins with and the kind of body it ends with. */
import type { Division, DivisionBook } from './division.js';
import { matchDivisions } from './match-divisions.js';
import { centralLead, corps, isCentral, type Organ, parseOrgan } from './organ.js';

export interface ReadName {
  /** Bodies beside the divisions have their level from their name alone. */
  readonly kind: 'place' | 'central' | 'province' | 'prefecture';
  readonly divisions: readonly Division[];
  /** They are named without their rank, and nothing above them is named. */
  readonly isBare: boolean;
  readonly rest: string;
  readonly organ: Organ;
}

export function readName(book: DivisionBook, name: string): ReadName {
  const ofCorps = corps.exec(name);
  if (ofCorps) return readCorpsName(book, name.slice(ofCorps[0].length), /师$/.test(ofCorps[0]));
  const own = matchDivisions(book, name);
  const branch = own.divisions.length > 0 ? own : matchDivisions(book, name.replace(centralLead, ''));
  if (branch.divisions.length === 0 && isCentral(name))
    return { kind: 'central', divisions: [], isBare: false, rest: name, organ: { kind: 'department' } };
  return { kind: 'place', ...branch, organ: parseOrgan(branch.rest) };
}

/** A division of the corps that is also a city (第八师石河子市) has that city's code. */
function readCorpsName(book: DivisionBook, text: string, isDivision: boolean): ReadName {
  const match = matchDivisions(book, text);
  return { kind: isDivision ? 'prefecture' : 'province', ...match, organ: { kind: 'department' } };
}
