/**
 * Whether a place that failed may be looked at again. An import goes over a link only where a person named it, and
 * reads as a manifest only what was named; who clicks has named nothing. What lies in an imported folder may have been
 * replaced since by a link to anywhere, or by a manifest that lists anything: both are passed over as when the folder is
 * imported.
 */
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { isAddress } from '#inputs/address.js';
import { isManifestName } from '#inputs/manifest-file.js';
import { listImportArguments } from '#store/import-arguments.js';
import type { Store } from '#store/store.js';

export type Barrier = 'link' | 'manifest';

/** `place`: a path, an address, or an archive on disk. Throws a StoreError. */
export async function findBarrier(store: Store, place: string): Promise<Barrier | undefined> {
  if (isAddress(place) || !isAbsolute(place)) return undefined;
  const given = await store.ask(listImportArguments);
  if (await leadsOverLink(place, given)) return 'link';
  // By its name alone: what cannot be read now may be one at the next click.
  return isManifestName(place) && !given.some((one) => isSame(one, place)) ? 'manifest' : undefined;
}

/** Links above the folder that a person named are his. Where nothing is there, nothing leads anywhere. */
async function leadsOverLink(place: string, given: readonly string[]): Promise<boolean> {
  const real = await findReal(place);
  if (real === undefined || real === place) return false;
  const folders = given.filter((one) => isAbsolute(one) && place.startsWith(toFolder(resolve(one))));
  const [outermost] = folders.map((one) => resolve(one)).sort((one, other) => one.length - other.length);
  if (outermost === undefined) return true;
  const above = await findReal(dirname(outermost));
  return above === undefined || real !== join(above, relative(dirname(outermost), place));
}

const findReal = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);

const toFolder = (path: string): string => (path.endsWith(sep) ? path : path + sep);

/** Nobody knows from which folder a relative path was given. */
const isSame = (given: string, place: string): boolean =>
  isAbsolute(given)
    ? resolve(given) === place
    : place.endsWith(sep + normalize(given).replace(/^(\.\.\/)+/, ''));
