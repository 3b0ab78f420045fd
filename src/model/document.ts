/**
 * The document model: what a carrier prints, whatever the carrier is. Readers build it once; nobody
 * changes it afterwards. It knows nothing of forms: a table is any table.
 */
import type { Place } from './place.js';

export type Format = 'docx' | 'pdf' | 'html' | 'text' | 'doc' | 'ofd' | 'xlsx' | 'scan';

/** Running text: one paragraph, or one list item. Line breaks inside it are `\n`. */
export interface Paragraph {
  readonly kind: 'paragraph';
  /** As displayed, an automatic number (一、 1.) included at the front. */
  readonly text: string;
  readonly at: Place;
  /** The part of `text` that the carrier numbered by itself. */
  readonly autoNumber?: string;
  /** 1 for the highest heading level the carrier itself declares. */
  readonly headingLevel?: number;
}

/** Why the text of a cell may not be what is printed in it. */
export type CellDoubt =
  /** Characters of one run stand on both sides of a ruling. */
  | 'straddles'
  /** No ruling bounds the cell: its column was inferred from alignment. */
  | 'aligned'
  /** Characters overlap each other. */
  | 'overprinted'
  /** It reaches over the edge of the page: the paper shows a part of it, or nothing. */
  | 'clipped'
  /** It holds a picture and no text. */
  | 'pictured';

/** An anchor cell: spans are part of it, covered positions have no cell of their own. */
export interface Cell {
  /** Counted from 0. */
  readonly row: number;
  /** Counted from 0. */
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** As displayed; paragraphs and line breaks are `\n`. Text of nested tables is not in it. */
  readonly text: string;
  readonly at: Place;
  readonly doubts?: readonly CellDoubt[];
  /** Tables that stand inside the cell. */
  readonly tables?: readonly Table[];
}

export interface Table {
  readonly kind: 'table';
  readonly rows: number;
  readonly columns: number;
  /**
   * The carrier keeps cells in order but not on a grid: a cell's column is only its number in its row,
   * and says nothing of what stands above it.
   */
  readonly orderOnly?: true;
  /** In row-major order, no two covering one position. */
  readonly cells: readonly Cell[];
  readonly at: Place;
}

export type Block = Paragraph | Table;

/** What a reader noticed that a reviewer should know. */
export type RemarkCode =
  | 'tracked-changes'
  | 'hidden-text'
  | 'struck-text'
  | 'text-box'
  | 'foreign-content'
  | 'ragged-table'
  | 'unreadable-characters'
  | 'truncated';

export interface Remark {
  readonly code: RemarkCode;
  readonly at: readonly Place[];
  readonly detail?: string;
}

/** What the carrier says about itself, outside the page. */
export interface Meta {
  readonly title?: string;
  /** The carrier's publication date as written there. */
  readonly published?: string;
  /** The body the carrier names as source or publisher. */
  readonly source?: string;
  readonly site?: string;
}

export interface Document {
  readonly format: Format;
  /** The library or code that read it, e.g. `pdfium`. */
  readonly reader: string;
  /** In reading order. Page numbers, running heads, scripts and site chrome are not blocks. */
  readonly blocks: readonly Block[];
  /**
   * Every character the carrier displays in its body, in the carrier's order and before any grid was
   * built: what is conserved, so that a lost character is noticed. `\n` between pieces kept apart.
   */
  readonly stream: string;
  readonly meta: Meta;
  readonly remarks: readonly Remark[];
}

/** The cells by position: `grid[row][column]` is the cell that covers it, if any. */
export function tableToGrid(table: Table): readonly (readonly (Cell | undefined)[])[] {
  const grid: (Cell | undefined)[][] = Array.from({ length: table.rows }, () =>
    new Array<Cell | undefined>(table.columns).fill(undefined),
  );
  for (const cell of table.cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const line = grid[row];
        if (line && column < table.columns) line[column] = cell;
      }
  return grid;
}

/** Every table of the blocks, a nested one right after the table that holds it. */
export function* findTables(blocks: readonly Block[]): Generator<Table> {
  for (const block of blocks) if (block.kind === 'table') yield* withNested(block);
}

function* withNested(table: Table): Generator<Table> {
  yield table;
  for (const { tables } of table.cells) if (tables) for (const inner of tables) yield* withNested(inner);
}
