/**
 * A body's name as printed, and the year → its level and division.
 *
 * The name is read from the left as divisions, and the rest as the kind of body. Divisions are looked up by
 * their names of all years, those of the report's year (or the next, in which it is written) before others, and
 * carried to the report's year. What remains ambiguous after all evidence is null, with every candidate.
 */
import { squeeze } from '#text/fold.js';
import { normalizeAgencyName } from './agency-name.js';
import { loadDivisions } from './books.js';
import { findChoices } from './choices.js';
import { type Division, type DivisionBook, divisionsAbove, rankOf } from './division.js';
import { type Choice, decide, type EvidenceSource, isSupported } from './evidence.js';
import { findCodes } from './find-codes.js';
import { divisionsOfCode, placeInDivision } from './given-code.js';
import { isCalledLikeOthers } from './name-stem.js';
import type { AgencyQuery, Candidate, Placement } from './placement.js';
import { type ReadName, readName } from './read-name.js';
import { currentCodeOf, lastingCodeOf, today } from './succession.js';
import { firstTownshipYear } from './township-book.js';

/** Total: what is no name of a body has no level and no division. */
export async function findPlacement(query: AgencyQuery): Promise<Placement> {
  const name = normalizeAgencyName(query.name);
  const codes = findCodes(query);
  const base = { ...nowhere, ...codes, name, organ: name };
  if (name === '') return base;
  const book = await loadDivisions();
  const read = readName(book, name);
  const year = query.year ?? today;
  const all = await findChoices(book, read, year);
  const source = evidenceSource(book, query, codes.creditCode);
  const left = decide(all, source);
  const known = { ...base, level: levelOf(read, left), organ: read.rest };
  const [choice, ...others] = left;
  if (choice && others.length === 0 && isSure(choice, read, source))
    return { ...known, ...toDivision(book, choice, year) };
  const candidates = left.map(({ division }) => toCandidate(book, division, year));
  return placeByCode(book, { ...known, candidates }, source.given, query.code, year);
}

/** What the name leaves open: a place that it does not tell, not one that it contradicts. */
async function placeByCode(
  book: DivisionBook,
  known: Placement,
  given: readonly Choice[],
  code: string | undefined,
  year: number,
): Promise<Placement> {
  const [meant, ...others] = given;
  if (code === undefined) return known;
  if (!meant) return { ...known, lastingCode: code, organ: known.name };
  if (known.candidates.length > 0) return known;
  if (others.length > 0)
    return { ...known, candidates: given.map(({ division }) => toCandidate(book, division, year)) };
  const place = await placeInDivision(book, meant, code, known.organ);
  if (!place) return known;
  const { choice, organ, ownCode } = place;
  const placed = { ...known, ...toDivision(book, choice, year), organ };
  const level = known.level ?? (ownCode === null ? levelOfChoice(choice) : null);
  return { ...placed, level, lastingCode: ownCode ?? placed.lastingCode };
}

const nowhere = {
  level: null,
  divisionCode: null,
  divisionName: null,
  currentDivisionCode: null,
  lastingCode: null,
  townshipCode: null,
  candidates: [],
} as const;

function evidenceSource(
  book: DivisionBook,
  { year, address, text, code }: AgencyQuery,
  creditCode: string | null,
): EvidenceSource {
  let squeezed: string | undefined;
  return {
    book,
    year: year ?? today,
    address: address ?? '',
    text() {
      squeezed ??= squeeze(text ?? '');
      return squeezed;
    },
    creditCodes: creditCode ? [creditCode] : [],
    given: code === undefined ? [] : divisionsOfCode(book, code, year ?? today),
  };
}

/**
 * A town's name alone is enough only where all towns of that year are known; a zone's, where no other place may be
 * called so.
 */
function isSure(choice: Choice, read: ReadName, source: EvidenceSource): boolean {
  const isTownAlone = choice.township !== undefined && read.divisions.length === 0;
  const isDoubted =
    (isTownAlone && source.year < firstTownshipYear) ||
    (read.isBare && read.organ.kind === 'zone' && isCalledLikeOthers(choice.division.name));
  return !isDoubted || isSupported(choice, source);
}

function levelOf({ kind, organ }: ReadName, choices: readonly Choice[]): Placement['level'] {
  if (kind !== 'place') return kind;
  if (organ.kind === 'township' || organ.kind === 'subdistrict') return organ.kind;
  if (organ.kind === 'zone') return 'functional_zone';
  if (organ.kind === 'unlisted') return organ.level;
  const [rank, ...others] = new Set(choices.map(({ division }) => rankOf(division.code)));
  return rank && others.length === 0 ? rank : null;
}

function toDivision(book: DivisionBook, { division, named, townshipCode }: Choice, year: number) {
  return {
    divisionCode: division.code,
    divisionName: fullName(book, division.code, division.name, year),
    currentDivisionCode: currentCodeOf(book, division),
    lastingCode: lastingCodeOf(book, division, year, named),
    townshipCode: townshipCode ?? null,
  };
}

function toCandidate(book: DivisionBook, { code, name }: Division, year: number): Candidate {
  return { code, name: fullName(book, code, name, year) };
}

function fullName(book: DivisionBook, code: string, name: string, year: number): string {
  return [...divisionsAbove(book, code, year).map((above) => above.name), name].join('');
}

function levelOfChoice({ division, township }: Choice): Placement['level'] {
  if (township === undefined) return rankOf(division.code);
  return township.endsWith('街道') ? 'subdistrict' : 'township';
}
