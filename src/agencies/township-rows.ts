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

/** The line of each province, to be searched as it is: of the forty thousand towns few are ever asked for. */
export type TownshipLines = readonly string[];

export const splitProvinces = (data: string): TownshipLines => data.split('\n');

export function findTownsOfCounty(lines: TownshipLines, county: string): readonly TownshipRow[] {
  const line = lines.find((each) => each.startsWith(`${county.slice(0, 2)};`));
  const start = line?.indexOf(`;${county.slice(2)},`) ?? -1;
  if (line === undefined || start < 0) return [];
  const end = line.indexOf(';', start + 1);
  const rows = line.slice(start + ';0115,'.length, end < 0 ? undefined : end);
  return rows.split(',').map((row) => parseRow(county, row));
}

export interface TownshipPlace {
  /** By its code of today. */
  readonly county: string;
  readonly code: string | null;
}

export function findPlaces(lines: TownshipLines, name: string): readonly TownshipPlace[] {
  const short = shortName(name);
  return /[,;]/.test(short) ? [] : lines.flatMap((line) => findInProvince(line, short));
}

/** Where a name stands as a whole row. */
function findInProvince(line: string, short: string): readonly TownshipPlace[] {
  const places: TownshipPlace[] = [];
  for (let at = line.indexOf(short); at >= 0; at = line.indexOf(short, at + 1)) {
    const digits = line.slice(line.lastIndexOf(',', at) + 1, at);
    const next = line[at + short.length];
    if ((next !== undefined && next !== ',' && next !== ';') || !/^(?:\d{3})?$/.test(digits)) continue;
    const county = line.slice(0, 2) + fourDigitsBefore(line, at);
    places.push({ county, code: digits === '' ? null : county + digits });
  }
  return places;
}

/** Of the county a row stands in. */
function fourDigitsBefore(line: string, at: number): string {
  const start = line.lastIndexOf(';', at) + 1;
  return line.slice(start, start + 4);
}

function parseRow(county: string, row: string): TownshipRow {
  const isFormer = row.charCodeAt(0) > nine;
  return isFormer
    ? { name: fullName(row), code: null }
    : { name: fullName(row.slice(3)), code: county + row.slice(0, 3) };
}

const nine = '9'.charCodeAt(0);

function shortName(name: string): string {
  const ending = endings.find(([word]) => name.endsWith(word));
  return ending ? name.slice(0, -ending[0].length) + ending[1] : name;
}

function fullName(short: string): string {
  const ending = endings.find(([, letter]) => short.endsWith(letter));
  return ending ? short.slice(0, -1) + ending[0] : short;
}
