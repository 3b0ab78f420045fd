/**
 * Rulings → tables' grids. After pdfplumber's recipe (edges → crossings → cells → tables), turned round:
 *
 *   1. Rulings that cross or touch, directly or through others, belong to one table (a *lattice*).
 *   2. Its lines are the distinct x of its verticals and y of its horizontals; they cut the table into
 *      small fields, one per (row, column).
 *   3. Where no ruling is drawn between two neighbouring fields they are one cell: a span.
 *   4. A cell is a rectangle. When the union of fields is not (a border is missing on a part of its
 *      length), it is cut into rectangles again and the lattice is marked ragged.
 */
import type { Box } from '#model/place.js';
import { newDisjointSets } from './disjoint-sets.js';
import type { Ruling } from './page.js';
import { SNAP } from './page.js';
import { nearest, snapPositions } from './rulings.js';
import { fieldsToSpans, type Span } from './spans.js';

export interface Lattice {
  /** Column borders from left to right, row borders from top to bottom. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly spans: readonly Span[];
  /** `owner[row * columns + column]` is the index of the span that covers the field. */
  readonly owner: readonly number[];
  readonly ragged: boolean;
  readonly rulings: readonly Ruling[];
}

/** How far a ruling may end before the one it should meet (points). */
const REACH = 3.5;
/** The part of a field's side that must be drawn for the side to count. */
const DRAWN_PART = 0.6;

/** Rulings that hang together through crossings, in groups with at least two in each direction. */
export function connectRulings(horizontals: readonly Ruling[], verticals: readonly Ruling[]): Ruling[][] {
  const all = [...horizontals, ...verticals];
  const { root, unite } = newDisjointSets(all.length);
  const sorted = verticals
    .map((ruling, index) => ({ ruling, node: horizontals.length + index }))
    .sort((a, b) => a.ruling.at - b.ruling.at);
  horizontals.forEach((horizontal, node) => {
    for (let i = firstFrom(sorted, horizontal.from - REACH); i < sorted.length; i++) {
      const vertical = sorted[i]!;
      if (vertical.ruling.at > horizontal.to + REACH) break;
      if (meets(vertical.ruling, horizontal.at)) unite(node, vertical.node);
    }
  });
  const groups = new Map<number, Ruling[]>();
  all.forEach((ruling, index) => {
    const key = root(index);
    const group = groups.get(key);
    if (group) group.push(ruling);
    else groups.set(key, [ruling]);
  });
  return [...groups.values()];
}

const meets = (ruling: Ruling, at: number): boolean => at >= ruling.from - REACH && at <= ruling.to + REACH;

/** Binary search: the first vertical that stands at or right of x. */
function firstFrom(sorted: readonly { ruling: Ruling }[], x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]!.ruling.at < x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** The grid of one group of connected rulings; `undefined` when they enclose nothing. */
export function rulingsToLattice(rulings: readonly Ruling[]): Lattice | undefined {
  const verticals = rulings.filter((ruling) => ruling.axis === 'vertical');
  const horizontals = rulings.filter((ruling) => ruling.axis === 'horizontal');
  const xs = snapPositions(verticals.map((ruling) => ruling.at));
  const ys = snapPositions(horizontals.map((ruling) => ruling.at));
  if (xs.length < 2 || ys.length < 2) return undefined;
  const right = drawnSides(verticals, xs, ys);
  const below = drawnSides(horizontals, ys, xs);
  const columns = xs.length - 1;
  const fields = fieldsToSpans(
    ys.length - 1,
    columns,
    (row, column) => right[column + 1]?.[row] ?? true,
    (row, column) => below[row + 1]?.[column] ?? true,
  );
  return { xs, ys, ...fields, rulings };
}

/** `sides[i][k]`: whether line i is drawn between positions k and k + 1 of the other axis. */
function drawnSides(
  rulings: readonly Ruling[],
  lines: readonly number[],
  across: readonly number[],
): boolean[][] {
  const perLine = lines.map(() => new Float64Array(across.length - 1));
  for (const ruling of rulings) {
    const covered = perLine[nearest(lines, ruling.at)];
    if (covered) addCoverage(covered, ruling, across);
  }
  return perLine.map((covered) =>
    Array.from(covered, (length, k) => length >= DRAWN_PART * (across[k + 1]! - across[k]!)),
  );
}

function addCoverage(covered: Float64Array, ruling: Ruling, across: readonly number[]): void {
  for (let k = 0; k < covered.length; k++) {
    const length = Math.min(ruling.to, across[k + 1]!) - Math.max(ruling.from, across[k]!);
    if (length > 0) covered[k]! += length;
  }
}

export const latticeBox = ({ xs, ys }: Lattice): Box => [xs[0]!, ys[0]!, xs.at(-1)!, ys.at(-1)!];

/** The index of the span at a point, or -1 outside. */
export function spanAt(lattice: Lattice, x: number, y: number): number {
  const column = intervalOf(lattice.xs, x);
  const row = intervalOf(lattice.ys, y);
  return column < 0 || row < 0 ? -1 : (lattice.owner[row * (lattice.xs.length - 1) + column] ?? -1);
}

function intervalOf(borders: readonly number[], value: number): number {
  if (value < borders[0]! - SNAP || value > borders.at(-1)! + SNAP) return -1;
  let low = 0;
  let high = borders.length - 2;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (borders[mid]! <= value) low = mid;
    else high = mid - 1;
  }
  return low;
}
