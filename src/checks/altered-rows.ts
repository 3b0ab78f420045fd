/** E-T03: rows or columns added, left out, merged or bound only by where they stand. */
import { type Form, ownText, type TableId } from '#forms/form.js';
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

export const alteredRows: Check = {
  rule: 'E-T03',
  codes: ['rows-altered'],
  summary: 'rows or columns of a statutory table were added, left out or merged',
  run: (context) => findByTable(context, inTable),
};

function inTable(table: TableId, context: CheckContext): Finding | undefined {
  const { extraction } = context;
  const { form, recognized } = extraction;
  if (!form || !recognized.onForm) return undefined;
  const { tables } = recognized.onForm;
  const own = figuresOf(table, extraction);
  const unread = new Set(recognized.onForm.unread);
  const missing = own
    .filter(({ field, state }) => state === 'missing' && !unread.has(field))
    .map(({ field }) => field);
  const merged = table === 'applications' && tables.undivided && form.undivided !== undefined;
  const lost = merged ? missing.filter((field) => !field.startsWith('applications.results.other.')) : missing;
  const added = tables.foreignRows.filter((row) => row.table === table && row.label !== '');
  const columns = tables.foreignCells.filter((cell) => cell.table === table);
  if (
    missing.length === own.length ||
    (lost.length === 0 && added.length === 0 && columns.length === 0 && !merged)
  )
    return undefined;
  const isUncertain = lost.length > 0 && isTableInDoubt(table, extraction);
  return {
    code: 'rows-altered',
    rule: 'E-T03',
    severity: 'warning',
    kind: isUncertain ? 'reading' : kindOver(lost, context),
    fields: isUncertain ? [...lost, ...undividedFields(form, table, lost)] : lost,
    terms: lost,
    data: {
      table,
      missing: lost,
      merged,
      addedRows: added.map(({ label, texts }) => ({ label, texts })),
      addedCells: columns.map(({ row, text }) => ({ row, text })),
    },
    at: [...placesOf(lost, extraction), ...added.map(({ at }) => at), ...columns.map(({ at }) => at)],
  };
}

/** Where all parts of a row that may be printed undivided are lost, its own figures may be what is printed. */
function undividedFields(form: Form, table: TableId, lost: readonly Field[]): Field[] {
  const blocks = form.tables.find(({ id }) => id === table)?.blocks ?? [];
  const rows = blocks.flatMap((block) => block.rows);
  return rows.flatMap(({ replaces, fields }) => {
    const parts = rows.filter(({ path }) => replaces?.includes(ownText(path)));
    const isLost =
      parts.length > 0 && parts.every((part) => part.fields.every((field) => !field || lost.includes(field)));
    return isLost ? fields.flatMap((field) => field ?? []) : [];
  });
}
