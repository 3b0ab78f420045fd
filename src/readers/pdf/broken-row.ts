/**
 * A row cut by a page break: its first lines stand at the foot of one page, the others at the head of the
 * next. The two halves are one row when
 *
 *   - every cell below has a cell of the same columns above,
 *   - no column has a figure on one side and text on the other,
 *   - the half below does not start an item of its own (an ordinal), and
 *   - all figures are above and what is below continues text above; or, where no border is drawn at the
 *     break, figures stand on either side, or a heading's words go on.
 *
 * A border drawn at the break over figures that are all below proves nothing: the rows stay apart.
 */
import { doubtsAndParts, isFigureText, type JoinedCell, type JoinedTable } from './joined-table.js';

const ordinal = /^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+\s*[.、．])/;

interface Pair {
  readonly above: JoinedCell;
  readonly below: JoinedCell;
}

/** The table with rows `at - 1` and `at` made one; `undefined` when they are two. */
export function joinBrokenRow(table: JoinedTable, at: number, isOpen: boolean): JoinedTable | undefined {
  const pairs = pairCells(table, at);
  if (!pairs || !isOneRow(pairs, isOpen)) return undefined;
  const merged = new Map(pairs.map(({ above, below }) => [above, mergeCells(above, below)]));
  const gone = new Set(pairs.map(({ below }) => below));
  const cells = table.cells
    .filter((cell) => !gone.has(cell))
    .map((cell) => merged.get(cell) ?? (cell.row >= at ? { ...cell, row: cell.row - 1 } : cell));
  return { ...table, rows: table.rows - 1, cells };
}

function pairCells(table: JoinedTable, at: number): Pair[] | undefined {
  const above = table.cells.filter((cell) => cell.row + cell.rowSpan === at);
  const below = table.cells.filter((cell) => cell.row === at);
  if (above.length !== below.length) return undefined;
  const pairs: Pair[] = [];
  for (const cell of above) {
    const partner = below.find(
      (other) => other.column === cell.column && other.columnSpan === cell.columnSpan,
    );
    if (!partner) return undefined;
    pairs.push({ above: cell, below: partner });
  }
  return pairs;
}

function isOneRow(pairs: readonly Pair[], isOpen: boolean): boolean {
  const single = pairs.filter(({ above, below }) => above.rowSpan === 1 && below.rowSpan === 1);
  if (single.some(({ below }) => ordinal.test(below.text))) return false;
  const both = single.filter(({ above, below }) => above.text !== '' && below.text !== '');
  if (both.some(({ above, below }) => isFigureText(above.text) || isFigureText(below.text))) return false;
  const figuresAbove = single.some(({ above }) => isFigureText(above.text));
  const figuresBelow = single.some(({ below }) => isFigureText(below.text));
  const continues = both.length > 0;
  const startsBelow = single.some(({ above, below }) => above.text === '' && below.text !== '');
  if (figuresAbove) return continues && !figuresBelow && !startsBelow;
  if (!isOpen) return false;
  return figuresBelow ? continues : continues && !startsBelow;
}

function mergeCells(above: JoinedCell, below: JoinedCell): JoinedCell {
  const text = above.text && below.text ? `${above.text}\n${below.text}` : above.text + below.text;
  return {
    ...above,
    text,
    rowSpan: above.rowSpan + below.rowSpan - 1,
    ...doubtsAndParts(above, below),
  };
}
