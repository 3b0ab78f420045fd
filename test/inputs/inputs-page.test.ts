import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultInputLimits, inputFailureCodes, passedOverReasons } from '#inputs/input.js';

const page = readFileSync(new URL('../../docs/inputs.md', import.meta.url), 'utf8');
const codesOf = (heading: string): string[] => {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1] ?? '');
};

test('the page explains every code, and no other', () => {
  expect(codesOf('Failures')).toEqual([...inputFailureCodes]);
  expect(codesOf('Passed over')).toEqual([...passedOverReasons]);
});

test('the page tells the limits as they are', () => {
  const { fileBytes, innerArchiveBytes, archiveBytes, archiveEntries, inflationRatio, ratioFloor } =
    defaultInputLimits;
  const values = [...page.matchAll(/^\| [^|]+ \| ([\d,]+(?: [MG]iB)?) \|/gm)].map((match) => match[1]);
  const told = [
    `${fileBytes / 2 ** 20} MiB`,
    `${innerArchiveBytes / 2 ** 20} MiB`,
    `${archiveBytes / 2 ** 30} GiB`,
  ];
  expect(values).toEqual([...told, archiveEntries.toLocaleString('en'), String(inflationRatio)]);
  expect(page).toContain(`from ${ratioFloor / 2 ** 20} MiB on`);
});
