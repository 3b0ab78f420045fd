/**
 * A line of the page as a line of the stream. Where figures stand in a line and no drawn table holds them,
 * nothing but their place says which column they are in; so the line is set out as on the page, each figure
 * with its middle at its middle, one character for every STEP points.
 */
import { isFigure, lineToPieces } from './columns.js';
import { rowToLine, rowToText } from './lines.js';
import { type Glyph, middle } from './page.js';
import type { PageTable } from './page-tables.js';

/** Points; no character is narrower. */
const STEP = 2;
/** With fewer figures than this a line has no columns to tell apart. */
const FEWEST = 3;
const figures = new RegExp(`(?:(?:^|\\s)[\\d.,，%+\\-−–—/\\\\]+){${FEWEST},}$`);

export function rowToStream(row: readonly Glyph[], tables: readonly PageTable[]): string {
  const text = rowToText(row);
  return figures.test(text) && !isRuled(row, tables) ? setOut(row) : text;
}

function setOut(row: readonly Glyph[]): string {
  let text = '';
  for (const piece of lineToPieces(rowToLine(row))) {
    const words = isFigure(piece) ? piece.text.replace(/ /g, '') : piece.text;
    const start = Math.round(middle(piece.box[0], piece.box[2]) / STEP - words.length / 2);
    const room = isFigure(piece) ? start - text.length : 0;
    text += ' '.repeat(Math.max(text === '' ? 0 : 1, room)) + words;
  }
  return text;
}

const isRuled = ([first]: readonly Glyph[], tables: readonly PageTable[]): boolean =>
  tables.some(({ box, lattice }) => {
    const y = first ? middle(first.top, first.bottom) : Number.NaN;
    return y > box[1] && y < box[3] && lattice.rulings.every(({ origin }) => origin !== 'aligned');
  });
