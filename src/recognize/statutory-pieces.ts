/** Which of a document's tables belong to the form, and which of those are turned over. */
import { withoutSpace } from '#text/fold.js';
import type { KnownRow } from './join-cut-rows.js';
import type { LabelIndex } from './label-index.js';
import type { RowTarget } from './recognition.js';
import { isValue } from './table-rows.js';

/** Longer paragraphs announce nothing. */
export const longestLead = 60;

/**
 * The tables with enough of the form's labels: an annex may well have a row of the same name. Tables with
 * nothing between them weigh together, since some generators make a table of every row.
 */
export function statutoryPieces(rows: readonly KnownRow[], index: LabelIndex): ReadonlySet<number> {
  const weights = new Map<number, number>();
  const clusters = new Map<number, number>();
  let cluster = 0;
  for (const { row, kind } of rows) {
    if (row.index === 0 && row.lead.length > 0) cluster = row.piece;
    clusters.set(row.piece, cluster);
    const titles = row.lead.filter(
      (text) => text.length <= longestLead && index.titles.findKnown(text),
    ).length;
    weights.set(cluster, (weights.get(cluster) ?? 0) + weightOf(kind) + titles);
  }
  const summaries = findSummaries(rows, clusters);
  const heavy = (piece: number): boolean => {
    const own = clusters.get(piece) ?? piece;
    return (weights.get(own) ?? 0) >= 2 && !summaries.has(own);
  };
  const pieces = new Set([...clusters.keys()].filter(heavy));
  for (const { row, kind } of rows)
    if (kind.kind === 'values' && pieces.has(row.piece - 1)) pieces.add(row.piece);
  return pieces;
}

/**
 * Clusters that only repeat a few rows of a fuller one, and have no header of the form: a summary in the
 * prose of section one makes no claim where the statutory table stands.
 */
function findSummaries(
  rows: readonly KnownRow[],
  clusters: ReadonlyMap<number, number>,
): ReadonlySet<number> {
  const targets = new Map<number, Set<RowTarget>>();
  const headed = new Set<number>();
  for (const { row, kind } of rows) {
    const cluster = clusters.get(row.piece) ?? row.piece;
    if (kind.kind === 'header' || kind.kind === 'title') headed.add(cluster);
    if (kind.kind === 'data' && !kind.found.target.row.replaces)
      targets.set(cluster, (targets.get(cluster) ?? new Set()).add(kind.found.target));
  }
  const repeats = (few: ReadonlySet<RowTarget>, many: ReadonlySet<RowTarget>): boolean =>
    few.size * 2 < many.size && [...few].every((target) => many.has(target));
  const summaries = [...targets].filter(
    ([cluster, own]) =>
      !headed.has(cluster) &&
      [...targets].some(([other, fuller]) => other !== cluster && headed.has(other) && repeats(own, fuller)),
  );
  return new Set(summaries.map(([cluster]) => cluster));
}

/** Labels of so many of the form's rows in one row: the table is turned over, rows for columns. */
const turnedLabels = 3;

/** Tables whose rows stand as columns are not bound at all; the rows they name are said to be unread. */
export function findTurned(rows: readonly KnownRow[], index: LabelIndex): Map<number, RowTarget[]> {
  const turned = new Map<number, RowTarget[]>();
  for (const { row } of rows) {
    if (row.cells.filter((cell) => cell.anchored && !isValue(cell)).length < turnedLabels) continue;
    const named = row.cells.flatMap((cell) => {
      const found = cell.anchored && !isValue(cell) ? index.rows.findKnown(cell.text) : undefined;
      const alsoColumn = found && index.columns.findKnown(cell.text);
      return found && !alsoColumn ? [found.target] : [];
    });
    const targets = [...new Set(named)];
    if (targets.length >= turnedLabels) turned.set(row.piece, [...(turned.get(row.piece) ?? []), ...targets]);
  }
  return turned;
}

function weightOf(kind: KnownRow['kind']): number {
  if (kind.kind === 'title' || kind.kind === 'header') return 2;
  if (kind.kind !== 'data') return 0;
  return withoutSpace(kind.found.expected).length >= 7 ? 2 : 1;
}
