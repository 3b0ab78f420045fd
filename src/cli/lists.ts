/** `gouji forms`, `gouji fields`, `gouji checks`: what the program knows. */
import { knownChecks } from '#checks/index.js';
import { forms } from '#forms/index.js';

export function listForms(): string {
  return forms
    .map((form) => {
      const years = `${form.years.from}–${form.years.to ?? ''}`;
      const tables = form.tables.map(({ id, name }) => `  ${id}\t${name}`).join('\n');
      return `${form.id}\t${years}\t${form.fields.length} fields\t${form.relations.length} relations\n${tables}`;
    })
    .join('\n');
}

export function listFields(): string {
  const lines = forms.flatMap((form) =>
    form.fields.map(({ field, type, unit, label }) => [form.id, field, type, unit ?? '', label].join('\t')),
  );
  return ['form\tfield\ttype\tunit\tlabel', ...lines].join('\n');
}

export function listChecks(): string {
  return knownChecks.map(({ rule, codes, summary }) => `${codes.join(', ')}\t${rule}\t${summary}`).join('\n');
}
