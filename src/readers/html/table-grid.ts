/**
 * A table element to cells on a grid, as browsers lay it out (HTML Standard, forming a table): cells
 * take the next free column of their row, spans occupy what they cover, a row span ends with its row
 * group, `rowspan=0` reaches to that end. Where spans collide the first occupant keeps the place.
 */
import { type Element, isTag } from 'domhandler';
import type { Hidden } from './hidden-elements.js';

/** The most positions that spans may claim in a table: past them a cell covers its own position only. */
const mostPositions = 500_000;

interface Budget {
  positions: number;
}

export interface GridCell {
  readonly element: Element;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly GridCell[];
  /** Whether the rows do not all fill the same number of columns. */
  readonly ragged: boolean;
}

/** Lays out the table's own rows, nested tables apart. */
export function layOutTable(table: Element, hidden: Hidden): Grid {
  const groups = rowGroups(table, hidden);
  const rows = groups.reduce((sum, group) => sum + group.length, 0);
  const taken: boolean[][] = Array.from({ length: rows }, () => []);
  const cells: GridCell[] = [];
  const budget: Budget = { positions: mostPositions };
  let first = 0;
  for (const group of groups) {
    for (const [offset, row] of group.entries())
      cells.push(...placeRow(row, first + offset, first + group.length, taken, budget, hidden));
    first += group.length;
  }
  const widths = taken.map((line) => line.length);
  const columns = Math.max(0, ...widths);
  return { rows, columns, cells, ragged: widths.some((width) => width !== columns) };
}

/** Rows by row group in displayed order: heads, bodies, feet. */
function rowGroups(table: Element, hidden: Hidden): Element[][] {
  const heads: Element[][] = [];
  const bodies: Element[][] = [];
  const feet: Element[][] = [];
  let loose: Element[] | undefined;
  for (const child of table.children) {
    if (!isTag(child) || hidden.has(child)) continue;
    if (child.name === 'tr') {
      if (!loose) {
        loose = [];
        bodies.push(loose);
      }
      loose.push(child);
      continue;
    }
    const target = { thead: heads, tbody: bodies, tfoot: feet }[child.name];
    if (!target) continue;
    loose = undefined;
    target.push(
      child.children.filter((row): row is Element => isTag(row) && row.name === 'tr' && !hidden.has(row)),
    );
  }
  return [...heads, ...bodies, ...feet];
}

function placeRow(
  row: Element,
  index: number,
  groupEnd: number,
  taken: boolean[][],
  budget: Budget,
  hidden: Hidden,
): GridCell[] {
  const line = taken[index] ?? [];
  const placed: GridCell[] = [];
  let column = 0;
  for (const element of row.children) {
    if (!isTag(element) || (element.name !== 'td' && element.name !== 'th') || hidden.has(element)) continue;
    while (line[column]) column++;
    const declared = {
      rows: rowSpanOf(element, groupEnd - index),
      columns: spanOf(element, 'colspan', 1000),
    };
    const fits = declared.rows * declared.columns <= budget.positions;
    const rowSpan = fits ? declared.rows : 1;
    const columnSpan = fits ? freeWidth(line, column, declared.columns) : 1;
    budget.positions -= rowSpan * columnSpan;
    for (let down = 0; down < rowSpan; down++) occupy(taken[index + down], column, columnSpan);
    placed.push({ element, row: index, column, rowSpan, columnSpan });
    column += columnSpan;
  }
  return placed;
}

function occupy(line: boolean[] | undefined, column: number, width: number): void {
  if (!line) return;
  for (let at = line.length; at < column; at++) line[at] = false;
  for (let at = column; at < column + width; at++) line[at] = true;
}

/** As much of the span as is not occupied from above. */
function freeWidth(line: readonly boolean[], column: number, span: number): number {
  let width = 1;
  while (width < span && !line[column + width]) width++;
  return width;
}

function rowSpanOf(element: Element, rest: number): number {
  const declared = element.attribs['rowspan'];
  if (declared?.trim() === '0') return rest;
  return Math.min(spanOf(element, 'rowspan', 65_534), rest);
}

function spanOf(element: Element, name: 'rowspan' | 'colspan', most: number): number {
  const value = Number.parseInt(element.attribs[name] ?? '', 10);
  return value > 1 ? Math.min(value, most) : 1;
}
