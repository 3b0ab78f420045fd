/**
 * Tables whose outer border is not drawn. Browsers draw no border where a page break cuts a table, and
 * open-sided tables have no left and right border. Where several parallel rulings of one table end at one
 * position and nothing is drawn across, a ruling of origin `closed` is laid there.
 */
import type { Axis, Ruling } from './page.js';
import { snapPositions } from './rulings.js';

/** Ends nearer than this are ends at one position (points). */
const SAME_END = 3;
/** Fewer parallel ends prove no border: two verticals may be the sides of anything. */
const FEWEST_VERTICALS = 3;
const FEWEST_HORIZONTALS = 2;
/** A drawn border covers at least this part of the width between the outermost ends. */
const COVERED = 0.5;

/** The group with its missing outer borders added. */
export function closeOpenEnds(rulings: readonly Ruling[]): Ruling[] {
  const horizontals = rulings.filter((ruling) => ruling.axis === 'horizontal');
  const verticals = rulings.filter((ruling) => ruling.axis === 'vertical');
  const rows = missingBorders(verticals, horizontals, 'horizontal', FEWEST_VERTICALS);
  const columns = missingBorders([...horizontals, ...rows], verticals, 'vertical', FEWEST_HORIZONTALS);
  return [...rulings, ...rows, ...columns];
}

/** Borders along `axis` that would join the ends of the rulings that run across it. */
function missingBorders(
  across: readonly Ruling[],
  drawn: readonly Ruling[],
  axis: Axis,
  fewest: number,
): Ruling[] {
  return (['from', 'to'] as const).flatMap((end) =>
    groupByEnd(across, end).flatMap((group) => {
      const positions = snapPositions(group.map((ruling) => ruling.at));
      const border = {
        axis,
        at: group.reduce((sum, ruling) => sum + ruling[end], 0) / group.length,
        from: positions[0]!,
        to: positions.at(-1)!,
        origin: 'closed' as const,
      };
      return positions.length >= fewest && !isCovered(border, drawn) ? [border] : [];
    }),
  );
}

function groupByEnd(rulings: readonly Ruling[], end: 'from' | 'to'): Ruling[][] {
  const groups: Ruling[][] = [];
  for (const ruling of [...rulings].sort((a, b) => a[end] - b[end])) {
    const group = groups.at(-1);
    if (group && ruling[end] - group[0]![end] < SAME_END) group.push(ruling);
    else groups.push([ruling]);
  }
  return groups;
}

function isCovered(border: Ruling, drawn: readonly Ruling[]): boolean {
  let covered = 0;
  for (const ruling of drawn)
    if (Math.abs(ruling.at - border.at) < SAME_END + 1)
      covered += Math.max(0, Math.min(ruling.to, border.to) - Math.max(ruling.from, border.from));
  return covered >= COVERED * (border.to - border.from);
}
