/** Who has reported of which year, as a map: a row each, a column a year. */
import type { Markup } from '#inspect/markup.js';
import { drawPlot, type Plot, shorten, yearScale } from './plot.js';

export interface CoverageLine {
  /** Tells it from the others, whatever it is called. */
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly cells: readonly CoverageCell[];
}

/** `reported`: in part, where the line is of several agencies. */
export type CellKind = 'reported' | 'faulty' | 'failed' | 'overdue' | 'not-due' | 'none';

export interface CoverageCell {
  readonly year: number;
  readonly kind: CellKind;
  /** Of those who might have: from 0 to 1. */
  readonly share: number;
  /** What is told of it when it is pointed at. */
  readonly text: string;
  readonly href: string;
  /** In the table: how many, or null where there is no report. */
  readonly told: number | null;
}

/** What stands in the cells, so that they can be told without colours. */
const signs: Readonly<Record<CellKind, string>> = {
  ...{ reported: '', faulty: '!', failed: '⊘', overdue: '×', 'not-due': '·', none: '' },
};

type Placed = CoverageCell & { readonly id: string };

const rowHeight = 16;

export function drawCoverage(
  title: string,
  lines: readonly CoverageLine[],
  years: readonly number[],
): Promise<Markup> {
  const cells = lines.flatMap(({ id, cells: own }) =>
    own.filter(({ year }) => years.includes(year)).map((cell): Placed => ({ ...cell, id })),
  );
  return drawPlot(title, (plot) => ({
    ...{
      height: 20 + lines.length * rowHeight,
      marginTop: 16,
      marginBottom: 4,
      marginLeft: 96,
      marginRight: 2,
    },
    x: { type: 'band', axis: 'top', padding: 0.08, round: false, ...yearScale(years) },
    y: { type: 'band', axis: null, padding: 0.08, round: false, domain: lines.map(({ id }) => id) },
    opacity: { domain: [0, 1], range: [0, 1] },
    marks: [
      plot.text(lines, {
        ...{ y: 'id', frameAnchor: 'left', textAnchor: 'end', dx: -5, href: 'href', title: 'name' },
        ...{ text: ({ name }: CoverageLine) => shorten(name, 9, 'last') },
      }),
      ...kinds.map((kind) => squares(plot, cells, kind)),
      ...kinds.filter((kind) => signs[kind] !== '').map((kind) => marks(plot, cells, kind)),
    ],
  }));
}

const kinds = Object.keys(signs) as CellKind[];

/** Few is not none, and all is not so dark that nothing else is seen. */
const squares = (plot: Plot, cells: readonly Placed[], kind: CellKind) =>
  plot.cell(
    cells.filter((cell) => cell.kind === kind),
    {
      ...{ x: 'year', y: 'id', title: 'text', href: 'href', className: kind },
      ...(kind === 'reported' ? { fillOpacity: ({ share }: Placed) => 0.15 + 0.5 * share } : {}),
    },
  );

const marks = (plot: Plot, cells: readonly Placed[], kind: CellKind) =>
  plot.text(
    cells.filter((cell) => cell.kind === kind),
    { x: 'year', y: 'id', text: () => signs[kind], pointerEvents: 'none', className: `sign-${kind}` },
  );
