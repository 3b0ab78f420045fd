/** The formats of the generated data, there and back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divisions } from '#agencies/data/divisions.js';
import { townships } from '#agencies/data/townships.js';
import { formatDivisionRows, parseDivisionRows, type SoundedRow } from '#agencies/division-row.js';
import {
  findPlaces,
  findTownsOfCounty,
  formatTownships,
  splitProvinces,
  type TownshipPlace,
  type TownshipTable,
} from '#agencies/township-rows.js';

const year = fc.option(fc.integer({ min: 2007, max: 2030 }));
const name = fc.stringMatching(/^[\u4e00-\u9fa5]{2,8}(?:镇|乡|街道|区)$/);
const row: fc.Arbitrary<SoundedRow> = fc.record({
  code: fc.stringMatching(/^[1-6]\d{5}$/),
  name,
  sound: fc.stringMatching(/^(?:[A-Z][a-z]{1,5}){1,4}$/),
  from: year,
  to: year,
  successors: fc.array(fc.stringMatching(/^[1-6]\d{5}$/), { maxLength: 3 }),
});

test('rows of divisions', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const read = parseDivisionRows(formatDivisionRows(rows));
      expect(read).toHaveLength(rows.length);
      expect(read).toEqual(expect.arrayContaining(rows));
    }),
  );
});

test('towns of counties', () => {
  const town = fc.tuple(name, fc.option(fc.stringMatching(/^\d{3}$/)));
  const table = fc.dictionary(fc.stringMatching(/^[1-6]\d{5}$/), fc.array(town, { minLength: 1 }), {
    minKeys: 1,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(table, (counties) => {
      const rows = new Map(
        Object.entries(counties).map(([county, towns]) => [
          county,
          towns.map(([name, digits]) => ({ name, code: digits && county + digits })),
        ]),
      );
      const kept = splitProvinces(formatTownships(rows));
      expect(findTownsOfCounty(kept, '990101')).toEqual([]);
      for (const [county, towns] of rows) {
        expect(findTownsOfCounty(kept, county)).toEqual(towns);
        for (const { name } of towns) expect(findPlaces(kept, name)).toEqual(placesOf(rows, name));
      }
    }),
  );
});

/** In the order of the counties as they are written: by province as each first comes. */
function placesOf(rows: TownshipTable, name: string): readonly TownshipPlace[] {
  const provinces = [...new Set([...rows.keys()].map((county) => county.slice(0, 2)))];
  return provinces.flatMap((province) =>
    [...rows]
      .filter(([county]) => county.startsWith(province))
      .flatMap(([county, towns]) =>
        towns.filter((town) => town.name === name).map(({ code }) => ({ county, code })),
      ),
  );
}

test('the generated data are written as the formats write them', () => {
  expect(formatDivisionRows(parseDivisionRows(divisions))).toBe(divisions);
  const lines = splitProvinces(townships);
  const counties = lines.flatMap((line) => {
    const [province = '', ...kept] = line.split(';');
    return kept.map((county) => province + county.slice(0, 4));
  });
  const rows = new Map(counties.map((county) => [county, findTownsOfCounty(lines, county)]));
  expect(formatTownships(rows)).toBe(townships);
  expect(counties.length).toBeGreaterThan(2800);
});

test('a name that runs over a row is none', () => {
  expect(findPlaces(['21;0115,101于家房z,满都户z'], '于家房z,满都户镇')).toEqual([]);
});

test('the generated data stay small', () => {
  expect(Buffer.byteLength(divisions) + Buffer.byteLength(townships)).toBeLessThan(1_000_000);
});
