/** Rows of data that a site gives for its scripts → where they lead. */
import { squeeze } from '#text/fold.js';
import { canonicalAddress } from './canonical-address.js';
import { kindOfLink } from './link-kind.js';
import type { Link } from './page.js';

const addressNames = /(?:url|href|link|path|file)$/i;
const titleNames = /(?:title|name|subject|text)$/i;
/** Deeper than any list is. */
const mostDepth = 20;

type Row = Readonly<Record<string, unknown>>;

/** In their order, each address once; none to the page itself. `base`: what addresses are relative to. */
export function readDataLinks(data: unknown, base: string): Link[] {
  const links = new Map<string, Link>();
  for (const row of objectsIn(data, mostDepth)) {
    const link = findLink(row, base);
    if (link && link.address !== base && !links.has(link.address)) links.set(link.address, link);
  }
  return [...links.values()];
}

/** All of them, in their order. */
function* objectsIn(value: unknown, depth: number): Generator<Row> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if (!Array.isArray(value)) yield value as Row;
  for (const member of Object.values(value)) yield* objectsIn(member, depth - 1);
}

function findLink(row: Row, base: string): Link | undefined {
  const text = squeeze(textOf(row, titleNames).replace(/<[^<>]*>/g, ''));
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
