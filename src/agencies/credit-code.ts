/**
 * Unified social credit codes (GB 32100-2015, 18 characters) and organisation codes (GB 11714-1997, nine), each
 * with its check character.
 *
 * Of a credit code the first two characters are the registering department and the kind of body (11: an organ
 * of the state), the next six the division of registration, the next nine the organisation code with its own
 * check character, the last the check of all.
 */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(code[index] ?? ''),
    0,
  );
  return alphabet[(31 - (sum % 31)) % 31] === code[17] && isOrganisationCode(code.slice(8, 17));
}

/** With or without the stroke before the check character. */
export function isOrganisationCode(code: string): boolean {
  const characters = code.replace('-', '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(characters)) return false;
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(characters[index] ?? '', 36),
    0,
  );
  const check = 11 - (sum % 11);
  return characters[8] === (check === 10 ? 'X' : check === 11 ? '0' : String(check));
}

/** The code of the division that registered the body, of a credit code. */
export const divisionOfRegistration = (code: string): string => code.slice(2, 8);

export interface FoundCodes {
  /** With a right check character, of bodies that staffing offices register: 11 organs, 12 institutions, 13, 19. */
  readonly valid: readonly string[];
  /** Of the same shape, with a wrong check character. */
  readonly wrong: readonly string[];
}

const shape = /(?<![0-9A-Za-z])1[1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])/g;

/** Codes in running text or in an address; numbers of identity cards are no codes. */
export function findCreditCodes(text: string): FoundCodes {
  const found = [...new Set(text.match(shape) ?? [])];
  return {
    valid: found.filter((code) => isCreditCode(code) && !isIdentityNumber(code)),
    // Where the check character decides nothing, a date of birth does: a person's number is never repeated.
    wrong: found.filter((code) => !isCreditCode(code) && !hasBirthDate(code)),
  };
}

const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const birthDate = /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X]$/;
const hasBirthDate = (code: string): boolean => birthDate.test(code);

/** Eighteen characters with a date of birth and the check character of GB 11643. */
function isIdentityNumber(code: string): boolean {
  const sum = identityWeights.reduce((total, weight, index) => total + weight * Number(code[index]), 0);
  return hasBirthDate(code) && '10X98765432'[sum % 11] === code[17];
}

/** Organisation codes that a text calls so; in an address, the value of a parameter that names a body. */
export function findOrganisationCodes(text: string): FoundCodes {
  const called = codesAfter(text, /组织机构代码[:：]?([0-9A-Z]{8}-?[0-9X])(?![0-9A-Za-z])/g);
  const passed = codesAfter(
    text,
    /[?&](?:area|org|dept|unit|zzjg|jg)\w*=([0-9A-Z]{8}-?[0-9X])(?![0-9A-Za-z])/gi,
  );
  return {
    valid: [...new Set([...called, ...passed])].filter(isOrganisationCode),
    // Sites pass numbers of their own in the same parameters.
    wrong: called.filter((code) => !isOrganisationCode(code)),
  };
}

const codesAfter = (text: string, lead: RegExp): readonly string[] =>
  [...text.matchAll(lead)].map(([, code = '']) => code.replace('-', ''));
