/** E-F02: a stroke or a word for none where a number belongs. One anomaly a table. */
import { type Check, figuresOf, placesOf } from './check.js';

export const markFigures: Check = {
  rule: 'E-F02',
  codes: ['mark-figures'],
  summary: 'cells hold a mark instead of a number',
  *run({ extraction }) {
    for (const table of extraction.form?.tables ?? []) {
      const figures = figuresOf(table.id, extraction).filter(({ state }) => state === 'mark');
      if (figures.length === 0) continue;
      const fields = figures.map(({ field }) => field);
      const marks = [...new Set(figures.map(({ raw }) => raw.trim()))];
      yield {
        code: 'mark-figures',
        rule: 'E-F02',
        severity: 'notice',
        kind: 'source',
        fields,
        terms: fields,
        data: { table: table.id, count: fields.length, marks },
        at: placesOf(fields, extraction),
      };
    }
  },
};
