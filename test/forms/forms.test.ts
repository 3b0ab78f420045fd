/** The forms as data: complete, without contradictions, and every label found by its own finder. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Form, FormTable } from '#forms/form.js';
import { fieldSpec, forms } from '#forms/index.js';
import { labelIndexOf } from '#recognize/label-index.js';
import { allFields, type Field, isField } from '#records/fields.js';
import { labelKey } from '#text/label.js';
import { formFields } from '../generator/form.js';
import { skipUnless } from '../skip-unless.js';

const formById = (id: '2019' | '2021'): Form =>
  forms.find((form) => form.id === id) ?? expect.fail(`no form of ${id}`);

/** The fields of a table in reading order, those of variant rows included. */
const tableFields = ({ blocks }: FormTable): Field[] =>
  blocks.flatMap(({ rows }) => rows.flatMap(({ fields }) => fields.filter((field) => field !== undefined)));

/** Totals of 其他处理 exist on the form of 2021 only where the row is printed undivided. */
const printedFields = (id: '2019' | '2021'): string[] =>
  formById(id)
    .fields.map(({ field }) => field)
    .filter((field) => id === '2019' || !field.startsWith('applications.results.other.total.'));

describe.each([
  ['2019', { proactive: 22, applications: 161, remedies: 15 }, 23 + 7 + 7 + 3],
  ['2021', { proactive: 10, applications: 175, remedies: 15 }, 25 + 7 + 7 + 3],
] as const)('the form of %s', (id, counts, relations) => {
  const form = formById(id);
  const fields = printedFields(id);

  test('has as many figures as are printed', () => {
    expect(fields).toHaveLength(counts.proactive + counts.applications + counts.remedies);
    for (const [table, count] of Object.entries(counts))
      expect(
        fields.filter((field) => field.startsWith(table)),
        table,
      ).toHaveLength(count);
  });

  test('has the figures the domain lists, in its order', () => {
    expect(fields).toEqual(Object.values(formFields(id)).flat());
  });

  test('names each field once, in the vocabulary', () => {
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) expect(isField(field), field).toBe(true);
  });

  test('has a cell for every field, and no other', () => {
    const cells = form.tables.flatMap(tableFields);
    expect([...new Set(cells)].sort()).toEqual(form.fields.map(({ field }) => field).sort());
    for (const table of form.tables)
      for (const field of tableFields(table)) expect(fieldSpec(form, field)?.table).toBe(table.id);
  });

  test('has a column for every figure of a row', () => {
    for (const { blocks } of form.tables)
      for (const { columns, rows } of blocks)
        for (const row of rows) expect(row.fields).toHaveLength(columns.length);
  });

  test('states its relations over its own fields', () => {
    expect(form.relations).toHaveLength(relations);
    const known = new Set(form.fields.map(({ field }) => field));
    for (const { left, right } of [...form.relations, ...(form.undivided?.relations ?? [])])
      for (const field of [...left, ...right]) expect(known.has(field), field).toBe(true);
  });

  test('states each relation once', () => {
    const ids = form.relations.map(({ rule, instance }) => `${rule}[${instance}]`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('guards every figure of tables three and four by a relation', () => {
    const guarded = new Set(form.relations.flatMap(({ left, right }) => [...left, ...right]));
    expect(fields.filter((field) => !field.startsWith('proactive') && !guarded.has(field as never))).toEqual(
      [],
    );
  });

  test('finds every label of a row by its own finder, in all its wordings', () => {
    const index = labelIndexOf(form);
    for (const target of index.targets) {
      const own = target.row.path.at(-1);
      if (!own) continue;
      expect(index.rows.find(own.text)?.expected, own.text).toBe(own.text);
      for (const alias of own.aliases ?? []) {
        const found = index.rows.find(alias);
        expect(found?.way, alias).not.toBe('fuzzy');
        expect(found?.expected, alias).toBe(own.text);
      }
    }
  });

  test('finds every label of a column, a group and a title', () => {
    const index = labelIndexOf(form);
    for (const table of form.tables)
      for (const block of table.blocks) {
        if (block.title) expect(index.titles.find(block.title.text)?.target).toBe(table.id);
        if (block.corner) expect(index.columns.find(block.corner.text)?.target.table).toBe(table.id);
        for (const { path } of block.columns)
          for (const { text } of path) expect(index.columns.find(text)?.way, text).toBe('exact');
        for (const { path } of block.rows)
          for (const { text } of path.slice(0, -1))
            expect(index.groups.find(text)?.target, text).toBe(table.id);
      }
  });

  test('shares no label between two rows but where their groups tell them apart', () => {
    const seen = new Map<string, string>();
    for (const { row } of labelIndexOf(form).targets) {
      const key = labelKey(row.path.map(({ text }) => text).join('|'));
      if (key === '') continue;
      expect(seen.get(key), key).toBeUndefined();
      seen.set(key, row.fields[0] ?? '');
    }
  });

  test('has six sections in their order', () => {
    expect(form.sections.map(({ ordinal }) => ordinal).join('')).toBe('一二三四五六');
    const wordings = form.sections.flatMap(({ heading }) => [heading.text, ...(heading.aliases ?? [])]);
    expect(new Set(wordings.map(labelKey)).size).toBe(wordings.length);
  });
});

test('no fingerprint of one form stands on the other', () => {
  for (const form of forms)
    for (const other of forms.filter((one) => one !== form)) {
      const printed = labelKey(
        other.tables
          .flatMap(({ blocks }) => blocks)
          .flatMap(({ columns, rows, title }) => [
            title?.text ?? '',
            ...columns.flatMap(({ path }) => path.map(({ text }) => text)),
            ...rows.flatMap(({ path }) => path.map(({ text }) => text)),
          ])
          .join('|'),
      );
      for (const fingerprint of form.fingerprints)
        expect(printed.includes(labelKey(fingerprint)), fingerprint).toBe(false);
    }
});

test('every field of the vocabulary is on a form', () => {
  const used = new Set(forms.flatMap(({ fields }) => fields.map(({ field }) => field)));
  expect(allFields.filter((field) => !used.has(field))).toEqual([]);
});

test('a form for every report year since 2019', () => {
  for (const year of [2019, 2020, 2021, 2026, 2030])
    expect(
      forms.filter(({ years }) => year >= years.from && year <= (years.to ?? year)),
      `${year}`,
    ).toHaveLength(1);
});

const listFile = fileURLToPath(new URL('../../../shared/domain/fields.json', import.meta.url));
const isThere = existsSync(listFile);
const lists: Record<string, readonly { readonly field: string; readonly unit?: string | null }[]> = isThere
  ? JSON.parse(readFileSync(listFile, 'utf8'))
  : {};

skipUnless(isThere, 'the list of fields is not beside this checkout: nothing to compare with');

test.runIf(isThere).each(['2019', '2021'] as const)('the list of fields names the same for %s', (id) => {
  expect(printedFields(id)).toEqual((lists[`F${id}`] ?? []).map(({ field }) => field));
});
