/**
 * The converter form: see text.ts.
 *
 * An empty line ends a row, except where it is the empty first paragraph of a cell: then the text goes
 * on without a tab and the row has too few cells. Such halves are put together when the row after the
 * join is as long as its neighbours.
 */
import { firstColumn, type Line } from './lines.js';
import { type FoundTable, type RowCell, rowsToTable } from './table-rows.js';

/** A label set vertically has a line a character. */
const mostCellLines = 16;
const longestCellLine = 60;

interface OpenCell {
  lines: string[];
  readonly line: number;
  readonly column: number;
}

/** The table that starts at a line. */
export function readTabTable(lines: readonly Line[], start: number): FoundTable | undefined {
  if (!isCell(lines[start])) return undefined;
  const rows: OpenCell[][] = [];
  let index = start;
  for (;;) {
    const row = readRow(lines, index);
    if (!row) break;
    rows.push(row.cells);
    index = row.next;
  }
  const table = rowsToTable(rows.map((row) => row.map(toRowCell)));
  return { table, next: index };
}

function isCell(line: Line | undefined): boolean {
  return line?.text.startsWith('\t') ?? false;
}

function readRow(lines: readonly Line[], start: number): { cells: OpenCell[]; next: number } | undefined {
  const cells: OpenCell[] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    if (isCell(line)) cells.push(openCell(line));
    else if (line.text.trim() === '') {
      if (!continuesCell(lines, index, cells)) break;
    } else if (cells.length > 0) cells.at(-1)?.lines.push(line.text);
    else return undefined;
  }
  return cells.length > 0 ? { cells, next: index + 1 } : undefined;
}

function openCell(line: Line): OpenCell {
  const text = line.text.slice(1);
  return { lines: [text], line: line.number, column: firstColumn(line.text) };
}

/**
 * Whether the empty line is inside the last cell: that cell is empty so far, text without a tab
 * follows, and after it more cells of the row.
 */
function continuesCell(lines: readonly Line[], index: number, cells: readonly OpenCell[]): boolean {
  const last = cells.at(-1);
  if (!last || last.lines.some((text) => text.trim() !== '')) return false;
  let next = index + 1;
  while (lines[next] && lines[next]?.text.trim() === '' && next - index < 4) next++;
  const first = next;
  while (isCellLine(lines[next]) && next - first < mostCellLines) next++;
  return next > first && isCell(lines[next]);
}

/** A line that may be a further paragraph of a cell: short, and no cell of its own. */
function isCellLine(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  return !text.startsWith('\t') && text.trim() !== '' && text.length <= longestCellLine;
}

function toRowCell(cell: OpenCell): RowCell {
  const text = cell.lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  return { text, line: cell.line, column: cell.column };
}
