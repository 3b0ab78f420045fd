/** What the walk over the tables has found so far: rows of the form with their figures, and all else. */
import type { TableId } from '#forms/form.js';
import type { Table } from '#model/document.js';
import type { Field } from '#records/fields.js';
import { withoutSpace } from '#text/fold.js';
import { type BoundValues, bindValues } from './bind-values.js';
import type { Header } from './header.js';
import type { ColumnWay, LabelMatch, RowTarget, TableRecognition } from './recognition.js';
import { isBlank, isValue, placeOf, type RowCell, type TableRow } from './table-rows.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

export class RecognitionBuilder {
  private readonly result: Mutable<Omit<TableRecognition, 'tables' | 'turned'>> = {
    ...{ bindings: [], undecided: [], foreignRows: [], foreignCells: [], alteredLabels: [] },
    undivided: false,
    unsure: [],
  };
  private readonly bound = new Set<RowTarget>();
  private readonly pieces = new Map<TableId, Set<Table>>();

  build(turned: readonly Field[]): TableRecognition {
    const tables = [...this.pieces].map(([id, pieces]) => ({ id, at: [...pieces].map(({ at }) => at) }));
    return { ...this.result, tables, turned };
  }

  /** Whether figures were found for the row. */
  isBound(target: RowTarget): boolean {
    return this.bound.has(target);
  }

  addPiece(table: TableId, piece: Table): void {
    const pieces = this.pieces.get(table) ?? new Set();
    this.pieces.set(table, pieces.add(piece));
  }

  addAltered(table: TableId, label: LabelMatch): void {
    this.result.alteredLabels.push({ ...label, table });
  }

  addForeignRow(table: TableId, row: TableRow, label: RowCell | undefined): void {
    const texts = row.cells.filter((cell) => isValue(cell) && !isBlank(cell)).map((cell) => cell.text);
    const printed = withoutSpace(label?.text ?? '');
    this.result.foreignRows.push({ table, label: printed, texts, at: placeOf(row, label) });
  }

  addRow(
    row: TableRow,
    label: RowCell | undefined,
    target: RowTarget,
    match: LabelMatch | undefined,
    header: Header | undefined,
  ): void {
    this.bound.add(target);
    if (target.row.replaces) this.result.undivided = true;
    if (match && match.way !== 'exact') this.addAltered(target.table, match);
    const { bound, way, uncertain, left } = bindValues(row, label, target.block, header);
    const isCut = row.cells.some(({ doubts }) => doubts.includes('clipped'));
    if (isCut || bound.some(({ cell }) => cell.doubts.includes('aligned'))) this.addUnsure(target.table);
    this.addBindings(bound, way, target, match);
    const fields = uncertain.flatMap((column) => target.row.fields[column] ?? []);
    if (fields.length > 0) {
      const texts = left.map((cell) => cell.text);
      this.result.undecided.push({ reason: 'uncertain-columns', fields, texts, at: placeOf(row, left[0]) });
    } else
      for (const { text, at } of left)
        this.result.foreignCells.push({ table: target.table, row: match?.printed ?? '', text, at });
  }

  private addUnsure(table: TableId): void {
    if (!this.result.unsure.includes(table)) this.result.unsure.push(table);
  }

  /**
   * Where a row has as many numbers as the block has columns their order says whose they are, and that
   * no ruling bounds their columns does no harm.
   */
  private addBindings(
    bound: BoundValues['bound'],
    way: ColumnWay,
    target: RowTarget,
    row: LabelMatch | undefined,
  ): void {
    const cells = bound.map(({ cell }) => cell);
    const complete =
      cells.length === target.block.columns.length &&
      cells.every((cell) => isValue(cell) && !isBlank(cell)) &&
      standInOrder(cells);
    for (const { column, cell } of bound) {
      const field = target.row.fields[column];
      const doubts = complete ? cell.doubts.filter((doubt) => doubt !== 'aligned') : cell.doubts;
      if (field) this.result.bindings.push({ field, text: cell.text, at: cell.at, doubts, row, column: way });
    }
  }
}

/** Whether the cells follow each other from the left, as far as their places tell. */
function standInOrder(cells: readonly RowCell[]): boolean {
  return cells.every(({ at }, index) => {
    const before = cells[index - 1]?.at;
    return before?.kind !== 'page' || at.kind !== 'page' || before.box[0] < at.box[0];
  });
}
