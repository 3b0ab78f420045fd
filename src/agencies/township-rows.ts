/**
 * Townships and subdistricts as they are kept in `data/townships.ts`: one line a province, counties set apart
 * by `;`, their townships by `,`:
 *
 *     21;0115,001蒲西j,101于家房z,满都户z
 *
 * that is: four digits after the province's two; then of each township the three digits of its code and its
 * name, 街道, 镇 and 乡 at the end written as j, z and x. Without digits it is a former one, which stood in
 * some list since 2015 and stands no more.
 */
export interface TownshipRow {
  readonly name: string;
  /** Nine digits of the latest list; null for a former one. */
  readonly code: string | null;
}

/** County → its townships. */
export type TownshipTable = ReadonlyMap<string, readonly TownshipRow[]>;

const endings: readonly (readonly [word: string, letter: string])[] = [
  ['街道', 'j'],
  ['镇', 'z'],
  ['乡', 'x'],
];

export function formatTownships(table: TownshipTable): string {
  const provinces = [...new Set([...table.keys()].map((county) => county.slice(0, 2)))];
  return provinces
    .map((province) => {
      const own = [...table].filter(([county]) => county.startsWith(province));
      return [province, ...own.map(formatCounty)].join(';');
    })
    .join('\n');
}

function formatCounty([county, rows]: readonly [string, readonly TownshipRow[]]): string {
  return [county.slice(2), ...rows.map(formatRow)].join(',');
}

function formatRow({ name, code }: TownshipRow): string {
  return (code?.slice(6) ?? '') + shortName(name);
}

/** County → its townships as kept: most counties are never asked for. */
export function splitCounties(data: string): ReadonlyMap<string, string> {
  return new Map(
    data.split('\n').flatMap((line) => {
      const [province = '', ...counties] = line.split(';');
      return counties.map((county): [string, string] => [province + county.slice(0, 4), county.slice(5)]);
    }),
  );
}

export function parseTownships(county: string, kept: string): readonly TownshipRow[] {
  return kept.split(',').map((row) => {
    const { short, digits } = parseRow(row);
    return { name: fullName(short), code: digits && county + digits };
  });
}

function parseRow(row: string): { readonly short: string; readonly digits: string | null } {
  const isFormer = row.charCodeAt(0) > nine;
  return isFormer ? { short: row, digits: null } : { short: row.slice(3), digits: row.slice(0, 3) };
}

const nine = '9'.charCodeAt(0);

/** Name as kept → the counties that have one of it, each with the three digits, if any, joined by spaces. */
export type TownshipIndex = ReadonlyMap<string, string>;

/** Strings only: of the forty thousand places few are ever asked for. */
export function indexTownships(counties: ReadonlyMap<string, string>): TownshipIndex {
  const index = new Map<string, string>();
  for (const [county, kept] of counties)
    for (const row of kept.split(',')) {
      const { short, digits } = parseRow(row);
      const before = index.get(short);
      const place = county + (digits ?? '');
      index.set(short, before === undefined ? place : `${before} ${place}`);
    }
  return index;
}

export interface TownshipPlace {
  /** By its code of today. */
  readonly county: string;
  readonly code: string | null;
}

export function findPlaces(index: TownshipIndex, name: string): readonly TownshipPlace[] {
  const places = index.get(shortName(name));
  if (places === undefined) return [];
  return places
    .split(' ')
    .map((place) => ({ county: place.slice(0, 6), code: place.length > 6 ? place : null }));
}

function shortName(name: string): string {
  const ending = endings.find(([word]) => name.endsWith(word));
  return ending ? name.slice(0, -ending[0].length) + ending[1] : name;
}

function fullName(short: string): string {
  const ending = endings.find(([, letter]) => short.endsWith(letter));
  return ending ? short.slice(0, -1) + ending[0] : short;
}
