/** The body's own codes in the page's address and text. */
import { type FoundCodes, findCreditCodes, findOrganisationCodes } from './credit-code.js';
import type { AgencyQuery, Placement } from './placement.js';

type Codes = Pick<Placement, 'creditCode' | 'organisationCode' | 'wrongCodes'>;

/** The address speaks of the page's own body; a text may name others too, and then no code is its own. */
export function findCodes({ address = '', text = '' }: AgencyQuery): Codes {
  const credit = [findCreditCodes(address), findCreditCodes(text)];
  const organisation = [findOrganisationCodes(address), findOrganisationCodes(text)];
  return {
    creditCode: onlyCode(credit),
    organisationCode: onlyCode(organisation),
    wrongCodes: [...new Set([...credit, ...organisation].flatMap(({ wrong }) => wrong))],
  };
}

function onlyCode(sources: readonly FoundCodes[]): string | null {
  const [code, ...others] = sources.find(({ valid }) => valid.length > 0)?.valid ?? [];
  return code !== undefined && others.length === 0 ? code : null;
}
