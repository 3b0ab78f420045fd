/**
 * E-T01: the report is on the form of other years. Report year 2019 was free to use the old shape, so
 * nothing is said of it.
 */
import type { Check } from './check.js';

export const formYear: Check = {
  rule: 'E-T01',
  codes: ['form-year-mismatch'],
  summary: 'the form is not the one prescribed for the report year',
  *run({ extraction }) {
    const { form, recognized } = extraction;
    const { year } = recognized.head;
    if (!form || year === null) return;
    const late = form.years.to !== undefined && year > form.years.to;
    const early = year < form.years.from;
    if (!late && !early) return;
    yield {
      code: 'form-year-mismatch',
      rule: 'E-T01',
      severity: 'error',
      kind: 'source',
      fields: [],
      terms: [],
      data: { form: form.id, year },
      at: recognized.onForm?.tables.tables.flatMap(({ at }) => at.slice(0, 1)) ?? [],
    };
  },
};
