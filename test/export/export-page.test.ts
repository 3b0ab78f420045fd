/** `docs/export.md` names the columns that are written, and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columnsOf, tableNames } from '#export/tables.js';
import { root } from '../cli/run-gouji.js';

const page = readFileSync(join(root, 'docs', 'export.md'), 'utf8');

/** Names and types in the table under a heading. */
const shown = (heading: string): string[][] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| (\w+) \| \S/gm)].map(([, name = '', type = '']) => [
    name,
    type,
  ]);
};

test.each(tableNames)('%s', (table) => {
  const key = table === 'reports' ? [] : shown('Of every document');
  expect([...key, ...shown(`\`${table}\``)]).toEqual(columnsOf(table));
});

test('every type is explained', () => {
  for (const table of tableNames)
    for (const [, type] of columnsOf(table)) expect(page).toMatch(new RegExp(`^\\| ${type} \\| \\S`, 'm'));
});
