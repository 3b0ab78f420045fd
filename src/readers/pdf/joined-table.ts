/** A table on its way over page breaks: like the model's, with what the next join needs to know. */
import type { CellDoubt } from '#model/document.js';
import type { PagePlace } from '#model/place.js';
import { withoutSpace } from '#text/fold.js';
import { type Lattice, latticeBox } from './lattice.js';
import { SNAP } from './page.js';
import type { PageTable } from './page-tables.js';
import type { Span } from './spans.js';

export interface JoinedCell extends Span {
  readonly text: string;
  readonly doubts: readonly CellDoubt[];
  /** One per page the cell stands on. */
  readonly parts: readonly PagePlace[];
}

export interface JoinedTable {
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly JoinedCell[];
  /** One per page. */
  readonly parts: readonly PagePlace[];
  readonly ragged: boolean;
  /** Whether no border is drawn at the table's upper, lower end. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
  /** Height in points of the first and the last row. */
  readonly firstHeight: number;
  readonly lastHeight: number;
}

export function pageTableToJoined(table: PageTable, page: number): JoinedTable {
  const { lattice } = table;
  const { ys } = lattice;
  const cells = table.cells.map(({ row, column, rowSpan, columnSpan, text, doubts, box }) => {
    const parts = [placeOn(page, box)];
    return { row, column, rowSpan, columnSpan, text, doubts, parts };
  });
  return {
    xs: lattice.xs,
    rows: ys.length - 1,
    cells,
    parts: [placeOn(page, table.displayed)],
    ragged: lattice.ragged,
    openTop: isOpen(lattice, ys[0]!),
    openBottom: isOpen(lattice, ys.at(-1)!),
    firstHeight: ys[1]! - ys[0]!,
    lastHeight: ys.at(-1)! - ys.at(-2)!,
  };
}

const placeOn = (page: number, box: PagePlace['box']): PagePlace => ({ kind: 'page', page, box });

function isOpen(lattice: Lattice, y: number): boolean {
  const [left, , right] = latticeBox(lattice);
  let drawn = 0;
  for (const ruling of lattice.rulings)
    if (ruling.axis === 'horizontal' && ruling.origin !== 'closed' && Math.abs(ruling.at - y) <= SNAP)
      drawn += ruling.to - ruling.from;
  return drawn < 0.5 * (right - left);
}

/** One place for things that stand on one page or on several. */
export function partsToPlace(parts: readonly PagePlace[]): PagePlace {
  const [first, ...more] = parts;
  return more.length ? { ...first!, parts } : first!;
}

/** The doubts and places of two cells that are made one. */
export const doubtsAndParts = (a: JoinedCell, b: JoinedCell): Pick<JoinedCell, 'doubts' | 'parts'> => ({
  doubts: [...new Set([...a.doubts, ...b.doubts])],
  parts: [...a.parts, ...b.parts],
});

const figure = /^[\d.,，%％+\-–—－/\\]+$/;
/** Whether the text is a number or a mark that stands for one. */
export const isFigureText = (text: string): boolean => figure.test(withoutSpace(text));

/** The table without one row: cells of that row alone are gone, cells that span it are shorter. */
export function dropRow(table: JoinedTable, row: number): JoinedTable {
  const cells = table.cells.flatMap((cell): JoinedCell[] => {
    if (cell.row > row) return [{ ...cell, row: cell.row - 1 }];
    if (cell.row + cell.rowSpan <= row) return [cell];
    return cell.rowSpan === 1 ? [] : [{ ...cell, rowSpan: cell.rowSpan - 1 }];
  });
  return { ...table, rows: table.rows - 1, cells };
}

export const cellsOfRow = (table: JoinedTable, row: number): JoinedCell[] =>
  table.cells.filter((cell) => cell.row <= row && cell.row + cell.rowSpan > row);
