/** Townships by county, and by name over the whole country. The lists reach back to 2015. */
import {
  findPlaces,
  indexTownships,
  parseTownships,
  splitCounties,
  type TownshipIndex,
  type TownshipPlace,
  type TownshipRow,
} from './township-rows.js';

export interface TownshipBook {
  /** By the county's code of today. */
  inCounty(county: string): readonly TownshipRow[];
  named(name: string): readonly TownshipPlace[];
}

/** The first year whose townships are all known. */
export const firstTownshipYear = 2015;

/** The index over names is made when a town is asked for without its county. */
export function readTownshipBook(data: string): TownshipBook {
  const kept = splitCounties(data);
  let index: TownshipIndex | undefined;
  return {
    inCounty(county) {
      const rows = kept.get(county);
      return rows === undefined ? [] : parseTownships(county, rows);
    },
    named(name) {
      index ??= indexTownships(kept);
      return findPlaces(index, name);
    },
  };
}
