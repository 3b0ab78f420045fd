/** Of packages of many files the built program asks for the one file that the build makes of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundled, bundleOf } from '../../src/generate/packages.js';

const built = fileURLToPath(new URL('../../dist/', import.meta.url));
const packages = join('src', 'packages');
const isOwn = (file: string): boolean => file.endsWith('.js') && !file.startsWith(packages);
const code = readdirSync(built, { recursive: true, encoding: 'utf8' })
  .filter(isOwn)
  .map((file) => readFileSync(join(built, file), 'utf8'))
  .join('\n');

test.each(bundled)('%s', async (name) => {
  expect(code).toContain(`'#packages/${bundleOf(name)}'`);
  expect(code).not.toMatch(new RegExp(`\\b(from|import) ?\\(?["']${name}["']`));
  const made = await import(join(built, packages, bundleOf(name)));
  expect(Object.keys(made)).not.toEqual([]);
});
