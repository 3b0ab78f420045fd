/**
 * Tables of a document to the fields of a form, by labels alone.
 *
 * The rows of all tables are walked as one run. Titles and headers set the context (which block, which
 * columns); rows are known by their own label wherever they stand. A row of figures without a label is
 * table four's only row when it stands under that table's header; elsewhere it is bound only where the
 * form has exactly the rows that are missing there, and that is said.
 */
import { type Form, ownText, type TableId } from '#forms/form.js';
import type { Document, Table } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import { withoutSpace } from '#text/fold.js';
import { classifyRows, type KnownRow } from './join-cut-rows.js';
import type { Found } from './label-finder.js';
import type { LabelIndex } from './label-index.js';
import { type Claim, claimByPlace, explainRows, hasFiguresFor, type PendingRow } from './pending-rows.js';
import type { LabelMatch, RowTarget, TableRecognition } from './recognition.js';
import { RecognitionBuilder } from './recognition-builder.js';
import { matchHeading } from './sections.js';
import { StandingHeader } from './standing-header.js';
import { findTurned, longestLead, statutoryPieces } from './statutory-pieces.js';
import { documentToRows, type RowCell, type TableRow } from './table-rows.js';

export function bindTables(document: Document, form: Form, index: LabelIndex): TableRecognition {
  const binder = new TableBinder(form, index);
  const rows = yieldToExact(classifyRows(documentToRows(document), index));
  const pieces = statutoryPieces(rows, index);
  const turned = findTurned(rows, index);
  for (const known of rows)
    if (pieces.has(known.row.piece) && !turned.has(known.row.piece)) binder.visit(known);
  const unbound = [...turned.values()].flat().flatMap(({ row }) => row.fields);
  return binder.finish(unbound.filter((field) => field !== undefined));
}

/**
 * A label that is another wording for a row which is printed under its own wording as well is a row of the
 * report's own: the 合计 of a group, before the 总计 of all.
 */
function yieldToExact(rows: readonly KnownRow[]): KnownRow[] {
  const exact = new Set(
    rows.flatMap(({ kind }) =>
      kind.kind === 'data' && kind.found.way === 'exact' ? [kind.found.target] : [],
    ),
  );
  return rows.map(({ row, kind }) =>
    kind.kind === 'data' && kind.found.way === 'alias' && exact.has(kind.found.target)
      ? { row, kind: { kind: 'foreign', label: kind.label } }
      : { row, kind },
  );
}

class TableBinder {
  private readonly found = new RecognitionBuilder();
  private readonly header = new StandingHeader();
  private context: TableId | undefined;
  /** The table that the last heading before this one speaks of. */
  private announced: TableId | undefined;
  private pending: PendingRow[] = [];
  private lastOrder = -1;

  /** The form's only row without a label. */
  private readonly bareTarget: RowTarget | undefined;
  private blankRow: { readonly row: TableRow; readonly target: RowTarget } | undefined;

  constructor(
    private readonly form: Form,
    private readonly index: LabelIndex,
  ) {
    this.bareTarget = index.targets.find(({ row }) => row.path.length === 0);
  }

  visit({ row, kind }: KnownRow): void {
    for (const text of row.lead) this.passParagraph(text);
    switch (kind.kind) {
      case 'title':
        this.enter(kind.table, row.table);
        this.header.clear();
        return;
      case 'header':
        this.addHeader(row, kind.tables);
        return;
      case 'data':
        this.header.close();
        this.bindLabelled(row, kind.label, kind.found);
        return;
      case 'values':
        this.header.close();
        this.bindBare(row);
        return;
      case 'foreign':
        this.header.close();
        this.wait(row, kind.label);
        return;
      case 'text':
        this.header.extend(row);
        return;
      case 'empty':
        this.header.extend(row);
        this.noteBlank(row);
    }
  }

  finish(turned: readonly Field[]): TableRecognition {
    this.bindLonelyRow();
    this.settle(undefined);
    if (this.blankRow) this.bindRow(this.blankRow.row, undefined, this.blankRow.target, undefined);
    return this.found.build(turned);
  }

  /** Titles of blocks and headings of sections stand outside the tables as well. */
  private passParagraph(text: string): void {
    if (text.length > longestLead) return;
    const title = this.index.titles.findKnown(text)?.target;
    const section = matchHeading(text, this.form.sections)?.section.key;
    const table = title ?? this.form.tables.find(({ id }) => id === section)?.id;
    if (!table) return;
    this.context = table;
    this.announced = table;
    this.header.clear();
  }

  private enter(table: TableId, piece: Table): void {
    this.context = table;
    this.found.addPiece(table, piece);
  }

  private addHeader(row: TableRow, tables: ReadonlySet<TableId>): void {
    this.header.add(row, tables);
    const table = this.header.findTable(this.index, this.announced);
    if (!table) return;
    this.enter(table, row.table);
    this.noteMisprints(row, table);
  }

  /** Known other wordings of columns are left alone: a header cut over two rows looks like them. */
  private noteMisprints(row: TableRow, table: TableId): void {
    for (const { anchored, text, at } of row.cells) {
      const found = anchored ? this.index.columns.find(text) : undefined;
      if (found?.way === 'fuzzy') this.found.addAltered(table, toMatch(found, text, at));
    }
  }

  private bindLabelled(row: TableRow, label: RowCell, found: Found<RowTarget>): void {
    const { target } = found;
    if (needsContext(target) && this.context !== target.table) {
      this.wait(row, label);
      return;
    }
    const match = toMatch(found, label.text, label.at);
    if (this.found.isBound(target)) {
      this.wait(row, label, { target, match });
      return;
    }
    this.settle(target);
    this.enter(target.table, row.table);
    this.lastOrder = target.order;
    this.bindRow(row, label, target, match);
  }

  private wait(row: TableRow, label: RowCell | undefined, claim?: Claim): void {
    this.pending.push({ row, label, after: this.lastOrder, context: this.context, claim });
  }

  private bindRow(
    row: TableRow,
    label: RowCell | undefined,
    target: RowTarget,
    match: LabelMatch | undefined,
  ): void {
    this.found.addRow(row, label, target, match, this.header.over(row, target.block));
  }

  /** Figures without a label: table four's row, or a row that waits for its neighbours. */
  private bindBare(row: TableRow): void {
    const target = this.bareTarget;
    // A second such row claims the same fields: what they say must agree.
    const enough =
      target && this.found.isBound(target)
        ? row.cells.length === target.block.columns.length
        : row.cells.length >= 3;
    if (target && this.context === target.table && enough) {
      this.settle(target);
      this.blankRow = undefined;
      this.enter(target.table, row.table);
      this.bindRow(row, undefined, target, undefined);
    } else this.wait(row, undefined);
  }

  /** Table four left blank has a row without a single character; a row with figures after it is its row. */
  private noteBlank(row: TableRow): void {
    const target = this.bareTarget;
    if (!target || this.context !== target.table || this.blankRow || this.found.isBound(target)) return;
    if (row.cells.filter((cell) => cell.anchored).length !== target.block.columns.length) return;
    this.header.drop(row);
    this.blankRow = { row, target };
  }

  /** The row without labels whose header was lost: the one waiting row with as many figures. */
  private bindLonelyRow(): void {
    const target = this.bareTarget;
    if (!target || this.found.isBound(target)) return;
    const [only, ...others] = this.pending.filter(
      (pending) => !pending.label && hasFiguresFor(pending, target),
    );
    if (!only || others.length > 0) return;
    this.pending = this.pending.filter((pending) => pending !== only);
    this.enter(target.table, only.row.table);
    this.bindRow(only.row, undefined, target, claimByPlace(only, target).match);
  }

  /** Says of the waiting rows what they are, now that the next row of the form, or the end, has come. */
  private settle(next: RowTarget | undefined): void {
    const waiting = this.pending;
    this.pending = [];
    const isOpen = (target: RowTarget): boolean => !this.found.isBound(target) && !target.row.replaces;
    for (const { row, label, context, claim } of explainRows(waiting, isOpen, this.index.targets, next))
      if (claim) this.bindRow(row, label, claim.target, claim.match);
      else if (context) this.found.addForeignRow(context, row, label);
  }
}

function toMatch({ expected, way, edits }: Found<unknown>, text: string, at: Place): LabelMatch {
  return { expected, printed: withoutSpace(text), way, ...(edits !== undefined && { edits }), at };
}

/** Short names (规章, 总计, 其他) are rows of the form only inside its table. */
function needsContext(target: RowTarget): boolean {
  return target.table === 'proactive' || withoutSpace(ownText(target.row.path)).length < 7;
}
