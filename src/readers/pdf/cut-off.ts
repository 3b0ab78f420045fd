/**
 * Tables that run over an edge of the page. The file holds what the paper does not show: a column wholly
 * beyond the edge, or half of a number. Such a table is read as the file has it, and the cells beyond the
 * edge are doubted, since who holds the paper sees something else.
 *
 * Characters beyond the edge belong to a table only where something runs across the edge beside it: a
 * ruling, or a run of text. What merely lies there (another page of the same sheet, printer's marks) is left
 * alone.
 */
import type { Box } from '#model/place.js';
import type { GridCell } from './cells.js';
import { type Glyph, holds, middle, type PdfPage, type Ruling } from './page.js';

/** What reaches this far over the edge runs over it (points). */
const OVER = 2;

const boxOf = ({ left, top, right, bottom }: Glyph): Box => [left, top, right, bottom];

/** The characters beyond the edges of the page that belong to one of its tables; all as displayed. */
export function findCutOff(page: PdfPage, tables: readonly Box[]): Glyph[] {
  const runs = new Set(page.beyond.map(({ run }) => run));
  const across = page.glyphs.filter(({ run }) => runs.has(run));
  return page.beyond.filter((glyph) =>
    tables.some((table) => isBeside(page, table, glyph) && runsOver(page, table, across)),
  );
}

/** Whether the character stands in a row, or in a column, of the table that goes on over the edge. */
function isBeside({ width, height }: PdfPage, table: Box, { left, top, right, bottom }: Glyph): boolean {
  const [x, y] = [middle(left, right), middle(top, bottom)];
  const isInRow = y > table[1] && y < table[3];
  const isInColumn = x > table[0] && x < table[2];
  return x < 0 || x > width ? isInRow : isInColumn && (y < 0 || y > height);
}

const runsOver = (page: PdfPage, table: Box, across: readonly Glyph[]): boolean =>
  page.rulings.some((ruling) => crossesEdge(page, table, ruling)) ||
  across.some((glyph) => holds(table, boxOf(glyph)));

function crossesEdge({ width, height }: PdfPage, table: Box, { axis, at, from, to }: Ruling): boolean {
  const [start, end, edge] =
    axis === 'horizontal' ? [table[1], table[3], width] : [table[0], table[2], height];
  const isOfTable = at > start - OVER && at < end + OVER;
  return isOfTable && ((from < -OVER && to > 0) || (from < edge && to > edge + OVER));
}

/** The cells, those doubted that reach over an edge of the page. */
export const doubtCutOff = (cells: readonly GridCell[], { width, height }: PdfPage): GridCell[] =>
  cells.map((cell) => {
    const [left, top, right, bottom] = cell.box;
    const isCut = left < -OVER || top < -OVER || right > width + OVER || bottom > height + OVER;
    return isCut ? { ...cell, doubts: [...cell.doubts, 'clipped'] } : cell;
  });
