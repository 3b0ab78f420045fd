/** What a reviewer's decision hangs on: the evidence, not how it was found. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '#checks/check.js';
import { withFingerprint } from '#checks/fingerprint.js';
import { runChecks } from '#checks/index.js';
import { noneThere } from '#pipeline/second-opinion.js';
import { contextOf } from './context.js';

const report = 'row received.new 3 0 0 0 0 0 4\nrow results.granted 3\nrow results.total 3';
const { extraction } = contextOf(report);
const finding: Finding = {
  code: 'row-sum-mismatch',
  rule: 'R-T3-ROW',
  severity: 'error',
  kind: 'source',
  fields: ['applications.received.new.total'],
  terms: ['applications.received.new.natural_person', 'applications.received.new.total'],
  data: { printed: 4, computed: 3 },
  at: [],
};
const fingerprintOf = (change: Partial<Finding>, of = extraction): string =>
  withFingerprint({ ...finding, ...change }, of).fingerprint;
const own = fingerprintOf({});

describe('stays the same', () => {
  test.each<[what: string, change: Partial<Finding>]>([
    ['when the terms come in another order', { terms: [...finding.terms].reverse() }],
    ['when a term is named twice', { terms: [...finding.terms, ...finding.terms] }],
    ['when the place is another', { at: [{ kind: 'text', line: 9, column: 1 }] }],
    ['when the severity is another', { severity: 'notice' }],
    ['when the kind is another', { kind: 'undecided' }],
    ['when the suspects are others', { fields: [] }],
    [
      'when repairs are offered',
      {
        repairs: [
          { field: finding.terms[1] as never, from: 4, to: 3, reason: 'single-relation', satisfies: [] },
        ],
      },
    ],
    ['when the message needs other data', { data: {} }],
  ])('%s', (_, change) => expect(fingerprintOf(change)).toBe(own));

  test('when the sentence is set with other spaces', () => {
    expect(fingerprintOf({ sentence: '共收到申请 8 件。' })).toBe(
      fingerprintOf({ sentence: '共收到\n申请8件。' }),
    );
  });

  test('when the report is read from a page of another make', () => {
    const pieces = contextOf(`${report}\nnumbering 、\ncut applications after results.granted again`);
    expect(fingerprintOf({}, pieces.extraction)).toBe(own);
  });
});

describe('changes', () => {
  test.each<[what: string, change: Partial<Finding>]>([
    ['with the rule', { rule: 'R-T3-BAL' }],
    ['with the terms', { terms: ['applications.received.new.total'] }],
    ['with the sentence', { sentence: '共收到申请8件。' }],
  ])('%s', (_, change) => expect(fingerprintOf(change)).not.toBe(own));

  test.each([
    ['the value of a term', 'row received.new 3 0 0 0 0 0 5'],
    ['a term that is blank now', 'row received.new 3 0 0 0 0 0 _'],
    ['a term that is a mark now', 'row received.new 3 0 0 0 0 0 /'],
    ['a term that is missing now', 'without row received.new'],
  ])('with %s', (_, line) => {
    const other = contextOf(`${report}\n${line}`).extraction;
    expect(fingerprintOf({}, other)).not.toBe(own);
  });

  test('between blank, mark and missing', () => {
    const prints = [
      'row received.new _ _ _ _ _ _ _',
      'row received.new / / / / / / /',
      'without row received.new',
    ].map((line) => fingerprintOf({}, contextOf(line).extraction));
    expect(new Set(prints).size).toBe(3);
  });
});

test('is a SHA-256 and the same at every run', () => {
  expect(own).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintOf({})).toBe(own);
});

test('is the same whether or not a second reading was there', () => {
  const printsOf = (second: typeof noneThere | undefined) =>
    runChecks(contextOf(report, second)).map(({ fingerprint }) => fingerprint);
  expect(printsOf(noneThere)).toEqual(printsOf(undefined));
});

test('no two anomalies of one report share it', () => {
  const anomalies = runChecks(
    contextOf(`${report}
row remedies.review 1 0 0 0 3
row remedies.litigation_direct 1 0 0 0 3
row proactive.penalty 1␣2
row proactive.coercion /
row proactive.regulations _ _ _
without row results.denied.state_secret
label results.denied.process_information 6.属于四类过程性情息
text overview 2024年共收到政府信息公开申请9件。
text applications 全年共收到政府信息公开申请11件。`),
  );
  expect(anomalies.length).toBeGreaterThan(6);
  expect(new Set(anomalies.map(({ fingerprint }) => fingerprint)).size).toBe(anomalies.length);
});
