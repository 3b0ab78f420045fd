/** Doubts of our own, and whose fault a contradiction is, by what the readings said. */
import { describe, expect, test } from 'vitest';
import type { CheckContext, SecondOpinion } from '#checks/check.js';
import { runChecks } from '#checks/index.js';
import type { CellDoubt } from '#model/document.js';
import { noneThere, notAsked } from '#pipeline/second-opinion.js';
import type { Field } from '#records/fields.js';
import { contextOf } from './context.js';

const penalty: Field = 'proactive.penalty.decisions';
const natural: Field = 'applications.received.new.natural_person';
const clean = 'row received.new 3\nrow results.granted 3\nrow results.total 3';
const wrongTotal = 'row received.new 3 0 0 0 0 0 4\nrow results.granted 3\nrow results.total 3';

const agreeing: SecondOpinion = { state: 'given', differing: new Map() };
const differing = (...fields: Field[]): SecondOpinion => ({
  state: 'given',
  differing: new Map(fields.map((field) => [field, { first: '3', second: '8' }])),
});

/** The same report with a cell the reader was not sure of. */
function doubted(report: string, field: Field, doubt: CellDoubt, second: SecondOpinion): CheckContext {
  const { extraction } = contextOf(report, second);
  const evidence = new Map(extraction.evidence);
  evidence.set(field, { notes: [], row: undefined, ...evidence.get(field), doubts: [doubt] });
  return { extraction: { ...extraction, evidence }, second };
}

const codesOf = (context: CheckContext): string[] => runChecks(context).map(({ code }) => code);

describe('a cell the reader was not sure of', () => {
  test.each(['straddles', 'aligned', 'overprinted', 'clipped'] as const)(
    'is doubtful when it %s',
    (doubt) => {
      const [anomaly] = runChecks(doubted('row proactive.penalty 3', penalty, doubt, notAsked));
      expect(anomaly).toMatchObject({
        code: 'cell-doubtful',
        kind: 'reading',
        severity: 'warning',
        fields: [penalty],
      });
      expect(anomaly?.data).toEqual({ cause: doubt });
    },
  );

  test('is settled when a sum confirms it', () => {
    expect(codesOf(doubted(clean, natural, 'straddles', notAsked))).toEqual([]);
  });

  test('is not settled by a sum of nothing but zeros', () => {
    const zero: Field = 'applications.results.denied.state_secret.natural_person';
    const report = 'row received.new 0\nrow results.total 0';
    expect(codesOf(doubted(report, zero, 'straddles', notAsked))).toContain('cell-doubtful');
  });

  test('is settled when the second reading reads the same', () => {
    expect(codesOf(doubted('row proactive.penalty 3', penalty, 'straddles', agreeing))).toEqual([]);
  });

  test('is not settled by the second reading where characters stand over each other', () => {
    const context = doubted('row proactive.penalty 3', penalty, 'overprinted', agreeing);
    expect(codesOf(context)).toEqual(['cell-doubtful']);
  });

  test('nor by a sum', () => {
    expect(codesOf(doubted(clean, natural, 'overprinted', agreeing))).toEqual(['cell-doubtful']);
  });

  test('makes a relation that fails over it a question of reading', () => {
    const anomalies = runChecks(doubted(wrongTotal, natural, 'overprinted', agreeing));
    expect(anomalies.find(({ code }) => code === 'row-sum-mismatch')).toMatchObject({
      kind: 'reading',
      severity: 'warning',
    });
  });
});

describe('digits of the carrier that reached no block', () => {
  test.each([3, -2])('%i of them are an anomaly', (lostDigits) => {
    const context = contextOf('row proactive.penalty 3');
    const anomalies = runChecks({ ...context, extraction: { ...context.extraction, lostDigits } });
    expect(anomalies).toMatchObject([
      { code: 'coverage-gap', rule: 'READ-5', kind: 'reading', data: { lostDigits } },
    ]);
  });
});

test('text that the carrier cut off is an anomaly where it was', () => {
  const { extraction, second } = contextOf('row proactive.penalty 3');
  const at = [{ kind: 'page', page: 2, box: [0, 0, 595, 842] }] as const;
  const cut = { ...extraction, remarks: [{ code: 'truncated', at }] } as const;
  expect(runChecks({ extraction: cut, second })).toMatchObject([
    { code: 'text-cut-off', rule: 'READ-8', severity: 'warning', at },
  ]);
});

describe('a failing relation is the fault of', () => {
  test.each<[whose: string, second: SecondOpinion]>([
    ['source', notAsked],
    ['source', agreeing],
    ['source', differing(penalty)],
    ['reading', differing(natural)],
    ['undecided', noneThere],
  ])('%s', (kind, second) => {
    const anomaly = runChecks(contextOf(wrongTotal, second)).find(({ code }) => code === 'row-sum-mismatch');
    expect(anomaly?.kind).toBe(kind);
  });

  test('the reading, with what each of them reads', () => {
    const anomalies = runChecks(contextOf(wrongTotal, differing(natural)));
    expect(anomalies.find(({ code }) => code === 'row-sum-mismatch')?.data['readings']).toEqual([
      { field: natural, first: '3', second: '8' },
    ]);
    expect(anomalies.find(({ code }) => code === 'readings-differ')).toMatchObject({
      kind: 'reading',
      fields: [natural],
    });
  });
});

test('the gravest come first', () => {
  const weights = { error: 0, warning: 1, notice: 2 };
  const order = runChecks(
    contextOf(`${wrongTotal}\nrow proactive.penalty /\nrow proactive.licensing 详见附件`),
  ).map(({ severity }) => weights[severity]);
  expect(order).toEqual([...order].sort());
  expect(new Set(order).size).toBe(3);
});
