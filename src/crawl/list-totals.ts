/**
 * How much there is of a list of which data gives a part. Totals stand beside the rows or around them, never in a
 * row: what a row counts are its readers.
 */

export interface ListTotals {
  /** Of the part that was given. */
  readonly given: number;
  /** Of the whole, as far as it says. */
  readonly rows?: number;
  readonly pages?: number;
}

/** Separated by spaces. */
export const setOf = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

const rowTotals = setOf(
  `total totalcount totalnum totalnumber totalrow totalrows totalrecord totalrecords totalelements totalsize totalhits
   count rowcount rowscount recordcount records recordscount recordtotal recordstotal allcount allrow allrows
   datacount itemcount`,
);
const pageTotals = setOf(
  `totalpage totalpages totalpagecount totalpagenum pages pagecount pagescount pagetotal pagestotal allpage allpages
   maxpage lastpage`,
);
/** Deeper no answer wraps its rows. */
const mostDepth = 6;

/** Of several totals the largest: some count what was given, or count pages by the name of rows. */
export function findListTotals(data: unknown): ListTotals {
  let [given, rows, pages] = [countRows(data), 0, 0];
  for (const [name, value] of membersAroundRows(data, mostDepth)) {
    given = Math.max(given, countRows(value));
    if (rowTotals.has(plain(name))) rows = Math.max(rows, countOf(value));
    if (pageTotals.has(plain(name))) pages = Math.max(pages, countOf(value));
  }
  return { given, ...(rows > 0 && { rows }), ...(pages > 0 && { pages }) };
}

/** `page_no`, `pageNo` and `PageNo` are one name. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

function* membersAroundRows(value: unknown, depth: number): Generator<readonly [string, unknown]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return;
  for (const [name, member] of Object.entries(value)) {
    yield [name, member];
    yield* membersAroundRows(member, depth - 1);
  }
}

const countRows = (value: unknown): number =>
  Array.isArray(value) && value.some((row) => typeof row === 'object' && row !== null) ? value.length : 0;

/** Numbers come in quotation marks, too. 0 for what is none. */
function countOf(value: unknown): number {
  const written = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,7}$/.test(written) ? Number(written) : 0;
}
