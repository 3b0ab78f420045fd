/** Every command the README shows is run; what it promises of their output is looked at. */
import { execSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './cli/run-gouji.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
const commands = blocks.flatMap((block) => block.trim().split('\n'));
/** The install is this very checkout, and the tests are this very run. */
const withoutSetUp = commands
  .map((command) => command.replace(/^npm ci && /, ''))
  .filter((command) => command !== 'npm test');

describe('the README', () => {
  test('shows the two commands', () => {
    expect(commands).toContain('npm ci && npm start');
    expect(commands).toContain('npm ci && npm test');
  });

  // One after the other in one data folder, as a reader would.
  const data = mkdtempSync(join(tmpdir(), 'gouji-readme-'));
  test.each(withoutSetUp)('%s', (command) => {
    const out = execSync(command, { cwd: root, encoding: 'utf8', env: { ...process.env, GOUJI_DATA: data } });
    expect(out.length).toBeGreaterThan(100);
    if (command === 'npm start') {
      expect(readdirSync(data).sort()).toEqual(
        expect.arrayContaining(['documents', 'failures.csv', 'gouji.sqlite', 'ingest.log']),
      );
      for (const line of shownSummary()) expect(out).toContain(line);
    }
  });

  test('shows a record as it is', () => {
    const record: unknown = JSON.parse(
      execSync('npx gouji parse samples/row-sum-2023.docx', { cwd: root, encoding: 'utf8' }),
    );
    expect(record).toEqual(asShown(JSON.parse(shownRecord())));
  });

  test('links only to what is there', () => {
    for (const [, link] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g))
      expect(() => readFileSync(join(root, link ?? '')), link).not.toThrow();
  });
});

/** The lines of the summary that the README shows. */
function shownSummary(): string[] {
  const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '…');
}

/** The record that the README shows, as JSON: what it leaves out is `…`, which ends a list or an object. */
const shownRecord = (): string =>
  (/```jsonc\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').replace(/,?\s*(?<!")…(?!")/g, '');

/** Any text for `"…"`; what is shown of an object or a list, among other things. */
function asShown(shown: unknown): unknown {
  if (shown === '…') return expect.any(String);
  if (Array.isArray(shown)) return expect.arrayContaining(shown.map(asShown));
  if (typeof shown !== 'object' || shown === null) return shown;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, asShown(value)])),
  );
}
