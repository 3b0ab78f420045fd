/**
 * Rows of cells → a grid.
 *
 * A row begins after `gridBefore` columns and each of its cells takes `gridSpan` of them. Merged downwards,
 * a cell is written again in every row it covers, as an empty one that says *continue*: unlike in HTML no
 * row is short of cells because of the row above. So a cell is extended by the continuing one right under
 * it, of the same columns; a continuing cell that fits under nothing is a cell of its own, and what follows
 * it may continue it (its beginning may have stood in a deleted row). Merged sideways in the legacy way
 * (`hMerge`), the cells of a row are joined first.
 *
 * No text is lost: what stands in a continuing cell, though Word does not show it, is added to the cell it
 * continues.
 *
 * Rows of different widths are *ragged*. Word lays such rows out by their widths in twips and so does
 * `fitColumns`, where every edge of the row falls on an edge of `tblGrid`; else the counts stand.
 */
import type { Cell, Table } from '#model/document.js';
import { DocumentError } from '#model/failure.js';
import type { DocxPlace } from '#model/place.js';
import { edgesOf, fitColumns } from './fit-columns.js';

export interface RawCell {
  readonly span: number;
  readonly rowMerge: 'restart' | 'continue' | undefined;
  readonly columnMerge: 'restart' | 'continue' | undefined;
  /** In twips. */
  readonly width: number | undefined;
  readonly text: string;
  readonly tables: readonly Table[];
  /** It holds a picture. */
  readonly pictured: boolean;
  readonly at: DocxPlace;
}

export interface RawRow {
  readonly cells: readonly RawCell[];
  readonly before: number;
  readonly after: number;
  readonly widthBefore: number | undefined;
}

interface GridResult {
  /** `undefined` when there are no cells. */
  readonly table?: Table;
  /** The rows, from 0, whose columns add up to another number than those of most rows. */
  readonly raggedRows: readonly number[];
}

/** A grid of more positions is no table a person made, but one made to exhaust memory. */
export const mostPositions = 4_000_000;

/** A cell while rows below may still extend it. */
interface Growing {
  readonly cell: RawCell;
  readonly row: number;
  readonly column: number;
  readonly columnSpan: number;
  readonly texts: string[];
  readonly tables: Table[];
  rowSpan: number;
}

export function rowsToTable(
  rows: readonly RawRow[],
  columnWidths: readonly number[],
  at: DocxPlace,
): GridResult {
  if (rows.length === 0) return { raggedRows: [] };
  const raggedRows = findRaggedRows(rows);
  const fitted = raggedRows.length === 0 ? rows : fitRows(rows, columnWidths);
  const columns = fitted.reduce((widest, row) => Math.max(widest, widthInColumns(row)), 0);
  if (rows.length * columns > mostPositions)
    throw new DocumentError('too-large', `${at.path}: ${rows.length} × ${columns} cells`);
  const cells = growCells(fitted).map(toCell);
  return { table: { kind: 'table', rows: rows.length, columns, cells, at }, raggedRows };
}

function growCells(rows: readonly RawRow[]): Growing[] {
  const grown: Growing[] = [];
  let above = new Map<number, Growing>();
  rows.forEach((row, index) => {
    const here = new Map<number, Growing>();
    let column = row.before;
    for (const group of groupSideways(row.cells)) {
      const columnSpan = group.reduce((sum, cell) => sum + cell.span, 0);
      const placed = placeGroup(group, { row: index, column, columnSpan }, above.get(column));
      if (placed.row === index) grown.push(placed);
      if (group[0]?.rowMerge) here.set(column, placed);
      column += columnSpan;
    }
    above = here;
  });
  return grown;
}

/** The cell above, extended by the group, or a new cell. */
function placeGroup(
  group: readonly RawCell[],
  position: { readonly row: number; readonly column: number; readonly columnSpan: number },
  above: Growing | undefined,
): Growing {
  const cell = group[0]!;
  const { row, column, columnSpan } = position;
  const extended = cell.rowMerge === 'continue' && above?.columnSpan === columnSpan ? above : undefined;
  const growing = extended ?? { cell, row, column, columnSpan, texts: [], tables: [], rowSpan: 0 };
  growing.rowSpan++;
  for (const { text, tables } of group) {
    if (text !== '') growing.texts.push(text);
    for (const table of tables) growing.tables.push(table);
  }
  return growing;
}

/** Cells of a row with those that continue them sideways. */
function groupSideways(cells: readonly RawCell[]): RawCell[][] {
  const groups: RawCell[][] = [];
  for (const cell of cells) {
    const last = groups.at(-1);
    if (cell.columnMerge === 'continue' && last?.[0]?.columnMerge) last.push(cell);
    else groups.push([cell]);
  }
  return groups;
}

function toCell({ cell, row, column, rowSpan, columnSpan, texts, tables }: Growing): Cell {
  const text = texts.length === 1 ? (texts[0] ?? '') : texts.join('\n');
  const plain: Cell = { row, column, rowSpan, columnSpan, text, at: cell.at };
  if (text === '' && tables.length === 0 && cell.pictured) return { ...plain, doubts: ['pictured'] };
  return tables.length > 0 ? { ...plain, tables } : plain;
}

function widthInColumns(row: RawRow): number {
  return row.cells.reduce((sum, cell) => sum + cell.span, row.before + row.after);
}

/** The rows that differ from the most frequent width; of two equally frequent ones the wider counts. */
function findRaggedRows(rows: readonly RawRow[]): number[] {
  const widths = rows.map(widthInColumns);
  const frequency = new Map<number, number>();
  for (const width of widths) frequency.set(width, (frequency.get(width) ?? 0) + 1);
  const [usual] = [...frequency].reduce((best, next) =>
    next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best,
  );
  return widths.flatMap((width, row) => (width === usual ? [] : [row]));
}

/** Rows that do not fill `tblGrid` are laid out by width, provided that some row does fill it. */
function fitRows(rows: readonly RawRow[], columnWidths: readonly number[]): readonly RawRow[] {
  const full = columnWidths.length;
  const edges = edgesOf(columnWidths);
  if (!edges || !rows.some((row) => widthInColumns(row) === full)) return rows;
  return rows.map((row) => (widthInColumns(row) === full ? row : (fitColumns(row, edges) ?? row)));
}
