/** Where a body belongs: its level, its division in the year of the report, its credit code. */
import type { AgencyLevel, ReportInfo } from '#records/record.js';
import { agencyKey } from './agency-key.js';

/** What is known of a body when it is looked up. */
export interface AgencyQuery {
  /** As printed. */
  readonly name: string;
  /** Of the report; null where it does not say: then divisions of today count. */
  readonly year: number | null;
  /** Of the page. It may decide between candidates, and carry a credit code. */
  readonly address?: string;
  /** Of the report: where a fuller name, or a credit code, may stand. */
  readonly text?: string;
  /** That somebody else gives for the body: 6, 9 or 12 digits, of whatever year. The name goes before it. */
  readonly code?: string;
}

/** A division that the name may mean. */
export interface Candidate {
  /** Six digits, valid in the report's year. */
  readonly code: string;
  /** With the divisions above it: 江苏省南京市鼓楼区. */
  readonly name: string;
}

export interface Placement {
  /** In one spelling; nothing is added to it. */
  readonly name: string;
  readonly level: AgencyLevel | null;
  /** Of the division whose government it is, or belongs to; of a town's, its county. Null where unknown or ambiguous. */
  readonly divisionCode: string | null;
  /** With the divisions above it. */
  readonly divisionName: string | null;
  /** Of the same place today; null where it was split, or `divisionCode` is null. */
  readonly currentDivisionCode: string | null;
  /** Under which the body is kept over the years; a given one that no list knows as it is. Null where nothing is known. */
  readonly lastingCode: string | null;
  /** Nine digits of the latest list, under `currentDivisionCode`. */
  readonly townshipCode: string | null;
  /** All divisions the name may mean, where that is more than one. */
  readonly candidates: readonly Candidate[];
  /** 18 characters with a right check character; null where none, or several, stand in address and text. */
  readonly creditCode: string | null;
  /** Nine characters with a right check character, likewise. */
  readonly organisationCode: string | null;
  /** Codes with a wrong check character: not used. */
  readonly wrongCodes: readonly string[];
  /** What follows the divisions in the name: 教育局; empty for the government itself. */
  readonly organ: string;
}

type PlacedAgency = Omit<NonNullable<ReportInfo['agency']>, 'name' | 'raw'>;

/** What a record says of it: facts that are not there are left out, but for the three it always names. */
export function placementToRecord(placement: Placement): PlacedAgency {
  const { level, divisionCode, currentDivisionCode, townshipCode, candidates, creditCode, wrongCodes } =
    placement;
  const moved = currentDivisionCode !== null && currentDivisionCode !== divisionCode;
  return {
    level,
    divisionCode,
    ...(moved && { currentDivisionCode }),
    ...(townshipCode !== null && { townshipCode }),
    ...(candidates.length > 0 && { candidates: candidates.map(({ code }) => code) }),
    creditCode,
    ...(wrongCodes.length > 0 && { wrongCodes }),
    key: agencyKey(placement),
  };
}
