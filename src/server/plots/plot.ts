/**
 * The plotting library, loaded for the first plot that somebody looks at: it takes a quarter of a second and some thirty
 * megabytes, which whoever only judges anomalies does not pay.
 */
import type * as Library from '@observablehq/plot';
import type { Markup } from '#inspect/markup.js';
import { type DrawnNode, svgToMarkup } from './svg-markup.js';

export type Plot = typeof Library;
export type PlotOptions = Library.PlotOptions;

interface Domino {
  createDocument(html: string): unknown;
}

let library: Promise<{ readonly plot: Plot; readonly document: unknown }> | undefined;

async function loadLibrary() {
  const plot = await import('@observablehq/plot');
  const { default: domino } = (await import('@mixmark-io/domino' as string)) as { readonly default: Domino };
  return { plot, document: domino.createDocument('') };
}

/** Pixels of its own; the page scales it to the room there is. Legible at the width of a telephone. */
export const plotWidth = 360;

/** `title`: what a person who does not see it is told it is. */
export async function drawPlot(title: string, describe: (plot: Plot) => PlotOptions): Promise<Markup> {
  library ??= loadLibrary();
  const { plot, document } = await library;
  const options = {
    ...{ width: plotWidth, className: 'plot', ariaLabel: title, marginLeft: 34, marginRight: 8 },
    ...describe(plot),
    document,
  };
  const drawn = plot.plot(options as PlotOptions) as unknown as DrawnNode;
  return svgToMarkup(drawn);
}

/** Years side by side; two digits where four have no room. */
export const yearScale = (years: readonly number[]) => ({
  ...{ domain: [...years], label: null, tickSize: 0 },
  tickFormat: (year: number) => (years.length > 10 ? String(year).slice(2) : String(year)),
});

/**
 * All years from the first to the last: one of which there is nothing is a gap, and no two years are drawn as one. A year
 * that somebody misprinted does not push the others off the page: those are drawn among which most lie.
 */
export function spanYears(years: readonly number[]): number[] {
  const within = (first: number) => years.filter((year) => year >= first && year < first + mostYears);
  const [from] = [...new Set(years)].sort((a, b) => within(b).length - within(a).length || b - a);
  if (from === undefined) return [];
  const last = Math.max(...within(from));
  return Array.from({ length: last - from + 1 }, (_, index) => from + index);
}

/** The regulations are of 2007. */
const mostYears = 24;

/**
 * A name that fits: the library takes a Chinese character for a narrow one. `end`: which is kept. Bodies of one place
 * begin alike.
 */
export function shorten(name: string, ems: number, end: 'first' | 'last'): string {
  const characters = [...name];
  const widthOf = (character: string): number => (/[\u0020-\u024f]/.test(character) ? 0.6 : 1);
  if (characters.reduce((sum, one) => sum + widthOf(one), 0) <= ems) return name;
  const kept: string[] = [];
  let room = ems - 1;
  for (const one of end === 'first' ? characters : characters.reverse()) {
    room -= widthOf(one);
    if (room < 0) break;
    kept.push(one);
  }
  return end === 'first' ? `${kept.join('')}…` : `…${kept.reverse().join('')}`;
}
