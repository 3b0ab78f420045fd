/**
 * The tables of a document as one run of rows, so that a table in several pieces and several tables in
 * one are the same thing. A row holds every cell that covers it, in order; a cell over several rows is
 * in each of them.
 */
import {
  type Cell,
  type CellDoubt,
  type Document,
  findTables,
  type Table,
  tableToGrid,
} from '#model/document.js';
import type { Place } from '#model/place.js';
import { type PrintedNumber, parsePrintedNumber } from '#text/printed-number.js';

export interface RowCell {
  readonly text: string;
  readonly at: Place;
  /** First column it covers. */
  readonly from: number;
  /** Column after the last one it covers. */
  readonly to: number;
  /** Whether it begins in this row. */
  readonly anchored: boolean;
  readonly doubts: readonly CellDoubt[];
  /** The cells of the model it is made of: more than one where a cut row was put together. */
  readonly cells: readonly Cell[];
}

export interface TableRow {
  readonly table: Table;
  /** Which of the document's tables, counted from 0. */
  readonly piece: number;
  readonly index: number;
  readonly cells: readonly RowCell[];
  /** Of a table's first row: the paragraphs between the table and the one before it. */
  readonly lead: readonly string[];
}

/** All rows of all tables, tables in reading order. */
export function documentToRows(document: Document): TableRow[] {
  const rows: TableRow[] = [];
  let piece = 0;
  let lead: string[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      lead.push(block.text);
      continue;
    }
    for (const table of findTables([block])) {
      if (table !== block && table.cells.length <= 1) continue;
      for (const [index, line] of tableToGrid(table).entries()) {
        rows.push({ table, piece, index, cells: lineToCells(line, index), lead: index === 0 ? lead : [] });
      }
      lead = [];
      piece++;
    }
  }
  return rows;
}

function lineToCells(line: readonly (Cell | undefined)[], row: number): RowCell[] {
  const cells: RowCell[] = [];
  let last: Cell | undefined;
  for (const cell of line) {
    if (!cell || cell === last) continue;
    last = cell;
    cells.push({
      text: textOfCell(cell),
      at: cell.at,
      from: cell.column,
      to: cell.column + cell.columnSpan,
      anchored: cell.row === row,
      doubts: cell.doubts ?? [],
      cells: [cell],
    });
  }
  return cells;
}

/** A table of one cell inside a cell is a box around its text. */
function textOfCell({ text, tables }: Cell): string {
  const [box, another] = tables ?? [];
  const only = text === '' && !another && box?.cells.length === 1 ? box.cells[0] : undefined;
  return only ? textOfCell(only) : text;
}

const parsed = new WeakMap<Cell, PrintedNumber['state']>();

/** What the cell holds, seen as a figure. */
function stateOf(cell: RowCell): PrintedNumber['state'] {
  const only = cell.cells.length === 1 ? cell.cells[0] : undefined;
  const known = only ? parsed.get(only) : undefined;
  if (known) return known;
  const { state } = parsePrintedNumber(cell.text);
  if (only) parsed.set(only, state);
  return state;
}

/** Whether the cell may be a figure: a number, a mark or nothing. */
export function isValue(cell: RowCell): boolean {
  return stateOf(cell) !== 'unreadable';
}

export function isBlank(cell: RowCell): boolean {
  return stateOf(cell) === 'blank';
}

/** How many figures stand after the label: those that are not blank, or all where all are. */
export function countValues(row: TableRow, label: RowCell | undefined): number {
  const values = row.cells.filter((cell) => isValue(cell) && (!label || cell.from >= label.to));
  return values.filter((cell) => !isBlank(cell)).length || values.length;
}

/** Where a row stands: at the given cell of it, else at its first. */
export function placeOf(row: TableRow, cell: RowCell | undefined): Place {
  return (cell ?? row.cells[0])?.at ?? row.table.at;
}

/**
 * Two rows that are one, cut by a page or by a false ruling: their cells pair by column, and what
 * stands in both is put together.
 */
export function joinRows(upper: TableRow, lower: TableRow): TableRow {
  const cells = upper.cells.map((cell): RowCell => {
    const other = lower.cells.find(
      (candidate) => candidate.from === cell.from && !cell.cells.includes(candidate.cells[0] as Cell),
    );
    if (!other || other.text === '') return cell;
    return {
      ...cell,
      text: cell.text === '' ? other.text : `${cell.text}\n${other.text}`,
      at: cell.text === '' ? other.at : cell.at,
      doubts: [...cell.doubts, ...other.doubts],
      cells: [...cell.cells, ...other.cells],
    };
  });
  return { ...upper, cells };
}
