/**
 * Header rows to columns: which positions of the grid stand under which column of a block.
 *
 * A position's own label may be cut over two header rows (商业|企业); the labels above it tell apart
 * columns of the same name. Where those are lost, columns of one name are taken in their order.
 */
import { type FormBlock, type Label, wordingsOf } from '#forms/form.js';
import { withoutSpace } from '#text/fold.js';
import { labelKey, parseLabel } from '#text/label.js';
import type { TableRow } from './table-rows.js';

export interface HeaderColumn {
  /** Index among the block's columns. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

export interface Header {
  /** In the order they stand. */
  readonly columns: readonly HeaderColumn[];
  /** Positions under a label that is none of the block's. */
  readonly foreign: readonly { readonly from: number; readonly to: number }[];
}

interface Position {
  readonly texts: readonly string[];
  readonly from: number;
  to: number;
}

/** Finds the block's columns in the header rows. */
export function resolveHeader(rows: readonly TableRow[], block: FormBlock): Header {
  const columns: HeaderColumn[] = [];
  const foreign: Position[] = [];
  let last = -1;
  for (const position of positionsOf(rows)) {
    const candidates = candidatesAt(position, block);
    const free = candidates.filter((candidate) => !columns.some((known) => known.column === candidate));
    const column = free.find((candidate) => candidate > last) ?? free[0];
    if (column === undefined) {
      if (candidates.length === 0 && isNamed(position, block)) foreign.push(position);
      continue;
    }
    columns.push({ column, from: position.from, to: position.to });
    last = column;
  }
  return { columns, foreign };
}

/** Whether the lowest text is a label of its own: not the corner's, nor one that spans columns. */
function isNamed({ texts }: Position, block: FormBlock): boolean {
  const key = parseLabel(texts.findLast((text) => text !== '') ?? '').key;
  const upper = block.columns.flatMap((column) => column.path.slice(0, -1));
  return key !== '' && ![block.corner, ...upper].some((label) => carries(label, key));
}

/** The stacks of labels, left to right; neighbours under the same lowest cell are one. */
function positionsOf(rows: readonly TableRow[]): Position[] {
  const width = Math.max(0, ...rows.flatMap((row) => row.cells.map((cell) => cell.to)));
  const positions: Position[] = [];
  let lowest: unknown;
  for (let column = 0; column < width; column++) {
    const stack = rows.flatMap((row) => {
      const cell = row.cells.find((candidate) => candidate.from <= column && column < candidate.to);
      return cell?.anchored || row === rows[0] ? (cell ? [cell] : []) : [];
    });
    const bottom = stack.filter((cell) => cell.text !== '').at(-1)?.cells[0];
    const previous = positions.at(-1);
    if (bottom && bottom === lowest && previous) previous.to = column + 1;
    else
      positions.push({ texts: stack.map((cell) => withoutSpace(cell.text)), from: column, to: column + 1 });
    lowest = bottom;
  }
  return positions;
}

function candidatesAt(position: Position, block: FormBlock): number[] {
  const texts = position.texts.filter((text) => text !== '');
  const lower = [texts.at(-1), texts.slice(-2).join(''), texts.slice(-3).join('')];
  for (const text of lower) {
    const key = parseLabel(text ?? '').key;
    if (key === '') continue;
    const named = block.columns.flatMap((column, index) => (carries(column.path.at(-1), key) ? [index] : []));
    if (named.length <= 1) {
      if (named.length === 1) return named;
      continue;
    }
    const under = named.filter((index) => standsUnder(block.columns[index]?.path ?? [], texts));
    return under.length > 0 ? under : named;
  }
  return [];
}

/** Whether every distinguishing label above the column is found above the position. */
function standsUnder(path: readonly Label[], texts: readonly string[]): boolean {
  return path.slice(0, -1).every((label) => texts.some((text) => carries(label, parseLabel(text).key)));
}

const keysOfLabels = new Map<Label, ReadonlySet<string>>();

function carries(label: Label | undefined, key: string): boolean {
  if (!label) return false;
  let keys = keysOfLabels.get(label);
  if (!keys) {
    keys = new Set(wordingsOf(label).map((text) => parseLabel(text).key || labelKey(text)));
    keysOfLabels.set(label, keys);
  }
  return keys.has(key);
}
