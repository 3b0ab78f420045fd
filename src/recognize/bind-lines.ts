/**
 * Rows that no table of the document has, from its lines: where no ruling bounds the cells, a reader may
 * find no grid, or a wrong one, but a line that ends with exactly as many numbers as its block has columns
 * has no choice left. Which row it is, its label tells (see match-lines.ts).
 *
 * A line with fewer numbers has blank cells. Which, its place tells if the carrier sets its lines out as they
 * stand (see line-columns.ts); else it is said to be undecided.
 */
import { type Form, type FormBlock, ownText } from '#forms/form.js';
import { type Document, tableToGrid } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import { foldText, squeeze } from '#text/fold.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import type { Found } from './label-finder.js';
import type { LabelIndex } from './label-index.js';
import { learnColumns, placeValues } from './line-columns.js';
import { type LabelLine, matchLines } from './match-lines.js';
import type { LabelMatch, RowTarget } from './recognition.js';
import { findAddedColumn, joinThousands, type ValuesOfRow } from './surplus-values.js';

/** A row of the form and the line that holds its figures. */
export interface BoundLine {
  readonly target: RowTarget;
  /** By column; the texts are right where there are as many as figures. */
  readonly figures: readonly { readonly field: Field; readonly text: string }[];
  readonly texts: readonly string[];
  /** Whether only their place tells which columns the figures are in. */
  readonly placed: boolean;
  /** Whether digits stand alone on the line above or below: ends of numbers that were wrapped in their cells. */
  readonly torn: boolean;
  readonly at: Place;
  readonly row: LabelMatch | undefined;
}

interface FigureLine extends LabelLine {
  readonly values: readonly string[];
  /** Where in the line the middle of each value stands. */
  readonly middles: readonly number[];
  readonly text: string;
}

/** The rows of which every figure is wanted. */
export function bindLines(
  document: Document,
  form: Form,
  index: LabelIndex,
  wanted: (field: Field) => boolean,
): BoundLine[] {
  const isOpen = ({ row }: RowTarget): boolean => row.fields.every((field) => !field || wanted(field));
  if (!index.targets.some((target) => !target.row.replaces && isOpen(target))) return [];
  const lines = streamToLines(document.stream);
  const places = new PlaceFinder(document);
  const rows = [...labelledRows(lines, index), ...bareRows(lines, index)];
  const readValues = valuesReader(rows, form);
  return rows.flatMap((row) => {
    const { line, target, found } = row;
    const read = isOpen(target) ? readValues(row) : undefined;
    const at = read && places.find(line.text);
    if (!at) return [];
    const named = target.row.fields.flatMap((field, column) =>
      field ? [{ field, text: read.texts[column] ?? '' }] : [],
    );
    const match = found && { expected: found.expected, printed: found.expected, way: found.way, at };
    return [{ target, figures: named, ...read, torn: isTorn(lines, row), at, row: match }];
  });
}

type ReadValues = Pick<BoundLine, 'texts' | 'placed'>;

/** How to read the values of a line, learnt from all lines of its block. */
function valuesReader(rows: readonly RowLine[], form: Form): (row: RowLine) => ReadValues | undefined {
  const columns = learnColumns(
    rows.map(({ line, target }) => ({ block: target.block, middles: line.middles })),
  );
  const added = new Map<FormBlock, number | undefined>();
  for (const block of new Set(rows.map(({ target }) => target.block))) {
    const mine = rows.filter(({ target }) => target.block === block).map(toValues);
    added.set(block, findAddedColumn(mine, form));
  }
  return (row) => {
    const { line, target } = row;
    const surplus = line.figures - target.row.fields.length;
    if (surplus > 0) {
      const extra = added.get(target.block);
      const texts =
        extra === undefined ? joinThousands(toValues(row), form) : line.values.toSpliced(extra, 1);
      return texts && { texts, placed: false };
    }
    const texts = surplus < 0 ? placeValues(line, columns.get(target.block)) : undefined;
    return { texts: texts ?? line.values, placed: texts !== undefined };
  };
}

const toValues = ({ line, target }: RowLine): ValuesOfRow => ({ row: target.row, values: line.values });

/** The number of a label, on a line of its own. */
const ordinal = /^\d{1,2}[.．、]$/;
const digitsOnly = /^[\d.,，\s]*\d[\d.,，\s]*$/;

/** A row without a label has no line of figures beside it at all. */
function isTorn(lines: readonly FigureLine[], { line, found }: RowLine): boolean {
  const place = lines.indexOf(line);
  const isOther = ({ text }: FigureLine): boolean => !ordinal.test(text.trim());
  const beside = [lines.slice(0, place).findLast(isOther), lines.slice(place + 1).find(isOther)];
  return beside.some(
    (other) => other && (digitsOnly.test(foldText(other.text)) || (!found && other.figures > 0)),
  );
}

interface RowLine {
  readonly line: FigureLine;
  readonly target: RowTarget;
  readonly found: Found<RowTarget> | undefined;
}

function labelledRows(lines: readonly FigureLine[], index: LabelIndex): RowLine[] {
  const known = [...matchLines(lines, index.targets)].map(([place, found]) => ({ place, found }));
  return known.flatMap(({ place, found }, order): RowLine[] => {
    const line = lines[place];
    const next = known[order + 1];
    const between = next ? rowsBetween(lines, index, { place, found }, next) : [];
    return line ? [{ line, target: found.target, found }, ...between] : between;
  });
}

interface KnownLine {
  readonly place: number;
  readonly found: Found<RowTarget>;
}

/** As many lines of figures between two known rows as the form has rows there: they are these, by their place. */
function rowsBetween(
  lines: readonly FigureLine[],
  index: LabelIndex,
  upper: KnownLine,
  lower: KnownLine,
): RowLine[] {
  const { block, order } = upper.found.target;
  if (lower.found.target.block !== block) return [];
  const missing = index.targets.filter(
    (target) => target.order > order && target.order < lower.found.target.order && !target.row.replaces,
  );
  const left = lines.slice(upper.place + 1, lower.place).filter(({ figures }) => figures > 0);
  if (left.length !== missing.length || left.some(({ figures }) => figures !== block.columns.length))
    return [];
  return missing.flatMap((target, place): RowLine[] => {
    const line = left[place];
    const expected = ownText(target.row.path);
    return line ? [{ line, target, found: { target, expected, way: 'position' } }] : [];
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
    const found = [...foldText(text).matchAll(/\S+/g)];
    const from = found.findLastIndex(([piece]) => !isFigure(piece)) + 1;
    const values = found.slice(from);
    return {
      text,
      pieces: found.slice(0, from).map(([piece]) => piece),
      values: values.map(([piece]) => piece),
      middles: values.map(({ 0: piece, index }) => index + piece.length / 2),
      figures: values.length,
    };
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
      if (block.kind === 'paragraph') return [{ text: squeeze(block.text), at: block.at }];
      return tableToGrid(block).map((row) => ({
        text: squeeze([...new Set(row)].map((cell) => cell?.text ?? '').join('')),
        at: row.find((cell) => cell)?.at ?? block.at,
      }));
    });
  }

  find(line: string): Place | undefined {
    const wanted = squeeze(line);
    const next = this.pieces.findIndex(({ text }, place) => place >= this.last && text.includes(wanted));
    if (next >= 0) this.last = next;
    return this.pieces[this.last]?.at;
  }
}
