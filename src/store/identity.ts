/**
 * Which report a document is a copy of: agency, year, scope. What the document says goes before what its address
 * lets conclude, and that before what a manifest says. Without an agency or a year there is no report.
 */
import type { Transaction } from 'kysely';
import { agencyKey } from '#agencies/agency-key.js';
import { findPlacement } from '#agencies/find-placement.js';
import type { ResultKey } from './save-result.js';
import type { ReportsTable, Tables } from './tables.js';

export interface Identity extends Omit<ReportsTable, 'id'> {
  readonly result_id: number;
}

type Tx = Transaction<Tables>;

export async function findIdentity(tx: Tx, key: ResultKey): Promise<Identity | undefined> {
  const result = await findReportResult(tx, key);
  if (!result) return undefined;
  const said = await findSaid(tx, key.sha256);
  const agency = result.agency ?? said?.agency;
  const year = result.year ?? said?.year;
  if (!agency || year == null) return undefined;
  const common = { result_id: result.id, agency, year, scope: result.scope ?? '' };
  const { own_agency_key: agency_key, division_code, level } = result;
  if (agency_key && isPlaced(agency_key)) return { ...common, agency_key, division_code, level };
  return { ...common, ...(await placeFromOutside({ agency, year }, said)) };
}

function findReportResult(tx: Tx, { sha256, charset }: ResultKey) {
  return tx
    .selectFrom('results')
    .select(['id', 'agency', 'own_agency_key', 'division_code', 'level', 'year', 'scope'])
    .where('sha256', '=', sha256)
    .where('charset', '=', charset)
    .where('is_current', '=', 1)
    .where('outcome', '=', 'report')
    .executeTakeFirst();
}

const isPlaced = (agencyKey: string): boolean => !agencyKey.startsWith('?');

interface Said {
  readonly address: string | null;
  readonly agency: string | null;
  readonly year: number | null;
  readonly division_code: string | null;
  readonly level: string | null;
}

/** What addresses and manifests say of the document; of several, what comes first in the alphabet. */
function findSaid(tx: Tx, sha256: string): Promise<Said | undefined> {
  return tx
    .selectFrom('sources')
    .select(({ fn }) => [
      fn.min('address').as('address'),
      fn.min('agency').as('agency'),
      fn.min('year').as('year'),
      fn.min('division_code').as('division_code'),
      fn.min('level').as('level'),
    ])
    .where('sha256', '=', sha256)
    .where('is_current', '=', 1)
    .executeTakeFirst();
}

async function placeFromOutside(
  { agency, year }: { agency: string; year: number },
  said: Said | undefined,
): Promise<Pick<Identity, 'agency_key' | 'division_code' | 'level'>> {
  const address = said?.address ?? '';
  const placement = await findPlacement({ name: agency, year, address });
  const level = placement.level ?? said?.level ?? null;
  const key = agencyKey(placement);
  if (isPlaced(key)) return { agency_key: key, division_code: placement.divisionCode, level };
  const divisionCode = said?.division_code?.slice(0, 6) ?? null;
  const currentDivisionCode = divisionCode;
  return {
    agency_key: agencyKey({ ...placement, divisionCode, currentDivisionCode }),
    division_code: divisionCode,
    level,
  };
}
