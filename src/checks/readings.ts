/** Doubts of our own: what the readings, the cells or the characters of the carrier leave uncertain. */
import type { CellDoubt } from '#model/document.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOfDoubt, kindOver, placesOf } from './check.js';
import { verifiedFields } from './verified-fields.js';

/** Both readings read a field, and not the same. */
export const differingReadings: Check = {
  rule: 'READ-1',
  codes: ['readings-differ'],
  summary: 'the two readings read a figure differently',
  *run(context) {
    const fields = [...context.second.differing.keys()];
    if (fields.length === 0) return;
    const readings = fields.map((field) => ({ field, ...context.second.differing.get(field) }));
    yield { ...doubt('readings-differ', 'READ-1', fields, { readings }, context), kind: 'reading' };
  },
};

/** Two cells claim one field and say different things. */
export const conflictingCells: Check = {
  rule: 'READ-2',
  codes: ['cells-conflict'],
  summary: 'two cells claim one figure and differ',
  *run(context) {
    for (const { field, texts, at } of context.extraction.conflicts)
      yield { ...doubt('cells-conflict', 'READ-2', [field], { printed: texts }, context), at };
  },
};

/** Numbers that are there, but not which is whose. */
export const undecidedFigures: Check = {
  rule: 'READ-3',
  codes: ['figures-undecided'],
  summary: 'numbers are printed, but which cell each belongs to cannot be told',
  *run(context) {
    const reasons = new Map<string, { fields: Field[]; printed: string[]; at: Finding['at'][number][] }>();
    for (const { reason, fields, texts, at } of context.extraction.undecided) {
      const group = reasons.get(reason) ?? { fields: [], printed: [], at: [] };
      group.fields.push(...fields);
      group.printed.push(texts.join(' '));
      group.at.push(at);
      reasons.set(reason, group);
    }
    for (const [reason, { fields, printed, at }] of reasons)
      yield {
        ...doubt('figures-undecided', 'READ-3', [...new Set(fields)], { reason, printed }, context),
        kind: kindOfDoubt(context),
        at,
      };
  },
};

/**
 * The reader was not sure of a cell, and no sum confirms it. Only where a number stands on a ruling do two
 * readings tell more than one: under the other doubts both see the same characters on the same spot.
 * Numbers over numbers are not even settled by a sum: where all old figures show under the new ones, the
 * mixtures may add up.
 */
export const doubtfulCells: Check = {
  rule: 'READ-4',
  codes: ['cell-doubtful'],
  summary: 'a figure stands over a ruling, under another one, or in a column without rulings',
  *run(context) {
    const verified = verifiedFields(context.extraction);
    const byDoubt = new Map<CellDoubt, Field[]>();
    for (const [field, { doubts }] of context.extraction.evidence) {
      const agreed = context.second.state === 'given' && !context.second.differing.has(field);
      for (const cause of doubts) {
        const settled = cause !== 'overprinted' && (verified.has(field) || (cause === 'straddles' && agreed));
        if (!settled) byDoubt.set(cause, [...(byDoubt.get(cause) ?? []), field]);
      }
    }
    for (const [cause, fields] of byDoubt)
      yield { ...doubt('cell-doubtful', 'READ-4', fields, { cause }, context), kind: 'reading' };
  },
};

/** Rows that are printed, but whose figures were not found. */
export const unreadRows: Check = {
  rule: 'READ-6',
  codes: ['rows-unread'],
  summary: 'the label of a row is printed, but its figures were not found',
  *run(context) {
    const fields = (context.extraction.recognized.onForm?.unread ?? []).filter(
      (field) => context.extraction.byField.get(field)?.state === 'missing',
    );
    if (fields.length === 0) return;
    const kind = kindOfDoubt(context);
    yield { ...doubt('rows-unread', 'READ-6', fields, { count: fields.length }, context), kind };
  },
};

/** Figures that stand by themselves make every empty figure doubtful: they may be its. */
export const orphanedFigures: Check = {
  rule: 'READ-7',
  codes: ['figures-orphaned'],
  summary: 'numbers stand among the tables with no label, and cells are empty',
  *run(context) {
    const { onForm } = context.extraction.recognized;
    const rows = (onForm?.tables.foreignRows ?? []).filter(({ label }) => label === '');
    const orphans = [
      ...rows.map(({ texts, at }) => ({ text: texts.join(' '), at })),
      ...(onForm?.orphans ?? []),
    ];
    if (orphans.length === 0) return;
    const fields = context.extraction.figures
      .filter(({ state }) => state === 'blank' || state === 'missing')
      .map(({ field }) => field);
    const data = { printed: orphans.map(({ text }) => text) };
    const kind = kindOfDoubt(context);
    const at = orphans.map((orphan) => orphan.at);
    yield { ...doubt('figures-orphaned', 'READ-7', fields, data, context), kind, at };
  },
};

/** Digits of the carrier that reached no block, or the other way round. */
export const coverageGap: Check = {
  rule: 'READ-5',
  codes: ['coverage-gap'],
  summary: 'more or fewer digits were printed than were read',
  *run(context) {
    const { lostDigits } = context.extraction;
    if (lostDigits === 0) return;
    yield { ...doubt('coverage-gap', 'READ-5', [], { lostDigits }, context), kind: 'reading' };
  },
};

function doubt(
  code: string,
  rule: string,
  fields: readonly Field[],
  data: Record<string, unknown>,
  context: CheckContext,
): Finding {
  return {
    code,
    rule,
    severity: 'warning',
    kind: kindOver(fields, context),
    fields,
    terms: fields,
    data,
    at: placesOf(fields, context.extraction),
  };
}
