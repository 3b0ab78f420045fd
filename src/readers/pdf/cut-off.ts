/**
 * Tables that run over an edge of the page. The file may hold what the paper does not show: half of a
 * number, a column wholly beyond the edge; or its producer may have left it out. Such a table is read as far
 * as the file has it, and the cells at the edge and beyond are doubted.
 *
 * Nothing else comes as near to the edge as EDGE. Where no ruling does, a run of text that goes on over the
 * edge tells the same of the table it starts in. Characters that merely lie beyond the edge (another page of
 * the same sheet, printer's marks) are left alone.
 */
import type { Box } from '#model/place.js';
import type { GridCell } from './cells.js';
import { type Glyph, holds, middle, type PdfPage } from './page.js';

/** Points. */
const EDGE = 1;

const reachesEdge = ([left, top, right, bottom]: Box, { width, height }: PdfPage): boolean =>
  left < EDGE || top < EDGE || right > width - EDGE || bottom > height - EDGE;

/** Of the tables' boxes, those that run over an edge of the page; all as displayed. */
export function findCutTables(page: PdfPage, tables: readonly Box[]): Box[] {
  const beyond = new Set(page.beyond.map(({ run }) => run));
  const across = page.glyphs.filter(({ run }) => beyond.has(run)).map(boxOf);
  return tables.filter((table) => reachesEdge(table, page) || across.some((glyph) => holds(table, glyph)));
}

/** The characters beyond the edges in rows, or columns, of tables that are cut. */
export const findCutOff = (page: PdfPage, cutTables: readonly Box[]): Glyph[] =>
  page.beyond.filter((glyph) => cutTables.some((table) => isBeside(page, table, boxOf(glyph))));

function isBeside({ width, height }: PdfPage, table: Box, [left, top, right, bottom]: Box): boolean {
  const [x, y] = [middle(left, right), middle(top, bottom)];
  const isInRow = y > table[1] && y < table[3];
  const isInColumn = x > table[0] && x < table[2];
  return x < 0 || x > width ? isInRow : isInColumn && (y < 0 || y > height);
}

const boxOf = ({ left, top, right, bottom }: Glyph): Box => [left, top, right, bottom];

/** The cells, those doubted that reach an edge of the page. */
export const doubtCutOff = (cells: readonly GridCell[], page: PdfPage): GridCell[] =>
  cells.map((cell) =>
    reachesEdge(cell.box, page) ? { ...cell, doubts: [...cell.doubts, 'clipped'] } : cell,
  );
