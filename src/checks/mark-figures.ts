/** E-F02: a stroke or a word for none where a number belongs. One anomaly a table. */
import type { TableId } from '#forms/form.js';
import { type Check, type CheckContext, type Finding, figuresOf, findByTable, placesOf } from './check.js';

export const markFigures: Check = {
  rule: 'E-F02',
  codes: ['mark-figures'],
  summary: 'cells hold a mark instead of a number',
  run: (context) => findByTable(context, inTable),
};

function inTable(table: TableId, { extraction }: CheckContext): Finding | undefined {
  const figures = figuresOf(table, extraction).filter(({ state }) => state === 'mark');
  if (figures.length === 0) return undefined;
  const fields = figures.map(({ field }) => field);
  const marks = [...new Set(figures.map(({ raw }) => raw.trim()))];
  return {
    code: 'mark-figures',
    rule: 'E-F02',
    severity: 'notice',
    kind: 'source',
    fields,
    terms: fields,
    data: { table, count: fields.length, marks },
    at: placesOf(fields, extraction),
  };
}
