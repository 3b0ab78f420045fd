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

/** Gives the hash of what stood at the location before, if anything did. */
export async function saveSource(
  tx: Tx,
  sha256: string,
  source: Source,
  seen: { readonly import_id: number; readonly seen_at: string },
): Promise<string | undefined> {
  const { kind, stamp, charset, manifest } = source;
  const location = toStorable(source.location);
  const before = await findSourceAt(tx, location);
  const said = manifest ? rowOf(manifest) : before && saidOf(before);
  const address = source.address ?? before?.address ?? null;
  const values = {
    ...{ kind, name: toStorable(source.name), stamp, charset, address },
    ...(said ?? nothingSaid),
    ...{ ...seen, is_current: 1 },
  };
  if (before && before.sha256 !== sha256)
    await tx.updateTable('sources').set({ is_current: 0 }).where('id', '=', before.id).execute();
  await tx
    .insertInto('sources')
    .values({ location, sha256, ...values })
    .onConflict((conflict) => conflict.columns(['location', 'sha256']).doUpdateSet(values))
    .execute();
  return before?.sha256;
}

function findSourceAt(tx: Tx, location: string) {
  return tx
    .selectFrom('sources')
    .select(['id', 'sha256', 'address', 'said', 'agency', 'year', 'division_code', 'level'])
    .where('location', '=', location)
    .where('is_current', '=', 1)
    .executeTakeFirst();
}

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
