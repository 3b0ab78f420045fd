/** Where documents were found. What a manifest said of a place holds until another one says something else of it. */
import type { Tx } from './database.js';
import { toStorable } from './storable.js';
import type { SourcesTable } from './tables.js';

/** Where a document was found, and what is said of it there. */
export interface Source {
  readonly location: string;
  readonly kind: 'file' | 'entry' | 'address';
  readonly name: string;
  /** What shows without opening it that it is still the same. */
  readonly stamp: string | null;
  /** By the header of its carrier. */
  readonly charset: string | null;
  /** Where it was published, if that is known. */
  readonly address: string | null;
  readonly manifest?: Manifest | undefined;
}

export interface Manifest {
  /** Stands for all that the row says, the charset and the address among it. */
  readonly said: string;
  readonly agency?: string | undefined;
  readonly year?: number | undefined;
  readonly divisionCode?: string | undefined;
  readonly level?: string | undefined;
}

/** By whom it was found: of two rows of an import the later one has the higher number. */
export interface Seen {
  readonly import_id: number;
  readonly import_row: number;
  readonly seen_at: string;
}

/**
 * Workers take rows in any order: what the later one says holds. Gives the hash of what stood at the location before, if
 * anything did.
 */
export async function saveSource(
  tx: Tx,
  sha256: string,
  source: Source,
  seen: Seen,
): Promise<string | undefined> {
  const location = toStorable(source.location);
  const before = await findSourceAt(tx, location);
  const own = {
    ...(source.manifest ? rowOf(source.manifest) : nothingSaid),
    address: source.address,
    ...seen,
  };
  const isLate = before !== undefined && isLater(before, seen);
  const told = before ? (isLate ? joinTold(own, before) : joinTold(before, own)) : own;
  // What is fetched late is what stands there now; what was handed over with the row is what stood there then.
  const isPast = isLate && (before.sha256 === sha256 || source.kind !== 'address');
  if (isPast) await tx.updateTable('sources').set(told).where('id', '=', before.id).execute();
  if (isPast && before.sha256 === sha256) return sha256;
  if (!isPast && before && before.sha256 !== sha256)
    await tx.updateTable('sources').set({ is_current: 0 }).where('id', '=', before.id).execute();
  const values = { ...valuesOf(source), ...(isPast ? own : told), is_current: isPast ? 0 : 1 };
  await tx
    .insertInto('sources')
    .values({ location, sha256, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['location', 'sha256'])
        .doUpdateSet(values)
        .where('sources.import_id', '<=', values.import_id),
    )
    .execute();
  return before?.sha256;
}

const valuesOf = ({ kind, name, stamp, charset }: Source) => ({
  ...{ kind, name: toStorable(name), stamp, charset },
});

function findSourceAt(tx: Tx, location: string) {
  return tx
    .selectFrom('sources')
    .select(['id', 'sha256', 'address', 'said', 'agency', 'year', 'division_code', 'level'])
    .select(['import_id', 'import_row', 'seen_at'])
    .where('location', '=', location)
    .where('is_current', '=', 1)
    .executeTakeFirst();
}

const isLater = (one: Seen, other: Seen): boolean =>
  one.import_id === other.import_id ? one.import_row > other.import_row : one.import_id > other.import_id;

interface Told extends Said, Seen {
  readonly address: string | null;
}

/** What the later one does not say, the earlier one said. */
const joinTold = (earlier: Told, later: Told): Told => ({
  ...saidOf(later.said === null ? earlier : later),
  ...{ address: later.address ?? earlier.address },
  ...{ import_id: later.import_id, import_row: later.import_row, seen_at: later.seen_at },
});

type Said = Pick<SourcesTable, 'said' | 'agency' | 'year' | 'division_code' | 'level'>;

const nothingSaid: Said = { said: null, agency: null, year: null, division_code: null, level: null };

const saidOf = ({ said, agency, year, division_code, level }: Said): Said => ({
  ...{ said, agency, year, division_code, level },
});

const rowOf = ({ said, agency, year, divisionCode, level }: Manifest): Said => ({
  said,
  agency: agency === undefined ? null : toStorable(agency),
  year: year ?? null,
  division_code: divisionCode ?? null,
  level: level ?? null,
});
