/**
 * Which report a document is a copy of: agency, year, scope. What a person ruled goes before what the document says,
 * that before what its address lets conclude, and that before what a manifest says. Without an agency or a year there
 * is no report, nor where the document was withdrawn or is not one.
 */
import { agencyKey } from '#agencies/agency-key.js';
import { findPlacement } from '#agencies/find-placement.js';
import type { Tx } from './database.js';
import { findRuled, type Ruled } from './ruled.js';
import type { ResultKey } from './save-result.js';
import type { ReportsTable, SourcesTable } from './tables.js';

export interface Identity extends Omit<ReportsTable, 'id' | 'is_linked'> {
  readonly result_id: number;
}

/**
 * A name without a place may be anybody's of that name: such documents are put together by a reviewer, never by
 * guess, so each is a report of its own.
 */
const unplacedKey = (agencyKey: string, sha256: string): string => `${agencyKey} ${sha256.slice(0, 12)}`;

/** `known`: what was ruled on the document, where that was asked for already. */
export async function findIdentity(tx: Tx, key: ResultKey, known?: Ruled): Promise<Identity | undefined> {
  const ruled = known ?? (await findRuled(tx, key.sha256));
  const result = ruled.isNoCopy ? undefined : await findReportResult(tx, key);
  if (!result || !(await hasSource(tx, key))) return undefined;
  const said = sayRuled(await findSaid(tx, key.sha256), ruled);
  const agency = ruled.agency?.name ?? result.agency ?? said.agency;
  const year = ruled.year ?? result.year ?? said.year;
  if (!agency || year == null) return undefined;
  const common = { result_id: result.id, agency, year, scope: result.scope ?? '' };
  const { own_agency_key: agency_key, division_code, level } = result;
  if (!ruled.agency && agency_key && isPlaced(agency_key))
    return { ...common, agency_key, division_code, level };
  const place = await placeFromOutside({ agency, year }, said, ruled.agency?.level);
  if (isPlaced(place.agency_key)) return { ...common, ...place };
  return { ...common, ...place, agency_key: unplacedKey(place.agency_key, key.sha256) };
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

/** Whether the document was found with this charset anywhere, ever. */
async function hasSource(tx: Tx, { sha256, charset }: ResultKey): Promise<boolean> {
  const source = await tx
    .selectFrom('sources')
    .select('id')
    .where('sha256', '=', sha256)
    .where(({ eb, fn, val }) => eb(fn.coalesce('charset', val('')), '=', charset))
    .executeTakeFirst();
  return source !== undefined;
}

type Said = Pick<SourcesTable, 'address' | 'agency' | 'year' | 'division_code' | 'level'>;

/** What addresses and manifests say of the document; where they contradict each other, nothing. */
async function findSaid(tx: Tx, sha256: string): Promise<Said> {
  const all = await tx
    .selectFrom('sources')
    .select(['address', 'agency', 'year', 'division_code', 'level', 'is_current'])
    .where('sha256', '=', sha256)
    .execute();
  const current = all.filter(({ is_current }) => is_current === 1);
  const sources = current.length > 0 ? current : all;
  return {
    address: onlyOne(sources.map(({ address }) => address)),
    agency: onlyOne(sources.map(({ agency }) => agency)),
    year: onlyOne(sources.map(({ year }) => year)),
    division_code: onlyOne(sources.map(({ division_code }) => division_code)),
    level: onlyOne(sources.map(({ level }) => level)),
  };
}

function onlyOne<Value>(values: readonly (Value | null)[]): Value | null {
  const [value, ...others] = new Set(values.filter((each) => each !== null));
  return value !== undefined && others.length === 0 ? value : null;
}

/** The place of another body tells nothing of the one that was ruled. */
const sayRuled = (said: Said, { agency }: Ruled): Said =>
  agency ? { ...said, division_code: agency.divisionCode, level: agency.level } : said;

/** A code of a division that the book knows counts only as far as the name leaves its place open. */
async function placeFromOutside(
  { agency, year }: { agency: string; year: number },
  said: Said,
  level?: string | null,
): Promise<Pick<Identity, 'agency_key' | 'division_code' | 'level'>> {
  const address = said.address ?? '';
  const code = said.division_code ?? undefined;
  const placement = await findPlacement({ name: agency, year, address, ...(code && { code }) });
  const agency_key = agencyKey(placement);
  const saidCode = isPlaced(agency_key) ? (code?.slice(0, 6) ?? null) : null;
  return {
    agency_key,
    division_code: placement.divisionCode ?? saidCode,
    level: level ?? placement.level ?? said.level ?? null,
  };
}
