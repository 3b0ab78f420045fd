/**
 * Flat text: the cells' borders are lost, labels and figures run together.
 *
 * The labels are looked for in the form's order; what stands between one row's label and the next label
 * of the form are that row's figures. Where white space or bars keep them apart and there are exactly as
 * many as columns, they are taken as they stand; digits run together are left to the sums (see
 * extract/split-runs.ts).
 */
import { type Form, ownText, type TableId, wordingsOf } from '#forms/form.js';
import type { Document } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import { foldText } from '#text/fold.js';
import { labelKey, parseLabel } from '#text/label.js';
import type { LabelIndex } from './label-index.js';
import type { LabelMatch, RowTarget } from './recognition.js';

/** Figures of one row, in order, as they stand in the text. */
export interface FlatRun {
  readonly fields: readonly Field[];
  /** Digits, signs and what separates them, e.g. `640020470` or `1 0 0`. */
  readonly text: string;
  readonly at: Place;
  readonly row: LabelMatch | undefined;
  /** Whether a label of the form follows at once: else the row may go on in other characters. */
  readonly closed: boolean;
}

interface Flat {
  /** Letters, digits and ideographs of the prose, without white space and punctuation. */
  readonly key: string;
  /** Position in `text` of each character of `key`. */
  readonly origin: readonly number[];
  readonly text: string;
  placeAt(position: number): Place;
}

/** The rows whose fields are still wanted, found in the running text. */
export function bindFlat(
  document: Document,
  form: Form,
  index: LabelIndex,
  wanted: (field: Field) => boolean,
): FlatRun[] {
  const open = index.targets.some(
    ({ row }) => !row.replaces && row.fields.some((field) => field && wanted(field)),
  );
  const flat = open ? flatten(document) : undefined;
  if (!flat) return [];
  const hits = findLabels(flat, index).filter((hit, _, all) =>
    isFlatTable(hit.target.table, all, flat, form),
  );
  const runs: FlatRun[] = [];
  for (const [place, hit] of hits.entries()) {
    const fields = hit.target.row.fields.filter((field) => field !== undefined);
    if (!fields.some(wanted)) continue;
    const run = runAfter(flat, hit.end, hits[place + 1]?.start, index);
    const match: LabelMatch = {
      expected: hit.expected,
      printed: hit.expected,
      way: 'exact',
      at: flat.placeAt(hit.start),
    };
    if (/\d/.test(run.text)) runs.push({ fields, ...run, at: flat.placeAt(hit.end), row: match });
  }
  const bare = findBareRun(flat, form, wanted);
  return bare ? [...runs, bare] : runs;
}

function flatten(document: Document): Flat | undefined {
  const paragraphs = document.blocks.filter((block) => block.kind === 'paragraph');
  const first = paragraphs[0];
  if (!first) return undefined;
  const starts: number[] = [];
  let text = '';
  for (const paragraph of paragraphs) {
    starts.push(text.length);
    text += `${foldText(paragraph.text)}\n`;
  }
  const origin: number[] = [];
  let key = '';
  for (let position = 0; position < text.length; position++) {
    const char = text[position] ?? '';
    if (!/[\p{L}\p{N}]/u.test(char)) continue;
    key += char;
    origin.push(position);
  }
  const placeAt = (position: number): Place => {
    const order = starts.findLastIndex((start) => start <= position);
    const at = paragraphs[Math.max(0, order)]?.at ?? first.at;
    return at.kind === 'text' ? { ...at, column: at.column + position - (starts[order] ?? 0) } : at;
  };
  return { key, origin, text, placeAt };
}

/** The share of a table's labels that must stand in the text, in order, for the table to be there. */
const leastShare = 0.5;

/** Prose may name a row and a number; a table names most of its rows, and its titles or columns. */
function isFlatTable(table: TableId, hits: readonly Hit[], flat: Flat, form: Form): boolean {
  const blocks = form.tables.find(({ id }) => id === table)?.blocks ?? [];
  const rows = blocks.flatMap((block) => block.rows).filter((row) => !row.replaces);
  const found = hits.filter((hit) => hit.target.table === table).length;
  const heads = blocks.map((block) => block.title ?? block.columns[0]?.path[0]);
  const headed = heads.filter((label) => label && flat.key.includes(labelKey(label.text))).length;
  return found >= rows.length * leastShare && headed >= Math.min(2, heads.length);
}

interface Hit {
  readonly target: RowTarget;
  readonly expected: string;
  /** Positions in the text. */
  readonly start: number;
  readonly end: number;
}

/** Every row label, in the form's order, each after the one before it. */
function findLabels(flat: Flat, index: LabelIndex): Hit[] {
  const hits: Hit[] = [];
  let from = 0;
  for (const target of index.targets) {
    const label = target.row.path.at(-1);
    if (!label || target.row.replaces) continue;
    const found = findLabel(flat, wordingsOf(label), from);
    if (!found) continue;
    hits.push({ target, expected: label.text, ...found });
    from = found.next;
  }
  return withVariants(hits, flat, index);
}

/** A row printed undivided stands where its parts would: before the row that follows them. */
function withVariants(hits: readonly Hit[], flat: Flat, index: LabelIndex): Hit[] {
  const variants = index.targets.flatMap((target) => {
    const { replaces, path } = target.row;
    const label = path.at(-1);
    if (!replaces || !label || hits.some(({ expected }) => replaces.includes(expected))) return [];
    const found = findLabel(flat, wordingsOf(label), 0);
    return found ? [{ target, expected: label.text, ...found }] : [];
  });
  return [...hits, ...variants].sort((a, b) => a.start - b.start);
}

function findLabel(
  flat: Flat,
  wordings: readonly string[],
  from: number,
): { start: number; end: number; next: number } | undefined {
  for (const wording of wordings) {
    const key = parseLabel(wording).key;
    for (let at = flat.key.indexOf(key, from); at >= 0; at = flat.key.indexOf(key, at + 1)) {
      const end = at + key.length;
      if (!/[\d]/.test(flat.key[end] ?? '')) continue;
      return { start: flat.origin[at] ?? 0, end: (flat.origin[end - 1] ?? 0) + 1, next: end };
    }
  }
  return undefined;
}

/** Digits and separators from a position on; the number of the next label is not among them. */
function runAfter(
  flat: Flat,
  start: number,
  limit: number | undefined,
  index: LabelIndex,
): { text: string; closed: boolean } {
  const rest = flat.text.slice(start, limit).replace(/^[）)”"'’。、：:》]+/, '');
  const run = /^[\s\d.,，|+\-−/]*[、．]?/.exec(rest)?.[0] ?? '';
  const between = rest.slice(run.length, run.length + 60);
  const after = `${between}${limit === undefined ? '' : flat.text.slice(limit, limit + 60)}`;
  const closed = isOrdinal(between) || index.wordings.some((wording) => startsWith(between, wording));
  const { text, doubtful } = takeOrdinal(run, after, index);
  return { text: text.trim(), closed: closed && !doubtful };
}

/** Nothing, or nothing but the number of the label that follows. */
function isOrdinal(text: string): boolean {
  return /^[\s（(]*[一二三四五六七八九十\d]{0,2}[)）、.．\s]*$/.test(text);
}

/**
 * `0000000` of `00000002.其他…`: the figure before the next label's full stop is that label's number.
 * Without a full stop nobody can tell whose digit it is: then it is kept, and doubted.
 */
function takeOrdinal(run: string, after: string, index: LabelIndex): { text: string; doubtful: boolean } {
  const match = /^(.*?)(\d)\s*([.．、]?)\s*$/s.exec(run);
  const next = match ? index.targets.find(({ row }) => startsWith(after, ownText(row.path))) : undefined;
  const text = run.replace(/[.．、]\s*$/, '');
  if (!match || !next || parseLabel(ownText(next.row.path)).ordinal !== match[2])
    return { text, doubtful: false };
  return match[3] ? { text: match[1] ?? '', doubtful: false } : { text, doubtful: true };
}

function startsWith(text: string, label: string): boolean {
  const key = parseLabel(label).key;
  return key !== '' && (labelKey(text).startsWith(key) || parseLabel(text).key.startsWith(key));
}

/** Table four's figures: the longest run of digits after its last column label. */
function findBareRun(flat: Flat, form: Form, wanted: (field: Field) => boolean): FlatRun | undefined {
  const table = form.tables.find(({ blocks }) =>
    blocks.some(({ rows }) => rows.some(({ path }) => path.length === 0)),
  );
  const block = table?.blocks[0];
  const fields = block?.rows[0]?.fields.filter((field) => field !== undefined) ?? [];
  if (!block || !fields.some(wanted)) return undefined;
  const leaves = block.columns.map((column) => labelKey(ownText(column.path)));
  const header = leaves.slice(-5).join('');
  const at = flat.key.lastIndexOf(header);
  if (at < 0) return undefined;
  const end = (flat.origin[at + header.length - 1] ?? 0) + 1;
  const text = (/^[\s\d.,，|/]*/.exec(flat.text.slice(end))?.[0] ?? '').trim();
  return /\d/.test(text) ? { fields, text, at: flat.placeAt(end), row: undefined, closed: true } : undefined;
}
