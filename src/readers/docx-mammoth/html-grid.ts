/**
 * HTML rows → a grid: a cell takes the first free column of its row, and the rows below are occupied as far
 * as it spans. Unlike in WordprocessingML the covered positions are not written.
 */
import type { Cell, Table } from '#model/document.js';
import { DocumentError } from '#model/failure.js';
import type { DocxPlace } from '#model/place.js';
import { mostPositions } from '../docx/grid.js';

export interface HtmlCell {
  readonly span: { readonly rows: number; readonly columns: number };
  readonly text: string;
  readonly tables: readonly Table[];
  readonly at: DocxPlace;
}

export function cellsToTable(rows: readonly (readonly HtmlCell[])[], at: DocxPlace): Table | undefined {
  const cells: Cell[] = [];
  /** For each column: the first row that is free there. */
  const freeFrom: number[] = [];
  rows.forEach((row, index) => {
    let column = 0;
    for (const { span, text, tables, at: place } of row) {
      while ((freeFrom[column] ?? 0) > index) column++;
      const columnSpan = Math.max(1, span.columns);
      const rowSpan = Math.min(Math.max(1, span.rows), rows.length - index);
      if (rows.length * (column + columnSpan) > mostPositions) throw new DocumentError('too-large', at.path);
      freeFrom.length = Math.max(freeFrom.length, column + columnSpan);
      freeFrom.fill(index + rowSpan, column, column + columnSpan);
      const cell = { row: index, column, rowSpan, columnSpan, text, at: place };
      cells.push(tables.length > 0 ? { ...cell, tables } : cell);
      column += columnSpan;
    }
  });
  if (cells.length === 0) return undefined;
  return { kind: 'table', rows: rows.length, columns: freeFrom.length, cells, at };
}
