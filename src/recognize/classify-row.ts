/** What a row of a table is to the form. */
import { ownText, type TableId } from '#forms/form.js';
import { withoutSpace } from '#text/fold.js';
import type { Found } from './label-finder.js';
import type { LabelIndex } from './label-index.js';
import type { RowTarget } from './recognition.js';
import { isBlank, isValue, type RowCell, type TableRow } from './table-rows.js';

export type RowKind =
  | { readonly kind: 'title'; readonly table: TableId }
  | { readonly kind: 'header'; readonly tables: ReadonlySet<TableId> }
  | { readonly kind: 'data'; readonly label: RowCell; readonly found: Found<RowTarget> }
  /** Figures without any label. */
  | { readonly kind: 'values' }
  /** Figures behind a label that is none of the form's. */
  | { readonly kind: 'foreign'; readonly label: RowCell }
  | { readonly kind: 'text' }
  | { readonly kind: 'empty' };

export function classifyRow(row: TableRow, index: LabelIndex): RowKind {
  const own = row.cells.filter((cell) => cell.anchored);
  const texts = own.filter((cell) => !isValue(cell));
  const figures = row.cells.filter((cell) => isValue(cell) && !isBlank(cell));
  if (isNumbering(figures) && !findData(row, index)) return { kind: 'text' };
  if (texts.length === 0) return figures.length > 0 ? { kind: 'values' } : { kind: 'empty' };
  const header = figures.length === 0 ? findHeader(texts, index) : undefined;
  if (header) return header;
  return findData(row, index) ?? findTitle(texts, index) ?? rest(texts, figures);
}

/** Numbers of columns (栏次) under a header: 1, 2, 3 … */
function isNumbering(figures: readonly RowCell[]): boolean {
  return figures.length >= 5 && figures.every(({ text }, index) => text.trim() === String(index + 1));
}

function rest(texts: readonly RowCell[], figures: readonly RowCell[]): RowKind {
  const label = texts.at(-1);
  return label && figures.length > 0 ? { kind: 'foreign', label } : { kind: 'text' };
}

function findTitle(texts: readonly RowCell[], index: LabelIndex): RowKind | undefined {
  for (const cell of texts) {
    const found = index.titles.find(cell.text);
    if (found) return { kind: 'title', table: found.target };
  }
  return undefined;
}

/** Two labels of columns make a header; so does the corner's label beside one. */
function findHeader(texts: readonly RowCell[], index: LabelIndex): RowKind | undefined {
  const tables = new Set<TableId>();
  let hits = 0;
  let sure = false;
  for (const cell of texts) {
    const found = index.columns.find(cell.text);
    if (!found) continue;
    hits++;
    tables.add(found.target.table);
    if (!found.target.leaf) sure = true;
  }
  const lonely = texts.length === hits && sure;
  return hits >= 2 || lonely ? { kind: 'header', tables } : undefined;
}

/** The label nearest to the figures that is one of the form's rows; a known wording before a like one. */
function findData(row: TableRow, index: LabelIndex): RowKind | undefined {
  let like: RowKind | undefined;
  for (const cell of [...row.cells].reverse()) {
    if (isValue(cell)) continue;
    const found = index.rows.find(cell.text);
    if (!found || standsElsewhere(row, cell, found, index) || isGroupOnly(row, cell, found)) continue;
    if (isBeforeItem(row, cell)) continue;
    if (found.way !== 'fuzzy') return cell.anchored ? { kind: 'data', label: cell, found } : like;
    if (cell.anchored) like ??= { kind: 'data', label: cell, found };
  }
  return findScattered(row, index) ?? like;
}

const item = /^\s*\d{1,2}[、.．]/;

/** Whether a numbered label stands between the cell and the figures: known or not, it is the row's own. */
const isBeforeItem = (row: TableRow, cell: RowCell): boolean =>
  row.cells.some((other) => other.from >= cell.to && !isValue(other) && item.test(other.text));

/**
 * A label whose characters stand in several cells: where no ruling bounds the columns, justified text
 * looks like columns. Its characters together must be a known wording.
 */
function findScattered(row: TableRow, index: LabelIndex): RowKind | undefined {
  if (!row.cells.some(({ doubts }) => doubts.includes('aligned'))) return undefined;
  const end = row.cells.findLastIndex(({ text }) => /\p{Script=Han}/u.test(text));
  const last = row.cells[end];
  if (!last) return undefined;
  for (let start = 0; start < end; start++) {
    const first = row.cells[start];
    const text = withoutSpace(
      row.cells
        .slice(start, end + 1)
        .map((cell) => cell.text)
        .join(''),
    );
    const found = index.rows.findKnown(text);
    if (found && first) return { kind: 'data', label: { ...first, text, to: last.to }, found };
  }
  return undefined;
}

/**
 * A label that is a group's, and a row's only where the row is printed undivided: it must be as high as
 * its figures, and nothing but figures after it, one for each column.
 */
function isGroupOnly(row: TableRow, label: RowCell, found: Found<RowTarget>): boolean {
  if (!found.target.row.replaces) return false;
  const after = row.cells.filter((cell) => cell.from >= label.to);
  const figures = after.filter((cell) => isValue(cell) && !isBlank(cell));
  const tall = figures.some((cell) => heightOf(cell) < heightOf(label));
  const divided = tall || after.some((cell) => !isValue(cell));
  return divided || (row.table.orderOnly === true && after.length !== found.target.block.columns.length);
}

function heightOf({ cells }: RowCell): number {
  return Math.max(1, ...cells.map(({ rowSpan }) => rowSpan));
}

/** A short name (总计) under a group that is not the row's own is a row of the report's: a subtotal. */
function standsElsewhere(row: TableRow, label: RowCell, found: Found<RowTarget>, index: LabelIndex): boolean {
  const { path } = found.target.row;
  if (path.length < 2 || withoutSpace(ownText(path)).length > shortLabel) return false;
  const own = path.map((part) => part.text);
  return row.cells.some((cell) => {
    if (cell.from >= label.from || isValue(cell)) return false;
    const group = index.groups.findKnown(cell.text);
    return group !== undefined && !own.includes(group.expected);
  });
}

/** Up to so many characters, its number included, a label may be another row's as well. */
const shortLabel = 5;
