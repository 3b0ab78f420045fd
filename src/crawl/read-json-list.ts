/** A list that a site gives as data, for a script of its pages → where it leads, and to its next page. */
import { canonicalAddress } from './canonical-address.js';
import { readDataLinks } from './data-links.js';
import { findListTotals, type ListTotals } from './list-totals.js';
import { findNextPage } from './next-page.js';
import type { Link, Page } from './page.js';

/** Undefined for what is no JSON. `address`: of the list, after redirects. */
export function readJsonList(text: string, address: string): Page | undefined {
  const data = parse(text) ?? parse(findArgument(text));
  if (typeof data !== 'object' || data === null) return undefined;
  return toListPage(readDataLinks(data, address), address, findListTotals(data));
}

/** `{…}` of `callback({…});`; looked for from both ends, since a page may hold as many blanks as it likes. */
function findArgument(text: string): string {
  const call = /^\s*[\w.$]+\s*\(/.exec(text)?.[0] ?? '';
  const end = text.lastIndexOf(')');
  const isCall = call !== '' && /^;?$/.test(text.slice(end + 1).replace(/\s+/g, ''));
  return isCall ? text.slice(call.length, end) : '';
}

/** A list and the page after it. */
export function toListPage(links: readonly Link[], address: string, totals: ListTotals): Page {
  const next = canonicalAddress(findNextPage(address, totals) ?? '');
  const isNew = next !== undefined && links.every((link) => link.address !== next);
  return {
    ...{ kind: 'list', title: '' },
    links: isNew ? [...links, { kind: 'paging', address: next, text: '' }] : links,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
