/**
 * E-F01: cells left blank. One anomaly a table. A blank that leaves a sum open weighs more than one that
 * would hold with 0; a blank total is offered the sum of its row.
 */
import type { Extraction } from '#extract/extraction.js';
import { type TableId, termsOf } from '#forms/form.js';
import type { Repair } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import {
  type Check,
  type CheckContext,
  type Finding,
  figuresOf,
  findByTable,
  isTableInDoubt,
  kindOver,
  placesOf,
} from './check.js';
import { assessRelations, differenceFor, nameOf, type RelationState } from './relation-state.js';

export const blankFigures: Check = {
  rule: 'E-F01',
  codes: ['blank-figures'],
  summary: 'cells of a statutory table are blank',
  run: (context) => findByTable(context, inTable),
};

function inTable(table: TableId, context: CheckContext): Finding | undefined {
  const { extraction } = context;
  const figures = figuresOf(table, extraction);
  const fields = figures.filter(({ state }) => state === 'blank').map(({ field }) => field);
  if (fields.length === 0) return undefined;
  const open = openRelations(fields, extraction);
  const whole = fields.length === figures.length;
  const repairs = open.flatMap(repairOf);
  const isInDoubt = kindOver(fields, context) === 'reading' || isTableInDoubt(table, extraction);
  return {
    code: 'blank-figures',
    rule: 'E-F01',
    severity: open.length > 0 || whole ? 'warning' : 'notice',
    kind: isInDoubt ? 'reading' : 'source',
    fields,
    terms: fields,
    data: {
      table,
      count: fields.length,
      whole,
      open: open.map(({ relation }) => nameOf(relation)),
    },
    at: placesOf(fields, extraction),
    ...(repairs.length > 0 ? { repairs } : {}),
  };
}

/** Relations that cannot be assessed because of these blanks. */
function openRelations(blanks: readonly Field[], extraction: Extraction): RelationState[] {
  return assessRelations(extraction).filter(
    ({ outcome, unknown, relation }) =>
      outcome === 'not-assessable' &&
      unknown.length < termsOf(relation).length &&
      unknown.some((field) => blanks.includes(field)),
  );
}

/** The one unknown term of a relation is determined by the others. */
function repairOf(state: RelationState): Repair<Field>[] {
  const [field, another] = state.unknown;
  if (!field || another) return [];
  const to = differenceFor(state, field);
  return [{ field, from: null, to, reason: 'blank-cell', satisfies: [nameOf(state.relation)] }];
}
