/** The choices of a table's form and wording that do not depend on the carrier. */
import type { CutLabel, Unmerging } from './grid.js';
import type { Random } from './random.js';

export interface TableLayout {
  /** Of the small choices that have no name of their own. */
  readonly seed: number;
  readonly numbering: 'dot' | 'dot-space' | 'pause' | 'full-width' | 'none';
  readonly brackets: 'full' | 'half';
  readonly quotes: 'curly' | 'straight' | 'none';
  /** Line breaks inside labels. */
  readonly breaks: 'none' | 'heads' | 'all';
  /** 三、本年度办理结果 one character a line. */
  readonly verticalGroup: boolean;
  /** 总 计, 第二十条 第（一）项. */
  readonly spacedLabels: boolean;
  readonly words: 'form' | 'short' | 'local';
  readonly proactiveColumns: 4 | 5;
  readonly headRows: 3 | 4;
  readonly unmerging: Unmerging;
  /** 三、本年度办理结果 given in two merged cells of one table. */
  readonly groupTwice: boolean;
  /** The third section's table in two. */
  readonly cut: 'none' | 'head-repeated' | 'head-once';
  readonly cutLabel: CutLabel;
  /** Every block of the second section's table on its own. */
  readonly blocksApart: boolean;
  /** All three in one table, rows of their own lengths or stretched to one grid. */
  readonly joined: 'none' | 'ragged' | 'stretched';
  /** In a joined table: the headings of sections two to four as rows of it. */
  readonly headingRows: boolean;
  readonly note: 'inside' | 'above' | 'none';
  readonly emptyLastRow: boolean;
}

export const plainTableLayout: TableLayout = {
  ...{ seed: 0, numbering: 'dot', brackets: 'full', quotes: 'curly', breaks: 'none', verticalGroup: false },
  ...{ spacedLabels: false, words: 'form', proactiveColumns: 4, headRows: 3, unmerging: 'none' },
  ...{ groupTwice: false, cut: 'none', cutLabel: 'again', blocksApart: false, joined: 'none' },
  ...{ headingRows: false, note: 'inside', emptyLastRow: false },
};

/** Most choices as on the form, each departure now and then: several at once are usual. */
export function randomTableLayout(random: Random): TableLayout {
  const seldom = <Choice>(usual: Choice, others: readonly Choice[], probability = 0.2): Choice =>
    random.chance(probability) ? random.pick(others) : usual;
  return {
    seed: random.integer(1, 1e6),
    numbering: seldom('dot', ['dot-space', 'pause', 'full-width', 'none'], 0.4),
    brackets: seldom('full', ['half']),
    quotes: seldom('curly', ['straight', 'none']),
    breaks: seldom('none', ['heads', 'all'], 0.4),
    verticalGroup: random.chance(0.12),
    spacedLabels: random.chance(0.2),
    words: seldom('form', ['short', 'local'], 0.15),
    proactiveColumns: seldom(4, [5], 0.35),
    headRows: seldom(3, [4], 0.1),
    unmerging: seldom('none', ['heads', 'vertical', 'all']),
    groupTwice: random.chance(0.1),
    cut: seldom('none', ['head-repeated', 'head-once']),
    cutLabel: random.pick(['again', 'blank', 'halved']),
    blocksApart: random.chance(0.12),
    joined: seldom('none', ['ragged', 'stretched'], 0.08),
    headingRows: random.chance(0.5),
    note: seldom('inside', ['above', 'none']),
    emptyLastRow: random.chance(0.08),
  };
}
