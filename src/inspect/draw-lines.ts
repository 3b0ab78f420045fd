/**
 * The lines of a text file with their numbers. Whatever stands in a line is a stretch of it from a column on;
 * stretches overlap (a statement and the number in it), so a line is cut wherever one begins or ends, and each
 * piece belongs to all stretches around it. A stretch without characters, as an empty cell is, is a mark.
 */
import type { Document } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { FlatRun } from '#recognize/bind-flat.js';
import type { BlockDrawing } from './draw-blocks.js';
import { findDrawnTables } from './drawn-tables.js';
import { type Markup, markup, names } from './markup.js';
import { drawNames, shadeOf, shadeToAttributes, shadeToTitle } from './shade.js';

/** Also the figures that running text was searched for. */
export interface LineDrawing extends BlockDrawing {
  readonly runs: readonly FlatRun[];
}

interface Stretch {
  readonly id: string;
  /** Counted from 0. */
  readonly from: number;
  readonly to: number;
  readonly isCell: boolean;
}

export function drawLines(lines: readonly string[], document: Document, drawing: LineDrawing): Markup {
  const stretches = findStretches(lines, document, drawing);
  const drawn = lines.map(
    (line, index) => markup`<li>${drawLine(line, stretches.get(index) ?? [], drawing)}</li>\n`,
  );
  return markup`<ol class="lines">${drawn}</ol>`;
}

/** By index of the line. */
function findStretches(
  lines: readonly string[],
  { blocks }: Document,
  drawing: LineDrawing,
): ReadonlyMap<number, readonly Stretch[]> {
  const { book } = drawing;
  const found = new Map<number, Stretch[]>();
  const seen = new Set<string>();
  const add = (at: Place, text: string, isCell: boolean): void => {
    const id = book.link(at);
    if (at.kind !== 'text' || seen.has(id)) return;
    seen.add(id);
    const { line, from } = findStart(lines, at.line - 1, at.column - 1, text);
    const to = Math.min(lines[line]?.length ?? 0, from + lengthOnLine(text));
    const here = found.get(line) ?? [];
    here.push({ id, from, to, isCell });
    found.set(line, here);
  };
  for (const { cells } of findDrawnTables(blocks)) for (const { at, text } of cells) add(at, text, true);
  for (const block of blocks) if (block.kind === 'paragraph') add(block.at, block.text, false);
  for (const [id, at] of book.others) add(at, textOf(id, drawing), false);
  return found;
}

/** What stands at a place that is no cell: a run of digits is one, whatever it was split into. */
function textOf(id: string, { claims, book, runs }: LineDrawing): string {
  const run = runs.find(({ at }) => book.link(at) === id);
  return run?.text ?? claims.get(id)?.find(({ raw }) => raw)?.raw ?? ' ';
}

/** Brackets between a label and its figures are passed over. */
const nearby = 12;

/** A column beyond the end of its line is one of the lines it was wrapped to. */
function findStart(
  lines: readonly string[],
  start: number,
  column: number,
  text: string,
): { line: number; from: number } {
  let [line, from] = [start, column];
  while (from > (lines[line]?.length ?? 0) && line + 1 < lines.length) {
    from -= lines[line]?.length ?? 0;
    line++;
  }
  const exact = text.trim() === '' ? -1 : (lines[line]?.indexOf(text, from) ?? -1);
  return { line, from: exact >= 0 && exact <= from + nearby ? exact : from };
}

const lengthOnLine = (text: string): number => (text.includes('\n') ? text.indexOf('\n') : text.length);

function drawLine(line: string, stretches: readonly Stretch[], drawing: BlockDrawing): (Markup | string)[] {
  const cuts = [0, line.length, ...stretches.flatMap(({ from, to }) => [from, to])];
  const borders = [...new Set(cuts)].sort((a, b) => a - b);
  return borders.flatMap((from, index) => {
    const to = borders[index + 1] ?? from;
    const empty = stretches.filter((stretch) => stretch.from === from && stretch.to <= from);
    const around = stretches.filter(
      (stretch) => stretch.from <= from && stretch.to >= to && stretch.to > from,
    );
    return [
      ...empty.map((stretch) => drawPiece('', [stretch], drawing)),
      ...(to > from ? [drawPiece(line.slice(from, to), around, drawing)] : []),
    ];
  });
}

function drawPiece(text: string, stretches: readonly Stretch[], drawing: BlockDrawing): Markup | string {
  if (stretches.length === 0) return text;
  const shaded = {
    id: stretches.map(({ id }) => id).join(' '),
    claims: stretches.flatMap(({ id }) => shadeOf(id, drawing).claims),
  };
  const kind = names(stretches.some(({ isCell }) => isCell) && 'cell', text === '' && 'empty');
  return markup`<span ${shadeToAttributes(shaded, kind)} title="${shadeToTitle(shaded, drawing)}">${drawNames(shaded)}${text}</span>`;
}
