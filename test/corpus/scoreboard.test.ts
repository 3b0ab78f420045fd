/**
 * What is read of the corpus may not fall behind scoreboard.json. Where it is better than that, raise it:
 *
 *     GOUJI_SCOREBOARD=write npx vitest run test/corpus/scoreboard.test.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { reportRecordSchema } from '#records/schema.js';
import { skipUnless } from '../skip-unless.js';
import { isThere, readCorpus, readExpected, scored } from './folder.js';
import { type Score, scoreRecord } from './score.js';

const board = fileURLToPath(new URL('scoreboard.json', import.meta.url));
const raises = process.env['GOUJI_SCOREBOARD'] === 'write';
const known: Readonly<Record<string, Score>> = JSON.parse(readFileSync(board, 'utf8'));
const scores: Record<string, Score> = {};
const engines = loadEngines();

skipUnless(isThere, 'the corpus is not beside this checkout: nothing to score');

describe.runIf(isThere).each(scored)('%s', (file, expected) => {
  test('is read at least as well as before', async () => {
    const record = await processDocument(readCorpus(file), { name: file, language: 'en' }, engines);
    reportRecordSchema.parse(record);
    const score = scoreRecord(record, readExpected(expected));
    scores[file] = score;
    expect(score.silentlyWrong, 'silently wrong').toBe(0);
    if (raises) return;
    const before = known[file];
    if (!before) throw new Error(`${file} is not on the scoreboard: see the head of this file`);
    expect(findWorse(score, before), 'worse than before').toEqual([]);
    expect(score, 'better than the scoreboard: raise it, see the head of this file').toEqual(before);
  });
});

function findWorse(now: Score, before: Score): string[] {
  const rules = new Set([...Object.keys(now.errors), ...Object.keys(before.errors)]);
  const worse: readonly (readonly [what: string, worse: boolean])[] = [
    [`right ${before.right} → ${now.right}`, now.right < before.right],
    [`wrong ${before.wrong} → ${now.wrong}`, now.wrong > before.wrong],
    [`missing ${before.missing} → ${now.missing}`, now.missing > before.missing],
    [`agency ${now.agency}`, now.agency === 'wrong' && before.agency === 'right'],
    [`year ${now.year}`, now.year === 'wrong' && before.year === 'right'],
    [`form ${before.form} → ${now.form}`, now.form !== before.form],
    [`sections ${before.sections} → ${now.sections}`, now.sections < before.sections],
    [`tables ${before.tables} → ${now.tables}`, now.tables < before.tables],
    ...[...rules].map((rule): readonly [string, boolean] => [
      `errors of ${rule} ${before.errors[rule] ?? 0} → ${now.errors[rule] ?? 0}`,
      (now.errors[rule] ?? 0) !== (before.errors[rule] ?? 0),
    ]),
  ];
  return worse.flatMap(([what, is]) => (is ? [what] : []));
}

afterAll(() => {
  if (!raises || !isThere) return;
  const sorted = Object.fromEntries(Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(board, `${JSON.stringify(sorted, null, 2)}\n`);
});
