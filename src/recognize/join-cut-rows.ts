/**
 * Rows cut in two: by a page break, by a ruling that a generator drew inside a row, or by a converter
 * that made a row of every line. Only the form's own labels tell: two texts that are nobody's label but
 * together one of the form's belong to one row.
 */
import { classifyRow, type RowKind } from './classify-row.js';
import type { LabelIndex } from './label-index.js';
import { isBlank, isValue, joinRows, type RowCell, type TableRow } from './table-rows.js';

export interface KnownRow {
  readonly row: TableRow;
  readonly kind: RowKind;
}

export function classifyRows(rows: readonly TableRow[], index: LabelIndex): KnownRow[] {
  const known: KnownRow[] = [];
  for (const row of rows) {
    const next: KnownRow = { row, kind: classifyRow(row, index) };
    const place = placeBefore(known, next);
    const joined = joinWith(known[place], next, index);
    if (joined) known[place] = joined;
    else known.push(next);
  }
  return known;
}

/** The row that the next may be the rest of: the last one, or the last figures before the headings of a page. */
function placeBefore(known: readonly KnownRow[], { row }: KnownRow): number {
  const place = hasFigures(row) ? -1 : known.findLastIndex((before) => hasFigures(before.row));
  const upper = known[place];
  return upper && crossesPage(upper.row, row) ? place : known.length - 1;
}

function joinWith(upper: KnownRow | undefined, lower: KnownRow, index: LabelIndex): KnownRow | undefined {
  if (!upper) return undefined;
  const cut = crossesPage(upper.row, lower.row);
  if (cut && isRest(upper, lower)) return { row: joinRows(upper.row, lower.row), kind: upper.kind };
  if (!mayBeHalf(upper.kind) || !mayBeHalf(lower.kind)) return undefined;
  if (lower.row.piece - upper.row.piece > 1 || (!cut && bothHaveFigures(upper.row, lower.row)))
    return undefined;
  const head = lastText(upper.row);
  const tail = lastText(lower.row);
  if (!head || !tail || (head.from !== tail.from && upper.row.piece === lower.row.piece)) return undefined;
  const found = index.rows.findKnown(head.text + tail.text);
  if (!found) return undefined;
  // The rest of a label without figures of its own is no other row, whatever it looks like.
  const isPlain = cut && found.way !== 'fuzzy' && hasFigures(upper.row) && !hasFigures(lower.row);
  if (!isPlain && !(explains(upper.kind, found.target) && explains(lower.kind, found.target)))
    return undefined;
  const row = joinRows(upper.row, lower.row);
  const label = lastText(row);
  return label ? { row, kind: { kind: 'data', label, found } } : undefined;
}

/** Whether a page ends between two rows of one table. */
function crossesPage(upper: TableRow, lower: TableRow): boolean {
  if (upper.piece !== lower.piece) return false;
  return pagesOf(lower).first === pagesOf(upper).last + 1;
}

/** The pages that a row's own cells begin on; from ∞ to −∞ where the carrier has no pages. */
function pagesOf({ cells }: TableRow): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { anchored, at } of cells)
    if (anchored && at.kind === 'page') {
      first = Math.min(first, at.page);
      last = Math.max(last, at.page);
    }
  return { first, last };
}

/**
 * The rest of a row that the page cut: no label, and digits only under cells of the row above. Digits so
 * put together are doubted until a sum confirms them.
 */
function isRest(upper: KnownRow, lower: KnownRow): boolean {
  if (lower.kind.kind !== 'values' || (upper.kind.kind !== 'data' && upper.kind.kind !== 'values'))
    return false;
  const digits = lower.row.cells.filter((cell) => cell.anchored && !isBlank(cell));
  return digits.every(({ text, from }) => {
    const above = upper.row.cells.find((cell) => cell.from === from);
    return /^[\d０-９.．,，]+$/.test(text) && above !== undefined && isValue(above);
  });
}

function mayBeHalf(kind: RowKind): boolean {
  return kind.kind === 'data' || kind.kind === 'foreign' || kind.kind === 'text';
}

/** A half that was taken for a row of its own must have been taken for the same row. */
function explains(kind: RowKind, target: object): boolean {
  return kind.kind !== 'data' || kind.found.target === target || kind.found.way === 'fuzzy';
}

function bothHaveFigures(upper: TableRow, lower: TableRow): boolean {
  return hasFigures(upper) && hasFigures(lower);
}

function hasFigures(row: TableRow): boolean {
  return row.cells.some((cell) => cell.anchored && isValue(cell) && !isBlank(cell));
}

/** A unit in a figure's cell, cut off from its number. */
const unit = /^(?:件|个|项|宗|元|万元)$/;

function lastText(row: TableRow): RowCell | undefined {
  return row.cells.filter((cell) => cell.anchored && !isValue(cell) && !unit.test(cell.text.trim())).at(-1);
}
