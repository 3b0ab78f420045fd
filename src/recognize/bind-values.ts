/**
 * The figures of one row to the columns of its block.
 *
 * On a grid a figure belongs to the column it stands under. Blocks of one table need not line up,
 * though (the form of 2019 sets header and body of a block on different columns), and some carriers
 * keep no grid at all: there the figures are taken in order, and only if there are exactly as many as
 * the block has columns. Whatever is left uncertain is said to be so; nothing is guessed.
 */
import type { FormBlock } from '#forms/form.js';
import type { Header, HeaderColumn } from './header.js';
import type { ColumnWay } from './recognition.js';
import { isBlank, type RowCell, type TableRow } from './table-rows.js';

export interface BoundValues {
  /** Index among the block's columns, and its cell. */
  readonly bound: readonly { readonly column: number; readonly cell: RowCell }[];
  /** How their columns were told. */
  readonly way: ColumnWay;
  /** Columns whose cell is uncertain. */
  readonly uncertain: readonly number[];
  /** Cells with something in them that no column claims. */
  readonly left: readonly RowCell[];
}

export function bindValues(
  row: TableRow,
  label: RowCell | undefined,
  block: FormBlock,
  header: Header | undefined,
): BoundValues {
  const count = block.columns.length;
  const values = withoutMargin(
    row.cells.filter((cell) => !label || cell.from >= label.to),
    count,
  );
  const known = !row.table.orderOnly && header?.columns.length ? header.columns : undefined;
  if (known) {
    const byColumn = bindByColumn(values, known);
    const explained = byColumn?.left.every((cell) => isForeign(cell, header));
    if (byColumn && explained && (known.length === count || values.length !== count)) return byColumn;
  }
  // A header in another order than the form's was not understood, or is the report's own: no order can be relied on.
  if (known?.length === count && known.some(({ column }, index) => column !== index))
    return bindPartly(values, known, count);
  const order = block.columns.map((_, index) => index);
  return bindInOrder(values, order) ?? bindFilled(values, order) ?? bindPartly(values, known, count);
}

/** Beside a narrow table that shares its grid with a wider one is a blank field, higher than any row. */
function withoutMargin(values: readonly RowCell[], count: number): readonly RowCell[] {
  if (values.length <= count) return values;
  const own = values.filter((cell) => !isBlank(cell) || cell.cells.every(({ rowSpan }) => rowSpan === 1));
  return own.length === count ? own : values;
}

function cellUnder({ from }: HeaderColumn, values: readonly RowCell[]): RowCell | undefined {
  return values.find((cell) => cell.from <= from && from < cell.to);
}

/** `undefined` unless every known column has a cell of its own. */
function bindByColumn(values: readonly RowCell[], columns: readonly HeaderColumn[]): BoundValues | undefined {
  const bound = columns.flatMap((column) => {
    const cell = cellUnder(column, values);
    return cell ? [{ column: column.column, cell }] : [];
  });
  const used = new Set(bound.map(({ cell }) => cell));
  if (used.size !== columns.length) return undefined;
  return {
    bound,
    way: 'header',
    uncertain: [],
    left: values.filter((cell) => !used.has(cell) && !isBlank(cell)),
  };
}

function bindInOrder(values: readonly RowCell[], order: readonly number[]): BoundValues | undefined {
  if (values.length !== order.length) return undefined;
  return {
    bound: values.map((cell, index) => ({ column: order[index] ?? 0, cell })),
    way: 'order',
    uncertain: [],
    left: [],
  };
}

/** The same of the cells that are not blank: fillers stand where a converter undid spans. */
function bindFilled(values: readonly RowCell[], order: readonly number[]): BoundValues | undefined {
  return bindInOrder(
    values.filter((cell) => !isBlank(cell)),
    order,
  );
}

/** Whether the cell stands under a label of the report's own. */
function isForeign(cell: RowCell, header: Header | undefined): boolean {
  return header?.foreign.some(({ from, to }) => cell.from < to && from < cell.to) ?? false;
}

/** Columns whose cell is theirs alone are bound, the rest is uncertain. */
function bindPartly(
  values: readonly RowCell[],
  known: readonly HeaderColumn[] | undefined,
  count: number,
): BoundValues {
  const columns = Array.from({ length: count }, (_, index) => index);
  const filled = values.filter((cell) => !isBlank(cell));
  if (!known) return { bound: [], way: 'header', uncertain: columns, left: filled };
  const claims = known.map((column) => ({
    column: column.column,
    cell: cellUnder(column, values),
  }));
  const bound = claims.flatMap(({ column, cell }) => {
    const alone = cell && claims.filter((claim) => claim.cell === cell).length === 1;
    return cell && (alone || isBlank(cell)) ? [{ column, cell }] : [];
  });
  // A cell too few or too many: nobody can say from where on the row is shifted.
  const uneven =
    claims.some(({ cell }) => !cell) || filled.some((cell) => !claims.some((claim) => claim.cell === cell));
  if (uneven) return { bound: [], way: 'header', uncertain: columns, left: filled };
  const sure = new Set(bound.map(({ column }) => column));
  const used = new Set(bound.map(({ cell }) => cell));
  return {
    bound,
    way: 'header',
    uncertain: columns.filter((column) => !sure.has(column)),
    left: filled.filter((cell) => !used.has(cell)),
  };
}
