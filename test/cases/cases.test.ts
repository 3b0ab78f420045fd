/** Every page of this folder: what it puts in is read as it expects. See expectations.ts and notation.ts. */
import { describe, expect, test } from 'vitest';
import { checks } from '#checks/index.js';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { outputRecordSchema } from '#records/schema.js';
import { expectedCodes, readCases } from './case-file.js';
import { expectLine } from './expectations.js';

const engines = loadEngines();
const cases = readCases();

describe.each(cases)('$page: $title', ({ page, input, expectations }) => {
  test.each(expectations)('%s', async (line) => {
    expectLine(line, await recordOf(page, input));
  });

  test('the record is of its schema', async () => {
    outputRecordSchema.parse(await recordOf(page, input));
  });
});

const records = new Map<string, ReturnType<typeof processDocument>>();

function recordOf(page: string, input: Uint8Array): ReturnType<typeof processDocument> {
  const known = records.get(page) ?? processDocument(input, { name: page, language: 'en' }, engines);
  records.set(page, known);
  return known;
}

/** Codes that need another carrier or a faulty reader; test/checks/readings.test.ts shows them. */
const elsewhere = new Set(['coverage-gap', 'text-cut-off']);

test('every code of an anomaly has a page that expects it', () => {
  const expected = cases.flatMap(expectedCodes);
  const codes = checks.flatMap((check) => check.codes);
  expect(codes.filter((code) => !expected.includes(code) && !elsewhere.has(code))).toEqual([]);
});
