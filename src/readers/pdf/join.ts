/**
 * Tables cut by a page break → one table. `mayFollow` says whether the grids fit; the rest puts the tail
 * under the head:
 *
 *   1. rows at the top of the tail that repeat the table's first rows (a repeated heading) are dropped;
 *   2. a text-free sliver of a row at the break is dropped;
 *   3. columns are those of both grids;
 *   4. a row cut in two is put together again (broken-row.ts);
 *   5. a blank cell under a spanning cell is its continuation;
 *   6. a boundary that no cell with text needs is dropped.
 *
 * What only knowledge of the labels could decide, is left apart.
 */
import { withoutSpace } from '#text/fold.js';
import { joinBrokenRow } from './broken-row.js';
import {
  cellsOfRow,
  doubtsAndParts,
  dropRow,
  isFigureText,
  type JoinedCell,
  type JoinedTable,
} from './joined-table.js';
import { nearest, snapPositions } from './rulings.js';

/** Borders of one column on two pages differ by less (points). */
const SAME_X = 4;
/** A row lower than this holds no line of text (points). */
const SLIVER = 10;
/** Headings have at most this many rows. */
const MOST_HEADINGS = 6;

/** Whether the tail's grid continues the head's: same outer borders, and one's borders are among the other's. */
export function mayFollow(head: JoinedTable, tail: JoinedTable): boolean {
  const shift = shiftOf(head, tail);
  const xs = tail.xs.map((x) => x - shift);
  const [fewer, more] = head.xs.length <= xs.length ? [head.xs, xs] : [xs, head.xs];
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < SAME_X;
  return (
    isSame(head.xs[0]!, xs[0]!) &&
    isSame(head.xs.at(-1)!, xs.at(-1)!) &&
    fewer.every((x) => isSame(x, more[nearest(more, x)]!))
  );
}

/** Left and right pages may have other margins: then all columns are shifted alike. */
function shiftOf(head: JoinedTable, tail: JoinedTable): number {
  if (head.xs.length !== tail.xs.length || head.xs.length < 3) return 0;
  const shift = tail.xs[0]! - head.xs[0]!;
  return tail.xs.every((x, index) => Math.abs(x - shift - head.xs[index]!) < SAME_X / 2) ? shift : 0;
}

export function joinTables(head: JoinedTable, tail: JoinedTable): JoinedTable {
  const shift = shiftOf(head, tail);
  const moved = { ...dropHeadings(head, tail), xs: tail.xs.map((x) => x - shift) };
  const [upper, lower] = dropSlivers(head, moved);
  if (lower.rows === 0) return { ...upper, parts: [...upper.parts, ...tail.parts] };
  const xs = snapPositions([...upper.xs, ...lower.xs], SAME_X);
  const placed = concatenate(onGrid(upper, xs), onGrid(lower, xs));
  const joined =
    joinBrokenRow(placed, upper.rows, upper.openBottom || lower.openTop) ?? continueSpans(placed, upper.rows);
  return dropNeedlessRows(joined);
}

/** The tail without the rows in which it repeats the table's first rows; a tail that only repeats is no tail. */
function dropHeadings(head: JoinedTable, tail: JoinedTable): JoinedTable {
  let repeated = 0;
  for (let count = 1; count <= Math.min(MOST_HEADINGS, head.rows, tail.rows); count++) {
    if (isDataRow(tail, count - 1)) break;
    const [ours, theirs] = [topRows(head, count), topRows(tail, count)];
    if (ours === undefined || theirs === undefined) continue;
    if (ours !== theirs) break;
    repeated = count;
  }
  if (repeated === tail.rows) return tail;
  let rest = tail;
  for (let i = 0; i < repeated; i++) rest = dropRow(rest, 0);
  return rest;
}

/** Headings are words: a row in which half of what is printed is figures is data, blank rows are neither. */
function isDataRow(table: JoinedTable, row: number): boolean {
  const printed = cellsOfRow(table, row).filter((cell) => cell.text !== '');
  return printed.filter((cell) => isFigureText(cell.text)).length * 2 >= printed.length;
}

/** What the first rows say, as one string; `undefined` when a cell reaches out of them. */
function topRows(table: JoinedTable, count: number): string | undefined {
  const cells = table.cells.filter((cell) => cell.row < count);
  if (cells.some((cell) => cell.row + cell.rowSpan > count)) return undefined;
  return cells.map((cell) => `${cell.row},${cell.rowSpan}:${withoutSpace(cell.text)}`).join('\n');
}

function dropSlivers(head: JoinedTable, tail: JoinedTable): [JoinedTable, JoinedTable] {
  const isSliver = (table: JoinedTable, row: number, height: number): boolean =>
    table.rows > 1 &&
    height < SLIVER &&
    cellsOfRow(table, row).every((cell) => cell.text === '' || cell.rowSpan > 1);
  const upper = isSliver(head, head.rows - 1, head.lastHeight) ? dropRow(head, head.rows - 1) : head;
  const lower = isSliver(tail, 0, tail.firstHeight) ? dropRow(tail, 0) : tail;
  return [upper, lower];
}

function onGrid(table: JoinedTable, xs: readonly number[]): JoinedTable {
  const cells = table.cells.map((cell) => {
    const column = nearest(xs, table.xs[cell.column]!);
    return { ...cell, column, columnSpan: nearest(xs, table.xs[cell.column + cell.columnSpan]!) - column };
  });
  return { ...table, xs, cells };
}

function concatenate(upper: JoinedTable, lower: JoinedTable): JoinedTable {
  return {
    ...upper,
    rows: upper.rows + lower.rows,
    cells: [...upper.cells, ...lower.cells.map((cell) => ({ ...cell, row: cell.row + upper.rows }))],
    parts: [...upper.parts, ...lower.parts],
    ragged: upper.ragged || lower.ragged,
    openBottom: lower.openBottom,
    lastHeight: lower.lastHeight,
  };
}

/** Cells that end at the break swallow the blank (or repeated) part of themselves below it. */
function continueSpans(table: JoinedTable, at: number): JoinedTable {
  const swallowed = new Set<JoinedCell>();
  const cells = table.cells.map((cell) => {
    if (cell.row + cell.rowSpan !== at) return cell;
    const below = table.cells.find(
      (other) => other.row === at && other.column === cell.column && other.columnSpan === cell.columnSpan,
    );
    if (!below || !isContinuation(table, cell, below)) return cell;
    swallowed.add(below);
    return { ...cell, rowSpan: cell.rowSpan + below.rowSpan, ...doubtsAndParts(cell, below) };
  });
  return { ...table, cells: cells.filter((cell) => !swallowed.has(cell)) };
}

/**
 * A label that spans rows goes on left of its rows' own labels, or at the very left. A blank cell anywhere
 * else is a figure that was left blank, even under a heading that spans rows.
 */
function isContinuation(table: JoinedTable, cell: JoinedCell, below: JoinedCell): boolean {
  if (isFigureText(cell.text)) return false;
  const spans = cell.rowSpan > 1 || below.rowSpan > 1;
  if (spans && below.text !== '') return withoutSpace(cell.text) === withoutSpace(below.text);
  if (below.text !== '' || cell.text === '') return false;
  return hasLabelBehind(table, below) || (spans && below.column === 0);
}

/** Whether the row has another label right of the blank cell: then the blank cell is not the row's own label. */
const hasLabelBehind = (table: JoinedTable, blank: JoinedCell): boolean =>
  cellsOfRow(table, blank.row).some(
    (cell) => cell.column > blank.column && cell.text !== '' && !isFigureText(cell.text),
  );

/** Rows in which every cell is blank or goes on in another row: an artefact of the break. */
export function dropNeedlessRows(table: JoinedTable): JoinedTable {
  let result = table;
  for (let row = table.rows - 1; row >= 0; row--) {
    const cells = cellsOfRow(result, row);
    const spanning = cells.filter((cell) => cell.rowSpan > 1 && cell.text !== '');
    const isNeeded = cells.some((cell) => cell.rowSpan === 1 && cell.text !== '');
    if (!isNeeded && cells.length > 0 && spanning.length >= 0.6 * cells.length) result = dropRow(result, row);
  }
  return result;
}
