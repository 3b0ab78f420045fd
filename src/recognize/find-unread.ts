/**
 * What is printed and was not bound: rows whose label stands in the carrier's characters though no cell
 * was found for it, and figures that stand between the tables with nothing that says whose they are.
 */
import { type Document, findTables } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import { labelKey, parseLabel } from '#text/label.js';
import type { LabelIndex } from './label-index.js';
import type { RowTarget } from './recognition.js';

/** Figures without a label. */
export interface Orphan {
  readonly text: string;
  readonly at: Place;
}

/** Shorter labels stand in prose as well. */
const tellingLabel = 6;

/** Fields of the rows that are printed though none of their figures was found. */
export function findUnreadFields(
  document: Document,
  index: LabelIndex,
  bound: ReadonlySet<Field>,
): readonly Field[] {
  const open = index.targets.filter(
    ({ row }) => !row.replaces && row.fields.every((field) => !field || !bound.has(field)),
  );
  if (open.length === 0) return [];
  const letters = labelKey(document.stream).replace(/\d+/g, '');
  return open
    .filter((target) => isPrinted(target, letters))
    .flatMap(({ row }) => row.fields.filter((field) => field !== undefined));
}

/** By its own label, or by those of its columns where the form prints none. */
function isPrinted({ row, block }: RowTarget, letters: string): boolean {
  const own = row.path.at(-1);
  if (own) {
    const key = parseLabel(own.text).key.replace(/\d+/g, '');
    return key.length >= tellingLabel && letters.includes(key);
  }
  const upper = new Set(block.columns.flatMap(({ path }) => path.slice(0, -1)));
  const telling = [...upper]
    .map(({ text }) => labelKey(text))
    .filter((key) => key.length >= tellingLabel - 1);
  return telling.length > 0 && telling.every((key) => letters.includes(key));
}

/** Paragraphs of nothing but numbers, from the first table of the form to a little after the last. */
export function findOrphans(
  document: Document,
  tables: readonly { readonly at: readonly Place[] }[],
): Orphan[] {
  const places = new Set(tables.flatMap(({ at }) => at));
  const statutory = document.blocks.map(
    (block) => block.kind === 'table' && [...findTables([block])].some((table) => places.has(table.at)),
  );
  const first = statutory.indexOf(true);
  const last = statutory.lastIndexOf(true);
  if (first < 0) return [];
  return document.blocks.slice(first, last + 3).flatMap((block) => {
    if (block.kind !== 'paragraph') return [];
    const bare = /^[\s\d.,，+\-−/%]+$/.test(block.text) && /\d/.test(block.text);
    return bare ? [{ text: block.text, at: block.at }] : [];
  });
}
