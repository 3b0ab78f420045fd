/**
 * E-T02: a statutory table is not there, or is a picture. Where figures of the report are left that nobody
 * could place, or no rulings bound its tables, the table may well be printed: then it is we who miss it.
 */
import type { Extraction } from '#extract/extraction.js';
import type { Form, FormTable, TableId } from '#forms/form.js';
import { forms } from '#forms/index.js';
import type { Field } from '#records/fields.js';
import { foldText } from '#text/fold.js';
import { type Check, type CheckContext, type Finding, isTableInDoubt, kindOver } from './check.js';

export const missingTable: Check = {
  rule: 'E-T02',
  codes: ['table-missing'],
  summary: 'a statutory table is missing',
  *run(context) {
    const { extraction } = context;
    const form = extraction.form ?? prescribedForm(context);
    if (!form) return;
    const unread = new Set(extraction.recognized.onForm?.unread);
    for (const table of form.tables) {
      const fields = form.fields.filter((spec) => spec.table === table.id).map(({ field }) => field);
      const there = fields.some((field) => {
        const state = extraction.byField.get(field)?.state;
        return state !== undefined && state !== 'missing';
      });
      if (!there && !isTableAmong(table, unread)) yield toFinding(table, fields, context);
    }
  },
};

/** Numbers side by side: a row of a table that was taken for text. */
const numbers = /\d(?:[ \t]+\d+){2}/;

function mayBePrinted(table: TableId, extraction: Extraction): boolean {
  const { recognized, sections, form } = extraction;
  const texts = sections.filter(({ key }) => key === table).map(({ text }) => foldText(text));
  if (texts.some((text) => numbers.test(text))) return true;
  if ((recognized.onForm?.orphans.length ?? 0) > 0) return true;
  return form?.tables.some(({ id }) => isTableInDoubt(id, extraction)) ?? false;
}

/** Whether most rows of the table are among the fields. */
function isTableAmong(table: FormTable, fields: ReadonlySet<Field>): boolean {
  const rows = table.blocks.flatMap((block) => block.rows).filter((row) => !row.replaces);
  const found = rows.filter((row) => row.fields.some((field) => field && fields.has(field))).length;
  return found * 2 >= rows.length;
}

/** Where no table was found: the form the year asks for, if the text is a report of six sections. */
function prescribedForm({ extraction }: CheckContext): Form | undefined {
  const { year } = extraction.recognized.head;
  if (year === null || extraction.sections.length < 4) return undefined;
  return forms.find(({ years }) => year >= years.required && year <= (years.to ?? year));
}

function toFinding({ id, name }: FormTable, fields: readonly Field[], context: CheckContext): Finding {
  const isUncertain = mayBePrinted(id, context.extraction);
  return {
    code: 'table-missing',
    rule: 'E-T02',
    severity: isUncertain ? 'warning' : 'error',
    kind: isUncertain ? 'reading' : kindOver([], context),
    fields: isUncertain ? fields : [],
    terms: [],
    data: { table: id, name },
    at: context.extraction.sections.filter(({ key }) => key === id).map(({ at }) => at),
  };
}
