/** The blocks of a document that has no pages: tables as tables, paragraphs between them. */
import { type Cell, type Document, type Table, tableToGrid } from '#model/document.js';
import { deepest } from './drawn-tables.js';
import { type Markup, markup, nothing } from './markup.js';
import type { PlaceBook } from './place-book.js';
import { drawNames, type Shades, shadeOf, shadeToAttributes, shadeToTitle } from './shade.js';

export interface BlockDrawing extends Shades {
  readonly book: PlaceBook;
}

export function drawBlocks(document: Document, drawing: BlockDrawing): Markup {
  return markup`<article class="sheet">${document.blocks.map((block) =>
    block.kind === 'table' ? drawTable(block, drawing, 0) : drawParagraph(block, drawing),
  )}</article>`;
}

function drawParagraph(
  { text, at, headingLevel }: Document['blocks'][number] & { kind: 'paragraph' },
  drawing: BlockDrawing,
): Markup {
  const shaded = shadeOf(drawing.book.link(at), drawing);
  const key = shaded.claims.find(({ kind }) => kind === 'section')?.key;
  return markup`<p ${shadeToAttributes(shaded, headingLevel ? 'heading' : '')} title="${shadeToTitle(shaded, drawing)}">${drawNames(shaded)}${
    key && markup`<b class="key">${key}</b>`
  }${text}</p>\n`;
}

function drawTable(table: Table, drawing: BlockDrawing, depth: number): Markup {
  if (depth > deepest) return markup`<p class="more">${drawing.wording.deeper}</p>`;
  const id = drawing.book.link(table.at);
  const grid = tableToGrid(table);
  const rows = grid.map((row, index) => markup`<tr>${drawRow(row, index, drawing, depth)}</tr>\n`);
  return markup`<table data-p="${id}" class="${table.orderOnly ? 'loose' : ''}">${rows}</table>\n`;
}

/** A position that no cell covers keeps its room, else the cells after it would move to the left. */
function drawRow(
  row: readonly (Cell | undefined)[],
  index: number,
  drawing: BlockDrawing,
  depth: number,
): Markup[] {
  const last = row.findLastIndex((cell) => cell);
  return row.slice(0, last + 1).map((cell, column) => {
    if (!cell) return markup`<td class="gap"></td>`;
    return cell.row === index && cell.column === column ? drawCell(cell, drawing, depth) : nothing;
  });
}

function drawCell(cell: Cell, drawing: BlockDrawing, depth: number): Markup {
  const { row, column, rowSpan, columnSpan, text, doubts = [], tables = [] } = cell;
  const { wording } = drawing;
  const what = `${wording.row} ${row + 1}, ${wording.column} ${column + 1}, ${rowSpan}×${columnSpan}`;
  const shaded = { ...shadeOf(drawing.book.link(cell.at), drawing), doubts, what };
  return markup`<td${rowSpan > 1 && markup` rowspan="${rowSpan}"`}${columnSpan > 1 && markup` colspan="${columnSpan}"`} ${shadeToAttributes(shaded)} title="${shadeToTitle(shaded, drawing)}">${drawNames(shaded)}${text}${tables.map((table) => drawTable(table, drawing, depth + 1))}</td>`;
}
