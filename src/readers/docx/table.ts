/**
 * Tables as they stand in the XML: rows of cells with what the properties say of their merging. The grid is
 * made of them in grid.ts.
 *
 * Left out as in the final state: deleted rows (`w:trPr/w:del`) and deleted cells (`w:tcPr/w:cellDel`).
 */
import type { Block, Paragraph, Table } from '#model/document.js';
import { type RawCell, type RawRow, rowsToTable } from './grid.js';
import { isOn, wholeNumber } from './properties.js';
import { newStory, placeAt, readAlternatives, type Story, type Walk } from './walk.js';

/** Word's own limit is 63 columns; spreadsheets converted to documents have had more. */
const widestSpan = 1000;

interface TableDraft {
  readonly path: string;
  readonly stream: string[];
  readonly columnWidths: number[];
  readonly rows: RawRow[];
  rowsMet: number;
}

interface RowDraft {
  readonly path: string;
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
  const draft: TableDraft = { path, stream: story.stream, columnWidths: [], rows: [], rowsMet: 0 };
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
      case 'w:sdtPr':
        break;
      default:
        readTableChildren(walk, draft);
    }
  }
}

function readColumnWidths(walk: Walk, draft: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth))
    if (cursor.name === 'w:gridCol') draft.columnWidths.push(wholeNumber(cursor.attribute('w:w')) ?? 0);
}

function readRow(walk: Walk, table: TableDraft): void {
  const row: RowDraft = {
    ...{ path: `${table.path}/tr[${++table.rowsMet}]`, cells: [], cellsMet: 0 },
    ...{ before: 0, after: 0, widthBefore: undefined, isDeleted: false },
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
      case 'w:sdtPr':
        break;
      default:
        readRowChildren(walk, row, table);
    }
  }
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

type CellProperties = { -readonly [Key in 'span' | 'rowMerge' | 'columnMerge' | 'width']: RawCell[Key] } & {
  isDeleted: boolean;
};

function readCell(walk: Walk, row: RowDraft, table: TableDraft): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  const place = placeAt(walk, `${row.path}/tc[${++row.cellsMet}]`);
  const properties: CellProperties = {
    ...{ span: 1, rowMerge: undefined, columnMerge: undefined, width: undefined, isDeleted: false },
  };
  let story = newStory(place.path, { place, stream: table.stream });
  while (!properties.isDeleted && cursor.child(depth)) {
    if (cursor.name !== 'w:tcPr') walk.readBlock(walk, story);
    else {
      readCellProperties(walk, properties, place.path);
      const isContinuation = properties.rowMerge === 'continue' || properties.columnMerge === 'continue';
      story = { ...story, isContinuation };
    }
  }
  walk.closeStory(walk, story);
  if (properties.isDeleted) return;
  const { isDeleted: _, ...merging } = properties;
  row.cells.push({ ...merging, at: place, text: textOf(story.blocks), tables: tablesOf(story.blocks) });
}

function readCellProperties(walk: Walk, properties: CellProperties, path: string): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:tcW':
        properties.width = widthOf(walk);
        break;
      case 'w:gridSpan':
        properties.span = spanOf(cursor.attribute('w:val'), 1);
        break;
      case 'w:vMerge':
        properties.rowMerge = mergeOf(cursor.attribute('w:val'));
        break;
      case 'w:hMerge':
        properties.columnMerge = mergeOf(cursor.attribute('w:val'));
        break;
      case 'w:cellDel':
        properties.isDeleted = true;
        walk.remarks.note('tracked-changes', placeAt(walk, path));
        break;
      case 'w:cellIns':
        walk.remarks.note('tracked-changes', placeAt(walk, path));
        break;
    }
  }
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
  const paragraphs = blocks.filter((block): block is Paragraph => block.kind === 'paragraph');
  return paragraphs.map((paragraph) => paragraph.text).join('\n');
}

function tablesOf(blocks: readonly Block[]): readonly Table[] {
  return blocks.filter((block): block is Table => block.kind === 'table');
}
