/** The choices of a printed report. */
import { createRandom } from './random.js';
import { plainTableLayout, randomTableLayout, type TableLayout } from './table-layout.js';

export interface PdfLayout {
  readonly seed: number;
  readonly table: TableLayout;
  readonly paper: 'A4' | 'A3' | 'Letter' | 'B5';
  readonly landscape: boolean;
  /** Millimetres, all sides. */
  readonly margin: number;
  /** Points, of the text and of the tables. */
  readonly fontSize: number;
  readonly tableFontSize: number;
  readonly family: 'serif' | 'sans' | 'wqy';
  /** Points above and below the text of a cell: at 12 the third table fills two pages, at 22 three. */
  readonly rowPadding: number;
  readonly borders:
    | 'solid'
    | 'thin'
    | 'thick'
    | 'dotted'
    | 'double'
    | 'grey'
    | 'horizontal'
    | 'shaded'
    | 'none';
  readonly headRepeated: boolean;
  /** A row may be divided by the page's end. */
  readonly rowsBreak: boolean;
  /** Each table begins on a new page. */
  readonly tablesApart: boolean;
  /** 三、本年度办理结果 set vertically, by the writing mode. */
  readonly verticalLabel: boolean;
  readonly labelWidth: 'wide' | 'narrow';
  readonly labelAlign: 'left' | 'center' | 'spread';
  readonly valueAlign: 'left' | 'center' | 'right';
  readonly valign: 'top' | 'middle' | 'bottom';
  readonly running: 'none' | 'number' | 'dashed-number' | 'header-and-number';
  readonly scale: number;
  readonly watermark: boolean;
}

export const plainPdfLayout: PdfLayout = {
  ...{ seed: 0, table: plainTableLayout, paper: 'A4', landscape: false, margin: 20, fontSize: 14 },
  ...{ tableFontSize: 9, family: 'serif', rowPadding: 3, borders: 'solid', headRepeated: true },
  ...{ rowsBreak: false, tablesApart: false, verticalLabel: false, labelWidth: 'wide', labelAlign: 'left' },
  ...{ valueAlign: 'center', valign: 'middle', running: 'dashed-number', scale: 1, watermark: false },
};

export function randomLayout(seed: number): PdfLayout {
  const random = createRandom(seed ^ 0x9df);
  return {
    seed,
    table: { ...randomTableLayout(random), verticalGroup: random.chance(0.1) },
    paper: random.pick(['A4', 'A4', 'A4', 'A3', 'Letter', 'B5']),
    landscape: random.chance(0.15),
    margin: random.integer(8, 28),
    fontSize: random.pick([10.5, 12, 14, 16]),
    tableFontSize: random.pick([7, 8, 9, 9, 10, 10.5, 12]),
    family: random.pick(['serif', 'serif', 'sans', 'wqy']),
    rowPadding: random.pick([0, 1, 2, 3, 4, 6, 9, 12, 22]),
    borders: random.pick([
      ...(['solid', 'solid', 'solid', 'thin', 'thin', 'thick', 'dotted', 'double', 'grey'] as const),
      ...(['horizontal', 'shaded', 'none'] as const),
    ]),
    headRepeated: random.chance(0.5),
    rowsBreak: random.chance(0.5),
    tablesApart: random.chance(0.25),
    verticalLabel: random.chance(0.2),
    labelWidth: random.pick(['wide', 'narrow']),
    labelAlign: random.pick(['left', 'left', 'center', 'spread']),
    valueAlign: random.pick(['left', 'center', 'center', 'center', 'right']),
    valign: random.pick(['top', 'middle', 'middle', 'bottom']),
    running: random.pick(['none', 'number', 'dashed-number', 'header-and-number']),
    scale: random.pick([0.7, 0.85, 1, 1, 1, 1.15]),
    watermark: random.chance(0.06),
  };
}

/** Millimetres, upright. */
const papers: Readonly<Record<PdfLayout['paper'], readonly [width: number, height: number]>> = {
  A4: [210, 297],
  A3: [297, 420],
  Letter: [216, 279],
  B5: [182, 257],
};

export function paperSize({ paper, landscape }: PdfLayout): { width: number; height: number } {
  const [width, height] = papers[paper];
  return landscape ? { width: height, height: width } : { width, height };
}
