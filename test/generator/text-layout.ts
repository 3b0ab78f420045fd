/** The choices of a plain text. */
import { createRandom } from './random.js';
import { plainTableLayout, randomTableLayout, type TableLayout } from './table-layout.js';

export interface TextLayout {
  readonly seed: number;
  readonly table: TableLayout;
  /**
   * `converted`: a cell a line behind a tab, an empty line behind each row; `piped`: cells between bars;
   * `flat`: everything run together, the borders of cells lost.
   */
  readonly form: 'converted' | 'piped' | 'flat';
  /** Of piped tables: a row of dashes, bars at both ends, one table per block of rows, every covered cell. */
  readonly separator: 'none' | 'after-head' | 'after-first';
  readonly outerBars: boolean;
  readonly covered: 'empty' | 'repeated' | 'left-out';
  readonly padded: boolean;
  /** Of converted texts: an empty first paragraph in some label cells, a bookmark's name left over. */
  readonly emptyParagraphs: boolean;
  readonly residue: boolean;
  /** Of flat texts: a space between some cells. */
  readonly spaces: 'none' | 'some';
  readonly lineEnd: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  readonly gb18030: boolean;
}

export const plainTextLayout: TextLayout = {
  ...{ seed: 0, table: plainTableLayout, form: 'converted', separator: 'none', outerBars: true },
  ...{ covered: 'empty', padded: true, emptyParagraphs: false, residue: false, spaces: 'none' },
  ...{ lineEnd: '\n', byteOrderMark: false, gb18030: false },
};

export function randomLayout(seed: number): TextLayout {
  const random = createRandom(seed ^ 0x7e87);
  return {
    seed,
    table: randomTableLayout(random),
    form: random.pick(['converted', 'converted', 'piped', 'piped', 'flat']),
    separator: random.pick(['none', 'after-head', 'after-first']),
    outerBars: random.chance(0.6),
    covered: random.pick(['empty', 'empty', 'repeated', 'left-out']),
    padded: random.chance(0.6),
    emptyParagraphs: random.chance(0.3),
    residue: random.chance(0.4),
    spaces: random.pick(['none', 'some']),
    lineEnd: random.chance(0.25) ? '\r\n' : '\n',
    byteOrderMark: random.chance(0.2),
    gb18030: random.chance(0.2),
  };
}
