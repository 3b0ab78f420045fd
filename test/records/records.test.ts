/** The vocabulary of fields and the schema of records. */
import { describe, expect, test } from 'vitest';
import { failureCodes } from '#model/failure.js';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { allFields, isField } from '#records/fields.js';
import { outputRecordSchema, recordJsonSchema, reportRecordSchema } from '#records/schema.js';
import { makeCase } from '../generator/case.js';

describe('the vocabulary', () => {
  test('has every path once, in snake case', () => {
    expect(new Set(allFields).size).toBe(allFields.length);
    for (const field of allFields)
      expect(field).toMatch(/^(proactive|applications|remedies)(\.[a-z0-9_]+)+$/);
  });

  test.each(['applications.received.new', 'proactive', '', 'toString', 'remedies.review.total '])(
    '%j is no field',
    (path) => expect(isField(path)).toBe(false),
  );
});

const engines = loadEngines();
const seeds = Array.from({ length: 12 }, (_, index) => 100 + index);

test.each(seeds)('the record of generated page %i is of the schema, and survives JSON', async (seed) => {
  const { name, bytes } = await makeCase('html', seed);
  const record = await processDocument(bytes, { name }, engines);
  expect(outputRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

test.each([...failureCodes])('a failure %s is of the schema', (code) => {
  const record = {
    schema: 'gouji/record@1',
    document: { sha256: '0'.repeat(64), name: 'x', format: null, bytes: 0 },
    engine: { version: '1', reading: 'none', judging: '1' },
    failure: { code, detail: 'why' },
  };
  expect(outputRecordSchema.parse(record)).toEqual(record);
});

describe('what is no record', () => {
  test.each<[reason: string, change: (record: Record<string, unknown>) => void]>([
    ['another schema', (record) => Object.assign(record, { schema: 'gouji/record@2' })],
    ['a misspelt field', (record) => Object.assign(first(record, 'figures'), { field: 'proactive.nothing' })],
    ['a state of its own', (record) => Object.assign(first(record, 'figures'), { state: 'zero' })],
    ['a value in words', (record) => Object.assign(first(record, 'figures'), { value: '3' })],
    ['no figures', (record) => delete record['figures']],
    ['a place without a kind', (record) => Object.assign(first(record, 'figures'), { at: { path: 'td' } })],
    ['a short fingerprint', (record) => Object.assign(first(record, 'anomalies'), { fingerprint: 'abc' })],
    ['an unknown severity', (record) => Object.assign(first(record, 'anomalies'), { severity: 'fatal' })],
  ])('%s', async (_, change) => {
    const { name, bytes } = await makeCase('html', 3, { wishes: { faults: ['outcome-cell'] } });
    const record = JSON.parse(JSON.stringify(await processDocument(bytes, { name }, engines)));
    reportRecordSchema.parse(record);
    change(record);
    expect(reportRecordSchema.safeParse(record).success).toBe(false);
  });
});

const first = (record: Record<string, unknown>, key: string): object => {
  const list = record[key];
  return Array.isArray(list) ? (list[0] as object) : {};
};

test('the published JSON Schema is one object a kind of record', () => {
  const schema = recordJsonSchema() as { anyOf?: { properties?: Record<string, unknown> }[] };
  expect(schema.anyOf).toHaveLength(2);
  for (const kind of schema.anyOf ?? []) expect(Object.keys(kind.properties ?? {})).toContain('document');
});
