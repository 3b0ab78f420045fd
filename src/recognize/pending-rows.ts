/** Rows without a label, or with a strange one, that wait to be explained by their neighbours. */
import { ownText, type TableId } from '#forms/form.js';
import { withoutSpace } from '#text/fold.js';
import type { LabelMatch, RowTarget } from './recognition.js';
import { countValues, placeOf, type RowCell, type TableRow } from './table-rows.js';

/** A row of the form that a printed row is taken for. */
export interface Claim {
  readonly target: RowTarget;
  readonly match: LabelMatch;
}

export interface PendingRow {
  readonly row: TableRow;
  readonly label: RowCell | undefined;
  /** Order of the last bound row before it. */
  readonly after: number;
  /** The table it was met in. */
  readonly context: TableId | undefined;
  /** The row of the form that its label names, if that has figures already. */
  readonly claim: Claim | undefined;
}

/**
 * Rows waiting before a row of the form, or at the end: bound by their place where the form has there
 * exactly as many rows without figures (`open`). Else a label printed twice is a second claim to its row,
 * and the rest is foreign to the form: without a claim.
 */
export function explainRows(
  waiting: readonly PendingRow[],
  open: (target: RowTarget) => boolean,
  targets: readonly RowTarget[],
  next: RowTarget | undefined,
): PendingRow[] {
  return [...new Set(waiting.map(({ context }) => context))].flatMap((context) => {
    const here = waiting.filter((pending) => pending.context === context);
    const after = here[0]?.after ?? -1;
    const before = next && next.table === context ? next.order : Number.POSITIVE_INFINITY;
    const missing = targets.filter(
      (target) => target.table === context && target.order > after && target.order < before && open(target),
    );
    const fits = missing.length === here.length;
    return here.map((pending, place) => {
      const target = fits ? missing[place] : undefined;
      return target && hasFiguresFor(pending, target)
        ? { ...pending, claim: claimByPlace(pending, target) }
        : pending;
    });
  });
}

/** Whether there are as many figures as the row of the form has columns. */
export function hasFiguresFor({ row, label }: PendingRow, target: RowTarget): boolean {
  return countValues(row, label) === target.block.columns.length;
}

export function claimByPlace({ row, label }: PendingRow, target: RowTarget): Claim {
  const expected = ownText(target.row.path);
  const printed = withoutSpace(label?.text ?? '');
  return { target, match: { expected, printed, way: 'position', at: placeOf(row, label) } };
}
