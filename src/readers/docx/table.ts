/**
 * Tables as they stand in the XML: rows of cells with what the properties say of their merging. The grid is
 * made of them in grid.ts.
 *
 * Left out as in the final state: deleted rows (`w:trPr/w:del`) and deleted cells (`w:tcPr/w:cellDel`). Cells
 * merged by a tracked change (`w:cellMerge`) are merged.
 */
import type { Block, Table } from '#model/document.js';
import type { DocxPlace } from '#model/place.js';
import { type RawCell, type RawRow, rowsToTable } from './grid.js';
import { isOn, isShade, wholeNumber } from './properties.js';
import { newStory, placeAt, readAlternatives, type Story, standOn, type Walk } from './walk.js';

/** Word's own limit is 63 columns; spreadsheets converted to documents have had more. */
const widestSpan = 1000;

interface TableDraft {
  readonly path: string;
  /** The table's own properties, its style's, or what it stands on. */
  shaded: boolean;
  readonly stream: string[];
  readonly columnWidths: number[];
  readonly rows: RawRow[];
  rowsMet: number;
}

interface RowDraft {
  readonly path: string;
  shaded: boolean;
  readonly cells: RawCell[];
  cellsMet: number;
  before: number;
  after: number;
  widthBefore: number | undefined;
  isDeleted: boolean;
}

/** The cursor stands on `w:tbl`. */
export function readTable(walk: Walk, story: Story): void {
  const path = `${story.path}/tbl[${++story.tables}]`;
  const shaded = walk.ground?.kind === 'shaded';
  const draft: TableDraft = { path, shaded, stream: story.stream, columnWidths: [], rows: [], rowsMet: 0 };
  const place = placeAt(walk, path);
  readTableChildren(walk, draft);
  const { table, raggedRows } = rowsToTable(draft.rows, draft.columnWidths, place);
  if (!table) return;
  if (raggedRows.length > 0)
    walk.remarks.note('ragged-table', place, `rows ${raggedRows.map((row) => row + 1).join(', ')}`);
  walk.shown++;
  story.blocks.push(table);
}

function readTableChildren(walk: Walk, draft: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:tr':
        readRow(walk, draft);
        break;
      case 'w:tblGrid':
        readColumnWidths(walk, draft);
        break;
      case 'w:del':
      case 'w:moveFrom':
        walk.remarks.note('tracked-changes', placeAt(walk, draft.path));
        break;
      case 'mc:AlternateContent':
        readAlternatives(walk, () => readTableChildren(walk, draft));
        break;
      case 'w:tblPr':
        if (walk.ground) readTableShade(walk, draft);
        break;
      case 'w:sdtPr':
        break;
      default:
        readTableChildren(walk, draft);
    }
  }
}

function readTableShade({ cursor, styles }: Walk, draft: TableDraft): void {
  const depth = cursor.depth;
  let style: string | undefined;
  while (cursor.child(depth)) {
    if (cursor.name === 'w:tblStyle') style = cursor.attribute('w:val');
    else if (cursor.name === 'w:shd') draft.shaded ||= isShade(cursor);
  }
  draft.shaded ||= styles.shadesTable(style);
}

function readColumnWidths(walk: Walk, draft: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth))
    if (cursor.name === 'w:gridCol') draft.columnWidths.push(wholeNumber(cursor.attribute('w:w')) ?? 0);
}

function readRow(walk: Walk, table: TableDraft): void {
  const row: RowDraft = {
    path: `${table.path}/tr[${++table.rowsMet}]`,
    shaded: table.shaded,
    cells: [],
    cellsMet: 0,
    before: 0,
    after: 0,
    widthBefore: undefined,
    isDeleted: false,
  };
  readRowChildren(walk, row, table);
  if (row.isDeleted || row.cells.length === 0) return;
  table.rows.push(row);
}

function readRowChildren(walk: Walk, row: RowDraft, table: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (!row.isDeleted && cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:tc':
        readCell(walk, row, table);
        break;
      case 'w:trPr':
        readRowProperties(walk, row);
        break;
      case 'w:del':
      case 'w:moveFrom':
        walk.remarks.note('tracked-changes', placeAt(walk, row.path));
        break;
      case 'mc:AlternateContent':
        readAlternatives(walk, () => readRowChildren(walk, row, table));
        break;
      case 'w:tblPrEx':
        if (walk.ground) readRowShade(walk, row);
        break;
      case 'w:sdtPr':
        break;
      default:
        readRowChildren(walk, row, table);
    }
  }
}

/** Properties of the table that are others from this row on. */
function readRowShade({ cursor }: Walk, row: RowDraft): void {
  const depth = cursor.depth;
  while (cursor.child(depth)) if (cursor.name === 'w:shd') row.shaded ||= isShade(cursor);
}

function readRowProperties(walk: Walk, row: RowDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:gridBefore':
        row.before = spanOf(cursor.attribute('w:val'), 0);
        break;
      case 'w:gridAfter':
        row.after = spanOf(cursor.attribute('w:val'), 0);
        break;
      case 'w:wBefore':
        row.widthBefore = widthOf(walk);
        break;
      case 'w:del':
        row.isDeleted = true;
        walk.remarks.note('tracked-changes', placeAt(walk, row.path));
        break;
      case 'w:ins':
        walk.remarks.note('tracked-changes', placeAt(walk, row.path));
        break;
    }
  }
}

interface CellDraft {
  readonly place: DocxPlace;
  readonly story: Story;
  span: number;
  rowMerge: RawCell['rowMerge'];
  columnMerge: RawCell['columnMerge'];
  width: number | undefined;
  isDeleted: boolean;
}

function readCell(walk: Walk, row: RowDraft, table: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  const place = placeAt(walk, `${row.path}/tc[${++row.cellsMet}]`);
  const story = newStory(place.path, table.stream, place);
  const pictures = walk.pictures;
  const draft: CellDraft = {
    place,
    story,
    span: 1,
    rowMerge: undefined,
    columnMerge: undefined,
    width: undefined,
    isDeleted: false,
  };
  const around = standOn(walk, row.shaded ? 'shaded' : 'paper');
  while (!draft.isDeleted && cursor.child(depth))
    if (cursor.name === 'w:tcPr') readCellProperties(walk, draft);
    else walk.readBlock(walk, story);
  standOn(walk, around);
  walk.closeStory(walk, story);
  if (!draft.isDeleted) row.cells.push(toRawCell(draft, walk.pictures > pictures));
}

function toRawCell(
  { place, story, span, rowMerge, columnMerge, width }: CellDraft,
  pictured: boolean,
): RawCell {
  const text = textOf(story.blocks);
  return { span, rowMerge, columnMerge, width, text, tables: tablesOf(story.blocks), pictured, at: place };
}

function readCellProperties(walk: Walk, draft: CellDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:tcW':
        draft.width = widthOf(walk);
        break;
      case 'w:gridSpan':
        draft.span = spanOf(cursor.attribute('w:val'), 1);
        break;
      case 'w:vMerge':
        draft.rowMerge = mergeOf(cursor.attribute('w:val'));
        break;
      case 'w:hMerge':
        draft.columnMerge = mergeOf(cursor.attribute('w:val'));
        break;
      case 'w:shd':
        if (walk.ground && isShade(cursor)) walk.ground.kind = 'shaded';
        break;
      case 'w:cellDel':
        draft.isDeleted = true;
        walk.remarks.note('tracked-changes', draft.place);
        break;
      case 'w:cellMerge':
        draft.rowMerge = mergeOf(cursor.attribute('w:vMerge') ?? '0') ?? draft.rowMerge;
        walk.remarks.note('tracked-changes', draft.place);
        break;
      case 'w:cellIns':
        walk.remarks.note('tracked-changes', draft.place);
        break;
    }
  }
  draft.story.isContinuation = draft.rowMerge === 'continue' || draft.columnMerge === 'continue';
}

/** A merging that says nothing goes on; `w:val="0"`, which some writers use, means none. */
function mergeOf(value: string | undefined): RawCell['rowMerge'] {
  if (value === 'restart' || value === 'rest') return 'restart';
  return isOn(value) ? 'continue' : undefined;
}

function spanOf(value: string | undefined, least: number): number {
  return Math.min(Math.max(wholeNumber(value) ?? least, least), widestSpan);
}

/** In twentieths of a point; percentages and automatic widths say nothing about the grid. */
function widthOf({ cursor }: Walk): number | undefined {
  const type = cursor.attribute('w:type') ?? 'dxa';
  const width = wholeNumber(cursor.attribute('w:w'));
  return type === 'dxa' && width !== undefined && width > 0 ? width : undefined;
}

function textOf(blocks: readonly Block[]): string {
  let text = '';
  for (const block of blocks)
    if (block.kind === 'paragraph') text += text === '' ? block.text : `\n${block.text}`;
  return text;
}

function tablesOf(blocks: readonly Block[]): readonly Table[] {
  return blocks.filter((block): block is Table => block.kind === 'table');
}
