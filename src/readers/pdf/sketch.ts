/** Pages as they were read → what is drawn over them by whoever looks into a reading. */
import { type Block, type Document, findTables } from '#model/document.js';
import type { Border, PageSketch, Word } from '#model/page-sketch.js';
import type { Box, Place } from '#model/place.js';
import { lineToPieces } from './columns.js';
import type { ArrangedPages } from './document.js';
import { type Frame, toDisplayed } from './frame.js';
import { type Line, rowToLine } from './lines.js';
import { contains, type Glyph, glyphBox, middle, type PdfPage, type Ruling, type Turn } from './page.js';
import type { PageContent } from './page-tables.js';

export function sketchPages(
  pages: readonly PdfPage[],
  { document, contents, running }: ArrangedPages,
): PageSketch[] {
  const homes = findHomes(document);
  return contents.map((content, index) => {
    const { number, frame, hidden, struck } = content;
    const rulings = pages[index]?.rulings ?? [];
    const left = content.lines.filter((line) => running.has(line));
    const lost = lostGlyphs(content, new Set(left.flatMap(({ glyphs }) => glyphs)), homes.get(number) ?? []);
    return {
      ...{ number, width: frame.width, height: frame.height, hidden, struck },
      rulings: rulings.map((ruling) => rulingToBorder(ruling)),
      lattices: [...content.tables, ...content.boxes].map((table) =>
        table.rulings.map((ruling) => rulingToBorder(ruling, frame)),
      ),
      words: rowsToWords(content.rows, frame),
      running: left.map((line) => lineToWord(line, frame)),
      lost: rowsToWords(lost, frame),
    };
  });
}

function rulingToBorder({ axis, at, from, to, origin }: Ruling, frame?: Frame): Border {
  const box: Box = axis === 'horizontal' ? [from, at, to, at] : [at, from, at, to];
  return { box: frame ? toDisplayed(frame, box) : box, origin };
}

function lineToWord({ text, box, glyphs }: Line, frame: Frame): Word {
  const turn = ((frame.turn + (glyphs[0]?.turn ?? 0)) % 360) as Turn;
  return { text, box: toDisplayed(frame, box), turn };
}

const rowsToWords = (rows: readonly Glyph[][], frame: Frame): Word[] =>
  rows.flatMap((row) => lineToPieces(rowToLine(row)).map((piece) => lineToWord(piece, frame)));

/** Of each row the glyphs that no block around them has in its text. */
function lostGlyphs(
  { rows, frame }: PageContent,
  running: ReadonlySet<Glyph>,
  homes: readonly Home[],
): Glyph[][] {
  const isLost = (glyph: Glyph): boolean => {
    const box = toDisplayed(frame, glyphBox(glyph));
    return !homes.some((home) => home.text.includes(glyph.text) && isAround(home.box, box));
  };
  return rows
    .map((row) => row.filter((glyph) => !running.has(glyph) && isLost(glyph)))
    .filter((row) => row.length > 0);
}

/** A place on a page with the text of the block that stands there. */
interface Home {
  readonly box: Box;
  readonly text: string;
}

/** Glyphs on the border of a cell are the cell's (points). */
const BORDER = 1;

const isAround = ([left, top, right, bottom]: Box, box: Box): boolean =>
  contains(
    [left - BORDER, top - BORDER, right + BORDER, bottom + BORDER],
    middle(box[0], box[2]),
    middle(box[1], box[3]),
  );

function findHomes({ blocks }: Document): ReadonlyMap<number, readonly Home[]> {
  const homes = new Map<number, Home[]>();
  for (const { text, at } of textsOf(blocks))
    for (const { page, box } of at.kind === 'page' ? (at.parts ?? [at]) : []) {
      const here = homes.get(page) ?? [];
      here.push({ box, text });
      homes.set(page, here);
    }
  return homes;
}

function* textsOf(blocks: readonly Block[]): Generator<{ readonly text: string; readonly at: Place }> {
  for (const block of blocks) if (block.kind === 'paragraph') yield block;
  for (const { cells } of findTables(blocks)) yield* cells;
}
