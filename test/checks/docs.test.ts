/**
 * The page of checks is what the checks are. Where it is stale:
 *
 *     GOUJI_DOCS=write npx vitest run test/checks/docs.test.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { knownChecks } from '#checks/index.js';
import { checksToMarkdown } from './docs-page.js';

const file = fileURLToPath(new URL('../../docs/checks/index.md', import.meta.url));

test('docs/checks/index.md is not stale (see the head of this file)', () => {
  const page = checksToMarkdown(knownChecks);
  if (process.env['GOUJI_DOCS'] === 'write') writeFileSync(file, page);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(page);
});
