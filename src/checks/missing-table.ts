/** E-T02: a statutory table is not there, or is a picture. */
import type { Form } from '#forms/form.js';
import { forms } from '#forms/index.js';
import { isTableAmong } from '#recognize/find-unread.js';
import { type Check, type CheckContext, type Finding, kindOver } from './check.js';

export const missingTable: Check = {
  rule: 'E-T02',
  codes: ['table-missing'],
  summary: 'a statutory table is missing',
  *run(context) {
    const { extraction } = context;
    const form = extraction.form ?? prescribedForm(context);
    if (!form) return;
    for (const table of form.tables) {
      const fields = form.fields.filter((spec) => spec.table === table.id).map(({ field }) => field);
      const there = fields.some((field) => {
        const state = extraction.byField.get(field)?.state;
        return state !== undefined && state !== 'missing';
      });
      const unread = isTableAmong(table, new Set(extraction.recognized.onForm?.unread));
      if (!there && !unread) yield toFinding(table.id, table.name, context);
    }
  },
};

/** Where no table was found: the form the year asks for, if the text is a report of six sections. */
function prescribedForm({ extraction }: CheckContext): Form | undefined {
  const { year } = extraction.recognized.head;
  if (year === null || extraction.sections.length < 4) return undefined;
  return forms.find(({ years }) => year >= years.required && year <= (years.to ?? year));
}

function toFinding(table: string, name: string, context: CheckContext): Finding {
  return {
    code: 'table-missing',
    rule: 'E-T02',
    severity: 'error',
    kind: kindOver([], context),
    fields: [],
    terms: [],
    data: { table, name },
    at: context.extraction.sections.filter(({ key }) => key === table).map(({ at }) => at),
  };
}
