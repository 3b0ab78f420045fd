/**
 * Tables of a document to the fields of a form, by labels alone.
 *
 * The rows of all tables are walked as one run. Titles and headers set the context (which block, which
 * columns); rows are known by their own label wherever they stand. A row of figures without a label is
 * table four's only row when it stands under that table's header; elsewhere it is bound only where the
 * form has exactly the rows that are missing there, and that is said.
 */
import { type Form, type FormBlock, ownText, type TableId } from '#forms/form.js';
import type { Document, Table } from '#model/document.js';
import { withoutSpace } from '#text/fold.js';
import { bindValues } from './bind-values.js';
import { type Header, resolveHeader } from './header.js';
import { classifyRows, type KnownRow } from './join-cut-rows.js';
import type { Found } from './label-finder.js';
import type { LabelIndex } from './label-index.js';
import type { LabelMatch, RowTarget, TableRecognition } from './recognition.js';
import { matchHeading } from './sections.js';
import { findTurned, longestLead, statutoryPieces } from './statutory-pieces.js';
import { documentToRows, isBlank, isValue, type RowCell, type TableRow } from './table-rows.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** A row without a label, or with a strange one, waiting to be explained by its neighbours. */
interface Pending {
  readonly row: TableRow;
  readonly label: RowCell | undefined;
  /** Order of the last bound row before it. */
  readonly after: number;
  /** The table it was met in. */
  readonly context: TableId | undefined;
  /** The row of the form that its label names, if that has figures already. */
  readonly claim?: { readonly target: RowTarget; readonly match: LabelMatch };
}

export function bindTables(document: Document, form: Form, index: LabelIndex): TableRecognition {
  const binder = new TableBinder(form, index);
  const rows = classifyRows(documentToRows(document), index);
  const pieces = statutoryPieces(rows, index);
  const turned = findTurned(rows, index);
  for (const known of rows)
    if (pieces.has(known.row.piece) && !turned.has(known.row.piece)) binder.visit(known);
  const unbound = [...turned.values()].flat().flatMap(({ row }) => row.fields);
  return { ...binder.finish(), turned: unbound.filter((field) => field !== undefined) };
}

class TableBinder {
  private readonly result: Mutable<TableRecognition> = {
    ...{ tables: [], bindings: [], undecided: [], foreignRows: [], foreignCells: [], alteredLabels: [] },
    undivided: false,
    unruled: [],
    turned: [],
  };
  private readonly bound = new Set<RowTarget>();
  private readonly pieces = new Map<TableId, Set<Table>>();
  private headerRows: TableRow[] = [];
  private headerTables: ReadonlySet<TableId> = new Set();
  private inHeader = false;
  private readonly headers = new Map<FormBlock, Header>();
  private context: TableId | undefined;
  /** The table that the last heading before this one speaks of. */
  private announced: TableId | undefined;
  private pending: Pending[] = [];
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
        this.headerRows = [];
        this.headers.clear();
        this.inHeader = false;
        return;
      case 'header':
        this.addHeader(row, kind.tables);
        return;
      case 'data':
        this.inHeader = false;
        this.bindLabelled(row, kind.label, kind.found);
        return;
      case 'values':
        this.inHeader = false;
        this.bindBare(row);
        return;
      case 'foreign':
        this.inHeader = false;
        this.wait(row, kind.label);
        return;
      case 'text':
      case 'empty':
        if (this.inHeader) this.headerRows.push(row);
        if (kind.kind === 'empty') this.noteBlank(row);
    }
  }

  finish(): TableRecognition {
    this.bindLonelyRow();
    this.settle(undefined);
    if (this.blankRow) this.bindRow(this.blankRow.row, undefined, this.blankRow.target, undefined);
    const tables = [...this.pieces].map(([id, tables]) => ({ id, at: [...tables].map((table) => table.at) }));
    return { ...this.result, tables };
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
    this.headerRows = [];
    this.headers.clear();
    this.inHeader = false;
  }

  private enter(table: TableId, piece: Table): void {
    this.context = table;
    const pieces = this.pieces.get(table) ?? new Set();
    this.pieces.set(table, pieces.add(piece));
  }

  private addHeader(row: TableRow, tables: ReadonlySet<TableId>): void {
    const continues = this.inHeader && this.headerRows[0]?.piece === row.piece;
    this.headerRows = continues ? [...this.headerRows, row] : [row];
    this.headerTables = continues ? union(this.headerTables, tables) : tables;
    this.inHeader = true;
    this.headers.clear();
    this.enter(this.tableOfHeader(), row.table);
    this.noteMisprints(row);
  }

  /** Known other wordings of columns are left alone: a header cut over two rows looks like them. */
  private noteMisprints(row: TableRow): void {
    for (const cell of row.cells) {
      const found = cell.anchored ? this.index.columns.find(cell.text) : undefined;
      if (found?.way !== 'fuzzy' || !this.context) continue;
      const { expected, way } = found;
      const printed = withoutSpace(cell.text);
      this.result.alteredLabels.push({ expected, printed, way, at: cell.at, table: this.context });
    }
  }

  /** Tables three and four share names of columns (总计, 其他): only the others decide. */
  private tableOfHeader(): TableId {
    const hits = new Map<TableId, number>();
    for (const row of this.headerRows)
      for (const cell of row.cells) {
        const target = cell.anchored ? this.index.columns.findKnown(cell.text)?.target : undefined;
        if (target && !target.shared) hits.set(target.table, (hits.get(target.table) ?? 0) + 1);
      }
    const [most] = [...hits].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? this.announced ?? [...this.headerTables][0] ?? this.form.tables[0]?.id ?? 'proactive';
  }

  private bindLabelled(row: TableRow, label: RowCell, found: Found<RowTarget>): void {
    const { target } = found;
    if (needsContext(target) && this.context !== target.table) {
      this.wait(row, label);
      return;
    }
    const match: LabelMatch = {
      expected: found.expected,
      printed: withoutSpace(label.text),
      way: found.way,
      at: label.at,
    };
    if (this.bound.has(target)) {
      this.wait(row, label, { target, match });
      return;
    }
    this.settle(target);
    this.enter(target.table, row.table);
    this.lastOrder = target.order;
    this.bindRow(row, label, target, match);
  }

  private wait(row: TableRow, label: RowCell | undefined, claim?: Pending['claim']): void {
    const pending = { row, label, after: this.lastOrder, context: this.context };
    this.pending.push(claim ? { ...pending, claim } : pending);
  }

  /**
   * Where a row has as many numbers as the block has columns their order says whose they are, and that
   * no ruling bounds their columns does no harm.
   */
  private bindRow(
    row: TableRow,
    label: RowCell | undefined,
    target: RowTarget,
    match: LabelMatch | undefined,
  ): void {
    this.bound.add(target);
    if (target.row.replaces) this.result.undivided = true;
    if (match && match.way !== 'exact') this.result.alteredLabels.push({ ...match, table: target.table });
    const { bound, uncertain, left } = bindValues(
      row,
      label,
      target.block,
      this.headerFor(target.block, row),
    );
    const fieldAt = (column: number) => target.row.fields[column];
    const unruled = bound.some(({ cell }) => cell.doubts.includes('aligned'));
    if (unruled && !this.result.unruled.includes(target.table)) this.result.unruled.push(target.table);
    const complete =
      bound.length === target.block.columns.length &&
      bound.every(({ cell }) => !isBlank(cell)) &&
      standInOrder(bound.map(({ cell }) => cell));
    for (const { column, cell } of bound) {
      const field = fieldAt(column);
      const doubts = complete ? cell.doubts.filter((doubt) => doubt !== 'aligned') : cell.doubts;
      if (field) this.result.bindings.push({ field, text: cell.text, at: cell.at, doubts, row: match });
    }
    const fields = uncertain.map(fieldAt).filter((field) => field !== undefined);
    if (fields.length > 0) {
      const texts = left.map((cell) => cell.text);
      const at = left[0]?.at ?? row.cells[0]?.at ?? row.table.at;
      this.result.undecided.push({ reason: 'uncertain-columns', fields, texts, at });
    } else
      for (const cell of left)
        this.result.foreignCells.push({
          table: target.table,
          row: match?.printed ?? '',
          text: cell.text,
          at: cell.at,
        });
  }

  /** The header holds for the tables that continue it, as long as they are as wide. */
  private headerFor(block: FormBlock, row: TableRow): Header | undefined {
    const first = this.headerRows[0];
    if (!first || (first.table !== row.table && first.table.columns !== row.table.columns)) return undefined;
    const header = this.headers.get(block) ?? resolveHeader(this.headerRows, block);
    this.headers.set(block, header);
    return header;
  }

  /** Figures without a label: table four's row, or a row that waits for its neighbours. */
  private bindBare(row: TableRow): void {
    const target = this.bareTarget;
    // A second such row claims the same fields: what they say must agree.
    const enough =
      target && this.bound.has(target)
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
    if (!target || this.context !== target.table || this.blankRow) return;
    if (row.cells.filter((cell) => cell.anchored).length !== target.block.columns.length) return;
    this.headerRows = this.headerRows.filter((header) => header !== row);
    this.blankRow = { row, target };
  }

  /** The row without labels whose header was lost: the one waiting row with as many figures. */
  private bindLonelyRow(): void {
    const target = this.bareTarget;
    if (!target || this.bound.has(target)) return;
    const alike = this.pending.filter(
      ({ row, label }) => !label && valuesAfter(row, label) === target.block.columns.length,
    );
    const [only] = alike;
    if (!only || alike.length > 1) return;
    this.pending = this.pending.filter((pending) => pending !== only);
    this.enter(target.table, only.row.table);
    const at = only.row.cells[0]?.at ?? only.row.table.at;
    this.bindRow(only.row, undefined, target, { expected: '', printed: '', way: 'position', at });
  }

  /**
   * Rows waiting before a row of the form, or at the end: bound by their place where the form has there
   * exactly as many rows without figures. Else a label printed twice is a second claim to its row, and
   * the rest is foreign to the form.
   */
  private settle(next: RowTarget | undefined): void {
    const waiting = this.pending;
    this.pending = [];
    for (const context of new Set(waiting.map((pending) => pending.context)))
      this.settleIn(
        context,
        waiting.filter((pending) => pending.context === context),
        next?.table === context ? next?.order : undefined,
      );
  }

  private settleIn(
    context: TableId | undefined,
    waiting: readonly Pending[],
    order = Number.POSITIVE_INFINITY,
  ): void {
    const after = waiting[0]?.after ?? -1;
    const missing = this.index.targets.filter(
      (target) =>
        target.table === context &&
        target.order > after &&
        target.order < order &&
        !this.bound.has(target) &&
        !target.row.replaces,
    );
    const fits = missing.length === waiting.length;
    for (const [place, pending] of waiting.entries()) {
      const target = fits ? missing[place] : undefined;
      if (target && valuesAfter(pending.row, pending.label) === target.block.columns.length)
        this.bindByPlace(pending, target);
      else if (pending.claim)
        this.bindRow(pending.row, pending.label, pending.claim.target, pending.claim.match);
      else this.addForeign(pending);
    }
  }

  private bindByPlace({ row, label }: Pending, target: RowTarget): void {
    const at = label?.at ?? row.cells[0]?.at ?? row.table.at;
    const expected = ownText(target.row.path);
    this.bindRow(row, label, target, {
      expected,
      printed: withoutSpace(label?.text ?? ''),
      way: 'position',
      at,
    });
  }

  private addForeign({ row, label, context }: Pending): void {
    if (!context) return;
    const texts = row.cells.filter((cell) => isValue(cell) && !isBlank(cell)).map((cell) => cell.text);
    const at = label?.at ?? row.cells[0]?.at ?? row.table.at;
    this.result.foreignRows.push({ table: context, label: withoutSpace(label?.text ?? ''), texts, at });
  }
}

/** Whether the cells follow each other from the left, as far as their places tell. */
function standInOrder(cells: readonly RowCell[]): boolean {
  return cells.every(({ at }, index) => {
    const before = cells[index - 1]?.at;
    return before?.kind !== 'page' || at.kind !== 'page' || before.box[0] < at.box[0];
  });
}

function valuesAfter(row: TableRow, label: RowCell | undefined): number {
  const values = row.cells.filter((cell) => isValue(cell) && (!label || cell.from >= label.to));
  return values.filter((cell) => !isBlank(cell)).length || values.length;
}

/** Short names (规章, 总计, 其他) are rows of the form only inside its table. */
function needsContext(target: RowTarget): boolean {
  return target.table === 'proactive' || withoutSpace(ownText(target.row.path)).length < 7;
}

function union<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...left, ...right]);
}
