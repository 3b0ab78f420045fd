/**
 * What may decide between divisions of one name: codes in the page's address, its host, a fuller name in the
 * text, a code that somebody else gives. Each kind of evidence keeps the candidates it speaks for; one that speaks for none, or for all, says
 * nothing. None ever brings in a division that the name does not mean.
 */
import { divisionOfRegistration } from './credit-code.js';
import { type Division, type DivisionBook, divisionsAbove, isWithinDivision } from './division.js';
import { currentCodeOf } from './succession.js';

/** A division the name may mean, and the town in it, if it is one of a town. */
export interface Choice {
  readonly division: Division;
  /** What the name calls, where that stood in another year. */
  readonly named?: Division;
  readonly township?: string;
  readonly townshipCode?: string | null;
}

type Supports = (choice: Choice) => boolean;

export interface EvidenceSource {
  readonly book: DivisionBook;
  readonly year: number;
  readonly address: string;
  /** Without white space. */
  text(): string;
  readonly creditCodes: readonly string[];
  /** What a given code means in the year. */
  readonly given: readonly Choice[];
}

/** The weightiest first. */
const kinds: readonly ((source: EvidenceSource) => Supports)[] = [
  registrations,
  codesInAddress,
  hostsOfPlaceAbove,
  hostsOfPlace,
  fullerNames,
  givenCodes,
];

export function decide(choices: readonly Choice[], source: EvidenceSource): readonly Choice[] {
  let left = choices;
  for (const kind of kinds) {
    if (left.length < 2) return left;
    const supported = left.filter(kind(source));
    if (supported.length > 0) left = supported;
  }
  return left;
}

const saysNothing: Supports = () => false;

/** Whether any evidence speaks for a choice that has no other beside it. */
export function isSupported(choice: Choice, source: EvidenceSource): boolean {
  return kinds.some((kind) => kind(source)(choice));
}

function registrations({ book, creditCodes }: EvidenceSource): Supports {
  if (creditCodes.length === 0) return saysNothing;
  const codes = creditCodes.map(divisionOfRegistration);
  return ({ division }) => codes.some((code) => speaksFor(book, code, division));
}

/** 6 digits of a division, 9 or 12 of a place in it, 10 of a site: the division's stand in front. */
function codesInAddress({ book, address }: EvidenceSource): Supports {
  const codes = [...address.matchAll(/(?<!\d)(\d{6})(?:\d{3}|\d{4}|\d{6})?(?!\d)/g)]
    .map(([, code = '']) => code)
    .filter((code) => book.byCode.has(code));
  if (codes.length === 0) return saysNothing;
  return ({ division }) => codes.some((code) => speaksFor(book, code, division));
}

function speaksFor(book: DivisionBook, code: string, division: Division): boolean {
  const own = [division.code, currentCodeOf(book, division)];
  return own.some((mine) => mine === code || (mine !== null && isWithinDivision(mine, code)));
}

/** Hosts name the place above (gulou.nanjing.gov.cn), or both in one, in full or by initials (njgl: 南京鼓楼). */
function hostsOfPlaceAbove({ book, year, address }: EvidenceSource): Supports {
  return namesHost(address, (division) =>
    divisionsAbove(book, division.code, year).flatMap((outer) => [
      soundOf(outer),
      soundOf(outer) + soundOf(division),
      initialsOf(outer) + initialsOf(division),
      initialsOf(outer) + soundOf(division),
    ]),
  );
}

/** Or spell only the place itself: liaozhong.gov.cn. */
function hostsOfPlace({ address }: EvidenceSource): Supports {
  return namesHost(address, (division) => [soundOf(division)]);
}

function namesHost(address: string, namesOf: (division: Division) => readonly string[]): Supports {
  const labels = governmentLabels(address);
  if (labels.length === 0) return saysNothing;
  return ({ division }) => namesOf(division).some((name) => labels.includes(name));
}

const soundOf = ({ sound }: Division): string => sound.toLowerCase();
const initialsOf = ({ sound }: Division): string => sound.replace(/[^A-Z]/g, '').toLowerCase();

/** Only hosts of governments count. */
function governmentLabels(address: string): readonly string[] {
  const host = URL.canParse(address) ? new URL(address).hostname : address.split('/')[0];
  if (!host?.endsWith('.gov.cn')) return [];
  return host
    .slice(0, -'.gov.cn'.length)
    .split(/[.-]/)
    .flatMap((label) => [label, label.replace(/(?<=..)(?:shi|qu|xian|zf|xzf)$/, '')]);
}

/** The same name with the place above in front of it. */
function fullerNames({ book, year, text: read }: EvidenceSource): Supports {
  const text = read();
  if (text === '') return saysNothing;
  return ({ division, township }) => {
    const above = divisionsAbove(book, division.code, year);
    const named = above.some(({ name }) => text.includes(name + division.name));
    return named || (township !== undefined && text.includes(division.name + township));
  };
}

function givenCodes({ given }: EvidenceSource): Supports {
  return ({ division: { code } }) =>
    given.some(({ division: outer }) => outer.code === code || isWithinDivision(code, outer.code));
}
