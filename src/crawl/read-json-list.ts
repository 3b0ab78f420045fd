/** A list that a site gives as data, for a script of its pages → where it leads. */
import { squeeze } from '#text/fold.js';
import { canonicalAddress } from './canonical-address.js';
import { kindOfLink } from './link-kind.js';
import type { Link, Page } from './page.js';

const addressNames = /(?:url|href|link|path|file)$/i;
const titleNames = /(?:title|name|subject|text)$/i;
/** `callback({…});` */
const wrapped = /^\s*[\w.$]+\s*\(([\s\S]*)\)\s*;?\s*$/;
/** Deeper than any list is. */
const mostDepth = 20;

/** Undefined for what is no JSON. `address`: of the list, after redirects. */
export function readJsonList(text: string, address: string): Page | undefined {
  const data = parse(text) ?? parse(wrapped.exec(text)?.[1] ?? '');
  if (typeof data !== 'object' || data === null) return undefined;
  const links = new Map<string, Link>();
  for (const row of objectsIn(data, mostDepth)) {
    const link = findLink(row, address);
    if (link && link.address !== address && !links.has(link.address)) links.set(link.address, link);
  }
  return { kind: 'list', title: '', links: [...links.values()] };
}

type Row = Readonly<Record<string, unknown>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All of them, in their order. */
function* objectsIn(value: unknown, depth: number): Generator<Row> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if (!Array.isArray(value)) yield value as Row;
  for (const member of Object.values(value)) yield* objectsIn(member, depth - 1);
}

function findLink(row: Row, base: string): Link | undefined {
  const text = squeeze(textOf(row, titleNames).replace(/<[^>]*>/g, ''));
  const written = textOf(row, addressNames);
  const kind = kindOfLink({ written, text, shown: '', base });
  const address = canonicalAddress(written, base);
  return kind && address ? { kind, address, text } : undefined;
}

/** The first member of such a name that says something. */
function textOf(row: Row, names: RegExp): string {
  const found = Object.entries(row).find(
    ([name, value]) => names.test(name) && typeof value === 'string' && value.trim() !== '',
  );
  return typeof found?.[1] === 'string' ? found[1].trim() : '';
}
