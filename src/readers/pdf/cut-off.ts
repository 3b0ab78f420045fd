/**
 * Tables that run over an edge of the page. The file may hold what the paper does not show: half of a
 * number, a column wholly beyond the edge; or its producer may have left it out. Such a table is read as far
 * as the file has it, and the cells at the edge and beyond are doubted.
 *
 * A table that comes as near to an edge as EDGE runs over it, unless its border is drawn there: pages without
 * margins have tables as wide as they are. Where no ruling comes near, a run of text that goes on over the edge
 * tells the same of the table it starts in. Characters that merely lie beyond the edge (another page of the
 * same sheet, printer's marks) are left alone.
 */
import type { Box } from '#model/place.js';
import type { GridCell } from './cells.js';
import { type Axis, type Glyph, glyphBox, holds, middle, type PdfPage, type Ruling, SNAP } from './page.js';

/** Points. */
const EDGE = 1;
/** A ruling that ends this far over the edge was cut there: its producer kept the end of the line, or a cap. */
const OVER = 0.25;

interface Side {
  readonly axis: Axis;
  readonly at: number;
}

/** The edges of the page that the box reaches, as borders drawn there would stand. */
function edgesReached([left, top, right, bottom]: Box, { width, height }: PdfPage): Side[] {
  const reached: (Side | false)[] = [
    left < EDGE && { axis: 'vertical', at: 0 },
    right > width - EDGE && { axis: 'vertical', at: width },
    top < EDGE && { axis: 'horizontal', at: 0 },
    bottom > height - EDGE && { axis: 'horizontal', at: height },
  ];
  return reached.filter((side) => side !== false);
}

/** Whether a border is drawn along the edge, beside at least half of the box, and no ruling goes on over it. */
function isClosed({ axis, at }: Side, box: Box, { rulings }: PdfPage): boolean {
  const [from, to] = axis === 'vertical' ? [box[1], box[3]] : [box[0], box[2]];
  const isOver = (ruling: Ruling): boolean => (at === 0 ? ruling.from < -OVER : ruling.to > at + OVER);
  const isOfBox = (ruling: Ruling): boolean => ruling.at > from - SNAP && ruling.at < to + SNAP;
  if (rulings.some((ruling) => ruling.axis !== axis && isOfBox(ruling) && isOver(ruling))) return false;
  const drawn = rulings
    .filter((ruling) => ruling.axis === axis && ruling.origin === 'drawn' && Math.abs(ruling.at - at) <= SNAP)
    .reduce((sum, ruling) => sum + Math.max(0, Math.min(ruling.to, to) - Math.max(ruling.from, from)), 0);
  return drawn * 2 >= to - from;
}

const runsOver = (box: Box, page: PdfPage): boolean =>
  edgesReached(box, page).some((side) => !isClosed(side, box, page));

/** Of the tables' boxes, those that run over an edge of the page; all as displayed. */
export function findCutTables(page: PdfPage, tables: readonly Box[]): Box[] {
  const across = findAcross(page);
  return tables.filter((table) => runsOver(table, page) || across.some((glyph) => holds(table, glyph)));
}

/** Where the characters stand whose run goes on over the edge. */
function findAcross({ glyphs, beyond }: PdfPage): Box[] {
  if (beyond.length === 0) return [];
  const runs = new Set(beyond.map(({ run }) => run));
  return glyphs.filter(({ run }) => runs.has(run)).map(glyphBox);
}

/** The characters beyond the edges in rows, or columns, of tables that are cut. */
export const findCutOff = (page: PdfPage, cutTables: readonly Box[]): Glyph[] =>
  page.beyond.filter((glyph) => cutTables.some((table) => isBeside(page, table, glyphBox(glyph))));

function isBeside({ width, height }: PdfPage, table: Box, [left, top, right, bottom]: Box): boolean {
  const [x, y] = [middle(left, right), middle(top, bottom)];
  const isInRow = y > table[1] && y < table[3];
  const isInColumn = x > table[0] && x < table[2];
  return x < 0 || x > width ? isInRow : isInColumn && (y < 0 || y > height);
}

/** The cells of a table that is cut, those doubted that reach an edge of the page. */
export const doubtCutOff = (cells: readonly GridCell[], page: PdfPage): GridCell[] =>
  cells.map((cell) =>
    edgesReached(cell.box, page).length > 0 ? { ...cell, doubts: [...cell.doubts, 'clipped'] } : cell,
  );
