/**
 * One page → its tables and the lines of text outside them. Every intermediate result is kept, so that it
 * can be drawn over the page.
 *
 *   glyphs   doubles dropped, turned so that most of them read to the right
 *   rulings  joined; connected; open ends closed; edges of backgrounds only where nothing is drawn
 *   lattices from drawn rulings first; then from rules and aligned text; then from aligned text alone
 *   tables   each glyph belongs to the smallest lattice around it; the rest is running text
 *
 * A lattice of one field is a box around a text, not a table; it is kept as `boxes`, because the last or
 * first row of a table that goes over a page break may be such a box.
 */
import type { Box } from '#model/place.js';
import { type GridCell, latticeToCells } from './cells.js';
import { lineToPieces } from './columns.js';
import { doubtCutOff, findCutOff, findCutTables } from './cut-off.js';
import { type Frame, mainTurn, toDisplayed, turnGlyph, turnRuling } from './frame.js';
import { connectRulings, type Lattice, latticeBox, rulingsToLattice } from './lattice.js';
import { dropDoubles, glyphsToLines, glyphsToRows, type Line } from './lines.js';
import { closeOpenEnds } from './open-ends.js';
import type { Glyph, PdfPage, Ruling } from './page.js';
import { contains, middle } from './page.js';
import { raiseDigits } from './raised-digits.js';
import { findRuleTables } from './rule-tables.js';
import { joinRulings } from './rulings.js';
import { findStruck } from './struck-glyphs.js';
import { findTextTables } from './text-tables.js';
import { verticalGlyphs, verticalLines } from './vertical.js';

export interface PageTable {
  readonly lattice: Lattice;
  /** Cells with boxes as displayed. */
  readonly cells: readonly GridCell[];
  /** In reading coordinates of the page's frame. */
  readonly box: Box;
  /** What the grid was made of, in the same coordinates. */
  readonly rulings: readonly Ruling[];
  readonly displayed: Box;
}

export interface PageContent {
  readonly number: number;
  readonly frame: Frame;
  /** In reading coordinates. */
  readonly width: number;
  readonly height: number;
  /** Doubles dropped, in drawing order. */
  readonly glyphs: readonly Glyph[];
  /** The same glyphs line by line, without any regard to tables. */
  readonly rows: readonly Glyph[][];
  /** Where characters stand that are left out: with a line through them; in the paper's colour. As displayed. */
  readonly struck: readonly Box[];
  readonly hidden: readonly Box[];
  readonly tables: readonly PageTable[];
  readonly boxes: readonly PageTable[];
  /** Lines outside tables; text inside boxes is among them. In reading coordinates. */
  readonly lines: readonly Line[];
}

export function readPage(page: PdfPage): PageContent {
  const content = readShown(page);
  const cut = findCutTables(
    page,
    content.tables.map(({ displayed }) => displayed),
  );
  if (cut.length === 0) return content;
  const rest = findCutOff(page, cut);
  const whole = rest.length > 0 ? readShown({ ...page, glyphs: [...page.glyphs, ...rest] }) : content;
  return {
    ...whole,
    tables: whole.tables.map((table) => ({ ...table, cells: doubtCutOff(table.cells, page) })),
  };
}

function readShown(page: PdfPage): PageContent {
  const frame: Frame = { turn: mainTurn(page.glyphs), width: page.width, height: page.height };
  const isUpright = frame.turn === 0 || frame.turn === 180;
  const drawn = frame.turn ? page.glyphs.map((glyph) => turnGlyph(frame, glyph)) : page.glyphs;
  const ruled = page.rulings.map((ruling) => turnRuling(frame, ruling));
  const struck = findStruck(drawn, ruled);
  const shown = raiseDigits(
    struck.glyphs.size > 0 ? drawn.filter((glyph) => !struck.glyphs.has(glyph)) : drawn,
  );
  const rulings = struck.rulings.size > 0 ? ruled.filter((ruling) => !struck.rulings.has(ruling)) : ruled;
  const rows = dropDoubles(glyphsToRows(shown));
  const glyphs = inDrawingOrder(shown, rows);
  const { lattices, lines } = findLattices(rulings, glyphs);
  const shared = shareGlyphs(lattices, glyphs);
  const built = lattices.map((lattice, index) => buildTable(lattice, shared.inside[index]!, frame));
  return {
    number: page.number,
    struck: piecesOf([...struck.glyphs]).map((box) => toDisplayed(frame, box)),
    hidden: piecesOf(page.hidden),
    frame,
    width: isUpright ? page.width : page.height,
    height: isUpright ? page.height : page.width,
    glyphs,
    rows,
    tables: built.filter(({ lattice }) => isTable(lattice)),
    boxes: built.filter(({ lattice }) => !isTable(lattice)),
    lines:
      lines ??
      pageLines([
        ...shared.outside,
        ...lattices.flatMap((lattice, index) => (isTable(lattice) ? [] : shared.inside[index]!)),
      ]),
  };
}

/** The boxes of the words and numbers that the glyphs make. */
const piecesOf = (glyphs: readonly Glyph[]): Box[] =>
  glyphsToLines(glyphs).flatMap((line) => lineToPieces(line).map(({ box }) => box));

function inDrawingOrder(drawn: readonly Glyph[], rows: readonly Glyph[][]): readonly Glyph[] {
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count === drawn.length) return drawn;
  const kept = new Set(rows.flat());
  return drawn.filter((glyph) => kept.has(glyph));
}

interface PageLines {
  readonly upright: readonly Line[];
  /** Columns of vertical writing. */
  readonly vertical: readonly Line[];
}

function findLines(glyphs: readonly Glyph[]): PageLines {
  const vertical = verticalGlyphs(glyphs);
  if (vertical.size === 0) return { upright: glyphsToLines(glyphs), vertical: [] };
  const upright = glyphsToLines(glyphs.filter((glyph) => !vertical.has(glyph)));
  return { upright, vertical: verticalLines([...vertical]) };
}

/** From top to bottom; columns of vertical writing among the lines, by their upper end. */
const inReadingOrder = ({ upright, vertical }: PageLines): readonly Line[] =>
  vertical.length > 0 ? [...upright, ...vertical].sort((a, b) => a.box[1] - b.box[1]) : upright;

/** Lines from top to bottom. */
export const pageLines = (glyphs: readonly Glyph[]): readonly Line[] => inReadingOrder(findLines(glyphs));

interface FoundLattices {
  readonly lattices: readonly Lattice[];
  /** The lines outside the lattices, where they were looked at and held no more. */
  readonly lines: readonly Line[] | undefined;
}

function findLattices(rulings: readonly Ruling[], glyphs: readonly Glyph[]): FoundLattices {
  const drawn = rulings.filter((ruling) => ruling.origin === 'drawn');
  const edges = rulings.filter((ruling) => ruling.origin === 'edge');
  const ruled = latticesOf(drawn, glyphs);
  const outside = (ruling: Ruling): boolean => !ruled.some((lattice) => touches(latticeBox(lattice), ruling));
  const coloured = latticesOf([...drawn, ...edges].filter(outside), glyphs).filter(isGrid);
  const bordered = [
    ...ruled.filter((lattice) => isTable(lattice) || !isAround(lattice, coloured)),
    ...coloured,
  ];
  const tables = bordered.filter(isTable);
  const free = glyphsOutside(tables, glyphs);
  if (free.length === 0) return { lattices: bordered, lines: undefined };
  const lines = findLines(free);
  const rules = joinRulings(rulings, 'horizontal').filter(
    (rule) => !tables.some((lattice) => touches(latticeBox(lattice), rule)),
  );
  const ruleTables = toLattices(findRuleTables(rules, lines.upright));
  const left = ruleTables.length ? glyphsToLines(glyphsOutside(ruleTables, free)) : lines.upright;
  const inferred = [...ruleTables, ...toLattices(findTextTables(left))];
  const isAllKnown = inferred.length === 0 && tables.length === bordered.length;
  return { lattices: [...bordered, ...inferred], lines: isAllKnown ? inReadingOrder(lines) : undefined };
}

/** A lattice of one field is a box around a text. */
const isTable = (lattice: Lattice): boolean => lattice.spans.length > 1;

/** A background's edges are a table's only where they cut it in both directions. */
const isGrid = (lattice: Lattice): boolean => lattice.xs.length > 2 && lattice.ys.length > 2;

const isAround = (lattice: Lattice, others: readonly Lattice[]): boolean =>
  others.some((other) => {
    const [left, top, right, bottom] = latticeBox(other);
    const around = latticeBox(lattice);
    return (
      Math.abs(left - around[0]) +
        Math.abs(top - around[1]) +
        Math.abs(right - around[2]) +
        Math.abs(bottom - around[3]) <
      8
    );
  });

function latticesOf(rulings: readonly Ruling[], glyphs: readonly Glyph[]): Lattice[] {
  const groups = connectRulings(joinRulings(rulings, 'horizontal'), joinRulings(rulings, 'vertical'));
  return toLattices(groups.filter((group) => group.length >= 3).map(closeOpenEnds)).filter((lattice) =>
    holdsText(lattice, glyphs),
  );
}

const toLattices = (groups: readonly Ruling[][]): Lattice[] =>
  groups.map(rulingsToLattice).filter((lattice) => lattice !== undefined);

/** Charts and ornaments are lattices too, but nothing is written in them. */
function holdsText(lattice: Lattice, glyphs: readonly Glyph[]): boolean {
  const box = latticeBox(lattice);
  return glyphs.some((glyph) => isInside(box, glyph));
}

const isInside = (box: Box, { left, top, right, bottom }: Glyph): boolean =>
  contains(box, middle(left, right), middle(top, bottom));

function touches(box: Box, ruling: Ruling): boolean {
  return ruling.axis === 'horizontal'
    ? ruling.at >= box[1] - 1 && ruling.at <= box[3] + 1 && ruling.to > box[0] && ruling.from < box[2]
    : ruling.at >= box[0] - 1 && ruling.at <= box[2] + 1 && ruling.to > box[1] && ruling.from < box[3];
}

function glyphsOutside(lattices: readonly Lattice[], glyphs: readonly Glyph[]): readonly Glyph[] {
  return lattices.length ? shareGlyphs(lattices, glyphs).outside : glyphs;
}

/** A frame that is less than this larger than a table inside it is the table's outer border. */
const FRAME = 1.1;

/** Each glyph goes to the smallest lattice around its middle; a table goes before the frame drawn around it. */
function shareGlyphs(
  lattices: readonly Lattice[],
  glyphs: readonly Glyph[],
): { inside: Glyph[][]; outside: Glyph[] } {
  const order = lattices
    .map((lattice, index) => {
      const box = latticeBox(lattice);
      const area = (box[2] - box[0]) * (box[3] - box[1]);
      return { box, index, size: isTable(lattice) ? area : FRAME * area };
    })
    .sort((a, b) => a.size - b.size);
  const inside: Glyph[][] = lattices.map(() => []);
  const outside: Glyph[] = [];
  for (const glyph of glyphs) {
    const home = order.find(({ box }) => isInside(box, glyph));
    (home ? inside[home.index]! : outside).push(glyph);
  }
  return { inside, outside };
}

/** Reads the lattice in the direction most of its glyphs have: a whole table may be turned on its page. */
function buildTable(lattice: Lattice, glyphs: readonly Glyph[], frame: Frame): PageTable {
  const turn = mainTurn(glyphs);
  const box = latticeBox(lattice);
  if (turn === 0 || !isTable(lattice))
    return {
      lattice,
      cells: displayedCells(latticeToCells(lattice, glyphs), frame),
      box,
      rulings: lattice.rulings,
      displayed: toDisplayed(frame, box),
    };
  const inner: Frame = { turn, width: box[0] + box[2], height: box[1] + box[3] };
  const turned = rulingsToLattice(lattice.rulings.map((ruling) => turnRuling(inner, ruling))) ?? lattice;
  const cells = latticeToCells(
    turned,
    glyphs.map((glyph) => turnGlyph(inner, glyph)),
  );
  const upright = cells.map((cell) => ({ ...cell, box: toDisplayed(inner, cell.box) }));
  return {
    lattice: turned,
    cells: displayedCells(upright, frame),
    box,
    rulings: lattice.rulings,
    displayed: toDisplayed(frame, box),
  };
}

const displayedCells = (cells: readonly GridCell[], frame: Frame): GridCell[] =>
  frame.turn === 0 ? [...cells] : cells.map((cell) => ({ ...cell, box: toDisplayed(frame, cell.box) }));
