/**
 * Rows that no table of the document has, from its lines: where no ruling bounds the cells, a reader may
 * find no grid, or a wrong one, but a line that ends with exactly as many numbers as its block has columns
 * has no choice left. Which row it is, its label tells (see match-lines.ts).
 *
 * A line with fewer numbers has blank cells, and nothing says which: it is said to be undecided.
 */
import { type Document, tableToGrid } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import { foldText } from '#text/fold.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import type { Found, LabelIndex } from './label-index.js';
import { type LabelLine, matchLines } from './match-lines.js';
import type { LabelMatch, RowTarget } from './recognition.js';
import { squeezed } from './table-rows.js';

/** A row of the form and the line that holds its figures. */
export interface BoundLine {
  readonly target: RowTarget;
  /** By column; the texts are right where there are as many as figures. */
  readonly figures: readonly { readonly field: Field; readonly text: string }[];
  readonly texts: readonly string[];
  readonly at: Place;
  readonly row: LabelMatch | undefined;
}

interface FigureLine extends LabelLine {
  readonly values: readonly string[];
  readonly text: string;
}

/** The rows of which every figure is wanted. */
export function bindLines(
  document: Document,
  index: LabelIndex,
  wanted: (field: Field) => boolean,
): BoundLine[] {
  const isOpen = ({ row }: RowTarget): boolean => row.fields.every((field) => !field || wanted(field));
  if (!index.targets.some((target) => !target.row.replaces && isOpen(target))) return [];
  const lines = streamToLines(document.stream);
  const places = new PlaceFinder(document);
  return [...labelledRows(lines, index), ...bareRows(lines, index)].flatMap(({ line, target, found }) => {
    const { fields } = target.row;
    const texts = line.values;
    const at = isOpen(target) && texts.length <= fields.length ? places.find(line.text) : undefined;
    if (!at) return [];
    const figures = fields.flatMap((field, column) => (field ? [{ field, text: texts[column] ?? '' }] : []));
    const row = found && { expected: found.expected, printed: found.expected, way: found.way, at };
    return [{ target, figures, texts, at, row }];
  });
}

interface RowLine {
  readonly line: FigureLine;
  readonly target: RowTarget;
  readonly found: Found<RowTarget> | undefined;
}

function labelledRows(lines: readonly FigureLine[], index: LabelIndex): RowLine[] {
  return [...matchLines(lines, index.targets)].flatMap(([place, found]) => {
    const line = lines[place];
    return line ? [{ line, target: found.target, found }] : [];
  });
}

/** The row without a label: the only line of nothing but so many figures. */
function bareRows(lines: readonly FigureLine[], index: LabelIndex): RowLine[] {
  return index.targets
    .filter(({ row }) => row.path.length === 0)
    .flatMap((target) => {
      const [line, ...others] = lines.filter(
        ({ pieces, values }) => pieces.length === 0 && values.length === target.row.fields.length,
      );
      return line && others.length === 0 ? [{ line, target, found: undefined }] : [];
    });
}

function streamToLines(stream: string): FigureLine[] {
  return stream.split('\n').map((text) => {
    const pieces = foldText(text).trim().split(/\s+/);
    let from = pieces.length;
    while (from > 0 && isFigure(pieces[from - 1] ?? '')) from--;
    const values = pieces.slice(from);
    return { text, pieces: pieces.slice(0, from), values, figures: values.length };
  });
}

/** A number, or a mark that is no word: 无 may be the end of a label. */
function isFigure(piece: string): boolean {
  if (!/^[-+−\d/—–]/.test(piece)) return false;
  const { state } = parsePrintedNumber(piece);
  return state === 'number' || state === 'mark';
}

/** Where a line of the stream stands among the blocks: they come in the same order, but for tables' cells. */
class PlaceFinder {
  private readonly pieces: readonly { readonly text: string; readonly at: Place }[];
  private last = 0;

  constructor(document: Document) {
    this.pieces = document.blocks.flatMap((block) => {
      if (block.kind === 'paragraph') return [{ text: squeezed(foldText(block.text)), at: block.at }];
      return tableToGrid(block).map((row) => ({
        text: squeezed(foldText([...new Set(row)].map((cell) => cell?.text ?? '').join(''))),
        at: row.find((cell) => cell)?.at ?? block.at,
      }));
    });
  }

  find(line: string): Place | undefined {
    const wanted = squeezed(foldText(line));
    const next = this.pieces.findIndex(({ text }, place) => place >= this.last && text.includes(wanted));
    if (next >= 0) this.last = next;
    return this.pieces[this.last]?.at;
  }
}
