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
    const joined = joinWith(known.at(-1), next, index);
    if (joined) known[known.length - 1] = joined;
    else known.push(next);
  }
  return known;
}

function joinWith(upper: KnownRow | undefined, lower: KnownRow, index: LabelIndex): KnownRow | undefined {
  if (!upper || !mayBeHalf(upper.kind) || !mayBeHalf(lower.kind)) return undefined;
  if (lower.row.piece - upper.row.piece > 1 || bothHaveFigures(upper.row, lower.row)) return undefined;
  const head = lastText(upper.row);
  const tail = lastText(lower.row);
  if (!head || !tail || (head.from !== tail.from && upper.row.piece === lower.row.piece)) return undefined;
  const found = index.rows.findKnown(head.text + tail.text);
  if (!found || !explains(upper.kind, found.target) || !explains(lower.kind, found.target)) return undefined;
  const row = joinRows(upper.row, lower.row);
  const label = lastText(row);
  return label ? { row, kind: { kind: 'data', label, found } } : undefined;
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
  return row.cells.some((cell) => isValue(cell) && !isBlank(cell));
}

function lastText(row: TableRow): RowCell | undefined {
  return row.cells.filter((cell) => cell.anchored && !isValue(cell)).at(-1);
}
