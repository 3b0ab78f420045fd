/** Townships by county, and by name over the whole country. The lists reach back to 2015. */
import {
  findPlaces,
  findTownsOfCounty,
  splitProvinces,
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

export function readTownshipBook(data: string): TownshipBook {
  const lines = splitProvinces(data);
  return {
    inCounty: (county) => findTownsOfCounty(lines, county),
    named: (name) => findPlaces(lines, name),
  };
}
