/** How many of a hundred reports of a year contradict themselves. */
import type { Markup } from '#inspect/markup.js';
import { drawPlot, spanYears, yearScale } from './plot.js';

export interface YearRate {
  readonly year: number;
  readonly reports: number;
  readonly faulty: number;
  /** What is told of it when it is pointed at. */
  readonly text: string;
  readonly href: string;
}

export function drawRates(title: string, rates: readonly YearRate[]): Promise<Markup> {
  const years = spanYears(rates.map(({ year }) => year));
  const shown = rates.filter(({ reports, year }) => reports > 0 && years.includes(year));
  const share = ({ faulty, reports }: YearRate): number => (100 * faulty) / reports;
  return drawPlot(title, (plot) => ({
    ...{ height: 150, marginTop: 16, marginBottom: 20 },
    x: { type: 'band', ...yearScale(years) },
    y: {
      domain: [0, Math.max(1, ...shown.map(share))],
      nice: true,
      label: null,
      ticks: 4,
      tickSize: 0,
      grid: true,
      tickFormat: (rate: number) => `${rate}%`,
    },
    marks: [
      plot.barY(shown, { x: 'year', y: share, title: 'text', href: 'href', className: 'source' }),
      plot.text(shown, { x: 'year', y: share, dy: -6, text: (rate: YearRate) => shortShare(share(rate)) }),
      plot.ruleY([0]),
    ],
  }));
}

/** What is not nothing is never called 0. */
const shortShare = (share: number): string =>
  share === 0 || share >= 9.5 ? share.toFixed(0) : share < 0.05 ? '<0.1' : share.toFixed(1);
