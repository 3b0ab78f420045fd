/**
 * Columns of lines that are set out as they stand on the page. The lines with a figure in every column show
 * where the columns are; a figure of another line belongs to the column that is clearly the nearest. Where
 * columns cannot be told apart (lines that are not set out, or not in one way) there are none.
 */
import type { FormBlock } from '#forms/form.js';

/** Of the middles of the figures in one column. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export type LineColumns = readonly Span[];

export interface LineOfBlock {
  readonly block: FormBlock;
  readonly middles: readonly number[];
}

export function learnColumns(lines: readonly LineOfBlock[]): ReadonlyMap<FormBlock, LineColumns> {
  const learnt = new Map<FormBlock, LineColumns>();
  for (const block of new Set(lines.map((line) => line.block))) {
    const full = lines.filter((line) => line.block === block && line.middles.length === block.columns.length);
    const spans = block.columns.map((_, column): Span => {
      const here = full.map(({ middles }) => middles[column] ?? Number.NaN);
      return { from: Math.min(...here), to: Math.max(...here) };
    });
    if (full.length > 0 && spans.every(({ from }, column) => from > (spans[column - 1]?.to ?? -1)))
      learnt.set(block, spans);
  }
  return learnt;
}

/** The values by column, blank where none stands; `undefined` where one might stand in two columns. */
export function placeValues(
  { values, middles }: { readonly values: readonly string[]; readonly middles: readonly number[] },
  columns: LineColumns | undefined,
): string[] | undefined {
  if (!columns) return undefined;
  const placed = columns.map(() => '');
  let last = -1;
  for (const [index, value] of values.entries()) {
    const column = nearestColumn(columns, middles[index] ?? Number.NaN);
    if (column === undefined || column <= last) return undefined;
    placed[column] = value;
    last = column;
  }
  return placed;
}

/** The next column must be so many times as far. */
const CLEARLY = 2;

function nearestColumn(columns: LineColumns, at: number): number | undefined {
  const distances = columns.map(({ from, to }, column) => ({
    column,
    distance: Math.max(from - at, at - to, 0),
  }));
  const [first, second] = distances.sort((a, b) => a.distance - b.distance);
  if (!first) return undefined;
  return second && second.distance < CLEARLY * first.distance ? undefined : first.column;
}
