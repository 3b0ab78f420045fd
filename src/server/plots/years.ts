/** A figure through the years: what is printed as a line, what a reviewer made of it beside it, doubts marked. */
import type { Markup } from '#inspect/markup.js';
import { drawPlot, type Plot, spanYears, yearScale } from './plot.js';

export interface YearValue {
  readonly year: number;
  /** As read; null where there is no number. */
  readonly printed: number | null;
  readonly reviewed: number | null;
  /** Whose fault the gravest doubt about it is. */
  readonly doubt: 'source' | 'reading' | 'undecided' | null;
  /** What is told of it when it is pointed at. */
  readonly text: string;
  readonly href: string;
}

const doubts = ['source', 'reading', 'undecided'] as const;

export function drawYears(title: string, values: readonly YearValue[]): Promise<Markup> {
  const years = spanYears(values.map(({ year }) => year));
  const all = years.map((year) => values.find((value) => value.year === year) ?? { year, printed: null });
  const absent = all.filter(({ printed }) => printed === null);
  const present = values.filter(({ printed, year }) => printed !== null && years.includes(year));
  const changed = values.filter((value) => value.reviewed !== value.printed && value.reviewed !== null);
  const shown = values.flatMap(({ printed, reviewed }) => [printed ?? 0, reviewed ?? 0]);
  // Nothing but zeros has a scale too, of whole numbers.
  const domain = [Math.min(0, ...shown), Math.max(1, ...shown)];
  return drawPlot(title, (plot) => ({
    ...{ height: 180, marginTop: 18, marginBottom: 22, marginLeft: roomFor(domain) },
    x: { type: 'point', ...yearScale(years) },
    y: { domain, nice: true, label: null, ticks: 4, tickSize: 0, tickFormat, grid: true },
    marks: [
      plot.ruleY([0]),
      plot.lineY(all, { x: 'year', y: 'printed', className: 'printed' }),
      plot.ruleX(changed, { x: 'year', y1: 'printed', y2: 'reviewed', strokeDasharray: '2 2' }),
      plot.dot(changed, { x: 'year', y: 'reviewed', symbol: 'diamond2', r: 4, fill: 'currentColor' }),
      plot.text(absent, { x: 'year', frameAnchor: 'bottom', dy: -4, text: () => '▢', className: 'absent' }),
      dots(plot, present, null),
      ...doubts.map((doubt) => dots(plot, present, doubt)),
      plot.text(present, { x: 'year', y: 'printed', text: labelOf, dy: -10 }),
    ],
  }));
}

const tickFormat = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('en') : '');

/** For the longest number beside the scale, in pixels of the drawing. */
const roomFor = (domain: readonly number[]): number =>
  Math.max(...domain.map((value) => 20 + 7 * tickFormat(Math.round(value)).length));

/** A doubtful value can be told without its colour: it is larger, hollow, and followed by a question mark. */
const dots = (plot: Plot, values: readonly YearValue[], doubt: YearValue['doubt']) =>
  plot.dot(
    values.filter((value) => value.doubt === doubt),
    {
      ...{ x: 'year', y: 'printed', title: 'text', href: 'href', className: doubt ?? 'plain' },
      ...(doubt === null ? { r: 2.5, fill: 'currentColor' } : { r: 4.5, strokeWidth: 2 }),
    },
  );

const labelOf = ({ printed, doubt }: YearValue): string => `${printed}${doubt === null ? '' : '?'}`;
