/**
 * The page after one of a list that is given as data. Nothing leads there but a script; where the address asked for
 * says which page or which rows it wants, and the answer that there are more, the next one differs in that alone.
 */
import { type ListTotals, plain, setOf } from './list-totals.js';

const pageNames = setOf(
  `page pageno pagenum pagenumber pageindex pageid p pn paged currentpage currpage curpage curpageno pagecurrent
   current nowpage thispage`,
);
const sizeNames = setOf('rows size pagesize limit perpage pagerows numperpage rowsperpage length ps');
const startNames = setOf('start offset skip startrow startrecord startindex beginrecord startposition');
const endNames = setOf('end endrow endrecord endindex endposition');

/** Undefined at the last one, and where the address does not say which one it is, or the answer how much there is. */
export function findNextPage(address: string, totals: ListTotals): string | undefined {
  if (totals.given === 0) return undefined;
  const parameters = readParameters(address);
  const start = parameters.find(({ name }) => startNames.has(name));
  const page = parameters.find(({ name }) => pageNames.has(name));
  if (page) return findNextNumber(address, page, parameters, totals);
  return start && findNextRows(address, start, parameters, totals);
}

interface Parameter {
  readonly name: string;
  readonly value: number;
  /** Where the value stands in the address. */
  readonly from: number;
  readonly to: number;
}

/** Those that are numbers. */
function readParameters(address: string): readonly Parameter[] {
  return [...address.matchAll(/[?&]([\w.-]+)=(\d{1,7})(?=&|$)/g)].map((match) => {
    const [whole, name = '', value = ''] = match;
    const to = match.index + whole.length;
    return {
      name: plain(name.slice(name.lastIndexOf('.') + 1)),
      value: Number(value),
      from: to - value.length,
      to,
    };
  });
}

/** Where pages are counted from 0 one too many may be asked for, which is empty. */
function findNextNumber(
  address: string,
  page: Parameter,
  parameters: readonly Parameter[],
  { given, rows = 0, pages }: ListTotals,
): string | undefined {
  const { value } = page;
  const asked = findSize(parameters);
  const isLast = asked !== undefined && value > 0 && (value - 1) * asked + given === rows;
  const isMore = pages === undefined ? !isLast && value * sizeOf(parameters, given) < rows : value < pages;
  return isMore ? withValues(address, [[page, value + 1]]) : undefined;
}

function findNextRows(
  address: string,
  start: Parameter,
  parameters: readonly Parameter[],
  { given, rows = 0 }: ListTotals,
): string | undefined {
  const end = parameters.find(({ name }) => endNames.has(name));
  const size = end ? end.value - start.value + 1 : sizeOf(parameters, given);
  const next = start.value + size;
  // Rows that are counted from 1 end with the total itself.
  const isMore = end ? next <= rows : next < rows;
  if (!isMore || size < 1) return undefined;
  return withValues(address, [[start, next], ...(end ? [[end, end.value + size] as const] : [])]);
}

/** What is given may be less than what was asked for: then a step by what was asked for would pass over rows. */
function sizeOf(parameters: readonly Parameter[], given: number): number {
  return Math.min(findSize(parameters) || given, given);
}

const findSize = (parameters: readonly Parameter[]): number | undefined =>
  parameters.find(({ name }) => sizeNames.has(name))?.value;

/** The rest of the address stays as it is written. */
function withValues(address: string, values: readonly (readonly [Parameter, number])[]): string {
  const last = [...values].sort(([one], [other]) => other.from - one.from);
  return last.reduce((text, [{ from, to }, value]) => text.slice(0, from) + value + text.slice(to), address);
}
