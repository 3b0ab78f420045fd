/** How many of what: a bar each, the number behind it. */
import type { Markup } from '#inspect/markup.js';
import { drawPlot, shorten } from './plot.js';

export interface Count {
  /** Tells it from the others, whatever it is called. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly href: string;
}

const rowHeight = 17;

export function drawCounts(title: string, counts: readonly Count[]): Promise<Markup> {
  const names = new Map(counts.map(({ id, name }) => [id, name]));
  return drawPlot(title, (plot) => ({
    ...{
      height: 10 + counts.length * rowHeight,
      marginTop: 4,
      marginBottom: 6,
      marginLeft: 124,
      marginRight: 44,
    },
    x: { axis: null, domain: [0, Math.max(1, ...counts.map(({ count }) => count))] },
    y: { type: 'band', domain: counts.map(({ id }) => id), axis: null, paddingInner: 0.3 },
    marks: [
      plot.axisY({
        ...{ tickSize: 0, label: null },
        tickFormat: (id: string) => shorten(names.get(id) ?? id, 12, 'first'),
      }),
      plot.barX(counts, { x: 'count', y: 'id', title: textOf, href: 'href', className: 'counted' }),
      plot.text(counts, {
        x: 'count',
        y: 'id',
        text: ({ count }: Count) => `${count}`,
        textAnchor: 'start',
        dx: 4,
      }),
    ],
  }));
}

const textOf = ({ name, count }: Count): string => `${name} ${count}`;
