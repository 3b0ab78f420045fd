/**
 * Flat text: the cells' borders are lost, labels and figures run together.
 *
 * The labels are looked for in the form's order; what stands between one row's label and the next label
 * of the form are that row's figures. Where white space or bars keep them apart and there are exactly as
 * many as columns, they are taken as they stand; digits run together are left to the sums (see
 * extract/split-runs.ts).
 */
import type { Form } from '#forms/form.js';
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
  const flat = flatten(document);
  if (!flat) return [];
  const hits = findLabels(flat, index);
  const runs: FlatRun[] = [];
  for (const [place, hit] of hits.entries()) {
    const fields = hit.target.row.fields.filter((field) => field !== undefined);
    if (!fields.some(wanted)) continue;
    const text = runAfter(flat, hit.end, hits[place + 1]?.start, index);
    const match: LabelMatch = {
      expected: hit.expected,
      printed: hit.expected,
      way: 'exact',
      at: flat.placeAt(hit.start),
    };
    if (/\d/.test(text)) runs.push({ fields, text, at: flat.placeAt(hit.end), row: match });
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
    const found = findLabel(flat, [label.text, ...(label.aliases ?? [])], from);
    if (!found) continue;
    hits.push({ target, expected: label.text, ...found });
    from = found.next;
  }
  return hits;
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
function runAfter(flat: Flat, start: number, limit: number | undefined, index: LabelIndex): string {
  const rest = flat.text.slice(start, limit);
  const run = /^[\s\d.,，|+\-−/]*/.exec(rest)?.[0] ?? '';
  const after = flat.text.slice(start + run.length, start + run.length + 60);
  return dropOrdinal(run, after, index).trim();
}

/** `0000000` of `00000002.其他…`: the figure before the next label's full stop is that label's number. */
function dropOrdinal(run: string, after: string, index: LabelIndex): string {
  const match = /^(.*?)(\d)[.．、]\s*$/s.exec(run);
  const next = match
    ? index.targets.find(({ row }) => startsWith(after, row.path.at(-1)?.text ?? ''))
    : undefined;
  if (!match || !next) return run.replace(/[.．、]\s*$/, '');
  const ordinal = parseLabel(next.row.path.at(-1)?.text ?? '').ordinal;
  return ordinal === match[2] ? (match[1] ?? '') : run;
}

function startsWith(text: string, label: string): boolean {
  const key = parseLabel(label).key;
  return key !== '' && labelKey(text).startsWith(key);
}

/** Table four's figures: the longest run of digits after its last column label. */
function findBareRun(flat: Flat, form: Form, wanted: (field: Field) => boolean): FlatRun | undefined {
  const table = form.tables.find(({ blocks }) =>
    blocks.some(({ rows }) => rows.some(({ path }) => path.length === 0)),
  );
  const block = table?.blocks[0];
  const fields = block?.rows[0]?.fields.filter((field) => field !== undefined) ?? [];
  if (!block || !fields.some(wanted)) return undefined;
  const leaves = block.columns.map((column) => labelKey(column.path.at(-1)?.text ?? ''));
  const header = leaves.slice(-5).join('');
  const at = flat.key.lastIndexOf(header);
  if (at < 0) return undefined;
  const end = (flat.origin[at + header.length - 1] ?? 0) + 1;
  const text = (/^[\s\d.,，|/]*/.exec(flat.text.slice(end))?.[0] ?? '').trim();
  return /\d/.test(text) ? { fields, text, at: flat.placeAt(end), row: undefined } : undefined;
}
