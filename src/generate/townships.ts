/** Lists of townships of several years → one table: those of the latest with their codes, former ones as names. */
import type { DivisionRow } from '#agencies/division-row.js';
import type { TownshipRow, TownshipTable } from '#agencies/township-rows.js';
import type { DivisionList } from './read-lists.js';

/** The lists also name farms, prisons and camps, which publish no reports; zones do. */
const reporting = /(?:镇|乡|街道|苏木|开发区|园区|新区|高新区|管理区|度假区|风景区|示范区|试验区|保税区)$/;

export function listsToTownships(
  lists: readonly DivisionList[],
  history: readonly DivisionRow[],
): TownshipTable {
  const latest = lists.at(-1) ?? new Map<string, string>();
  const table = new Map<string, TownshipRow[]>();
  const add = (county: string, row: TownshipRow): void => {
    const rows = table.get(county) ?? [];
    table.set(county, rows);
    if (!rows.some(({ name }) => name === row.name)) rows.push(row);
  };
  const countyOf = countyFinder(history);
  for (const [code, name] of latest) {
    const county = countyOf(code);
    if (county && reporting.test(name)) add(county, { name, code });
  }
  for (const list of lists.slice(0, -1))
    for (const [code, name] of list) {
      const county = countyOf(code);
      if (county && reporting.test(name)) add(county, { name, code: null });
    }
  return new Map([...table].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The county that holds a township today: the one in its code, or what took its place. Of statistical zones
 * (codes 71 and up) nobody can say in which county they lie; cities without counties stand for themselves.
 */
function countyFinder(history: readonly DivisionRow[]): (township: string) => string | undefined {
  const standing = new Set(history.filter(({ to }) => to === null).map(({ code }) => code));
  const successors = new Map(
    history.flatMap(({ code, successors }) => (successors.length > 0 ? [[code, successors]] : [])),
  );
  const today = (code: string): string | undefined => {
    if (standing.has(code)) return code;
    const [next, ...others] = successors.get(code) ?? [];
    return next !== undefined && others.length === 0 ? today(next) : undefined;
  };
  return (township) => {
    const county = township.slice(0, 6);
    return today(county) ?? today(cityWithoutCounties(county));
  };
}

/** 620201 is 嘉峪关市 seen as its own only district. */
const cityWithoutCounties = (county: string): string => (county === '620201' ? '620200' : county);
