/** The choices of a DOCX file. */
import { createRandom } from './random.js';
import { plainTableLayout, randomTableLayout, type TableLayout } from './table-layout.js';

export interface DocxLayout {
  readonly seed: number;
  readonly table: TableLayout;
  readonly horizontal: 'gridSpan' | 'hMerge';
  /** Header rows that begin with gridBefore in place of a continued merge. */
  readonly gridBefore: boolean;
  /** A last merged cell given as one column with gridAfter. */
  readonly gridAfter: boolean;
  readonly wrapping: 'none' | 'sdt-rows' | 'sdt-cells';
  /** Numbers made by Word: of the headings, of the rows' labels. */
  readonly autoHeadings: 'none' | 'direct' | 'style';
  readonly autoLabels: boolean;
  /** Some figures as a deleted and an inserted run. */
  readonly tracked: boolean;
  /** A deleted row with other figures in it. */
  readonly deletedRow: boolean;
  readonly hidden: boolean;
  readonly bookmarks: boolean;
  readonly runs: 'whole' | 'halves' | 'characters';
  readonly lineBreak: 'paragraph' | 'break';
  /** The preface, or every statutory table, inside a table of one cell. */
  readonly box: 'none' | 'preface' | 'tables';
  /** The title in a drawn text box with its older fallback. */
  readonly titleBox: boolean;
  readonly prefix: 'w' | 'ns0';
  readonly stored: boolean;
}

export const plainDocxLayout: DocxLayout = {
  ...{ seed: 0, table: plainTableLayout, horizontal: 'gridSpan', gridBefore: false, gridAfter: false },
  ...{ wrapping: 'none', autoHeadings: 'none', autoLabels: false, tracked: false, deletedRow: false },
  ...{ hidden: false, bookmarks: false, runs: 'whole', lineBreak: 'paragraph', box: 'none' },
  ...{ titleBox: false, prefix: 'w', stored: false },
};

export function randomLayout(seed: number): DocxLayout {
  const random = createRandom(seed ^ 0xd0c);
  const table = randomTableLayout(random);
  return {
    seed,
    table,
    horizontal: random.chance(0.2) ? 'hMerge' : 'gridSpan',
    gridBefore: random.chance(0.2),
    gridAfter: random.chance(0.15),
    wrapping: random.pick(['none', 'none', 'none', 'sdt-rows', 'sdt-cells']),
    autoHeadings: random.pick(['none', 'none', 'direct', 'style']),
    autoLabels: random.chance(0.3) && table.numbering !== 'none',
    tracked: random.chance(0.2),
    deletedRow: random.chance(0.1),
    hidden: random.chance(0.15),
    bookmarks: random.chance(0.4),
    runs: random.pick(['whole', 'whole', 'halves', 'characters']),
    lineBreak: random.pick(['paragraph', 'break']),
    box: random.chance(0.25) ? random.pick(['preface', 'tables']) : 'none',
    titleBox: random.chance(0.1),
    prefix: random.chance(0.05) ? 'ns0' : 'w',
    stored: random.chance(0.2),
  };
}
