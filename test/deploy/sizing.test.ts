/** The table of docs/deploy.md has the rows that the bench prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showSizing } from '../../bench/print.js';
import { root } from '../cli/run-gouji.js';

const printed = showSizing({
  ...{ reportsPerHourAndCore: 123_456.7, redisPer100000Jobs: 2 ** 20, postgresPerDocument: 1000 },
  ...{
    documentsPerDocument: 2000,
    postgresConnections: 3,
    redisConnections: 4,
    worker: 2 ** 20,
    child: 2 ** 21,
  },
});
const labelsOf = (table: string): string[] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ')[0] ?? '');

test('the page has the table that the bench prints', () => {
  const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8');
  const [, table = ''] = /<!-- sizing[^>]*-->\n([\s\S]*?)<!-- end of sizing -->/.exec(page) ?? [];
  expect(labelsOf(table)).toEqual(labelsOf(printed));
});

test('figures are printed in their units', () => {
  expect(printed).toContain('| reports an hour, per core | 123,457 |');
  expect(printed).toContain('| memory, per child (`--jobs` of them) | 2 MiB |');
  expect(printed).toContain('| Postgres, per document | 1 KB |');
});
