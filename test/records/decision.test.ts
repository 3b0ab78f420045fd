/** Which of several decisions holds. */
import { describe, expect, test } from 'vitest';
import { type Decision, findStanding } from '#records/decision.js';
import { decisionSchema } from '#records/schema.js';

const decide = (by: string, verdict: Decision['verdict'], to?: number): Decision => ({
  report: { agencyKey: '320100 某局', year: 2023, scope: '' },
  ...{ document: 'a'.repeat(64), fingerprint: 'f', code: 'row-sum-mismatch' },
  fields: ['applications.received.new.total'],
  edits: to === undefined ? [] : [{ field: 'applications.received.new.total', from: 3, to }],
  ...{ verdict, reason: null, by, at: '2026-01-02T03:04:05.000Z' },
});

const standing = (...decisions: Decision[]): [string | undefined, string | undefined, boolean] => {
  const { decision, isDisputed } = findStanding(decisions);
  return [decision?.by, decision?.verdict, isDisputed];
};

describe('of decisions', () => {
  test('none holds where there is none', () => {
    expect(standing()).toEqual([undefined, undefined, false]);
  });

  test('the latest of one reviewer holds, and that is no dispute', () => {
    expect(standing(decide('a', 'confirmed'), decide('a', 'dismissed'))).toEqual(['a', 'dismissed', false]);
  });

  test('the later of two reviewers holds, and they are in dispute where they mean different things', () => {
    expect(standing(decide('a', 'confirmed'), decide('b', 'dismissed'))).toEqual(['b', 'dismissed', true]);
    expect(standing(decide('a', 'corrected', 4), decide('b', 'corrected', 5))).toEqual([
      ...['b', 'corrected', true],
    ]);
    expect(standing(decide('a', 'corrected', 4), decide('b', 'corrected', 4))).toEqual([
      ...['b', 'corrected', false],
    ]);
  });

  test('one that is taken back holds no more, and what it replaced holds again', () => {
    const [one, other, undo] = [decide('a', 'confirmed'), decide('a', 'dismissed'), decide('a', 'undone')];
    expect(standing(one, undo)).toEqual([undefined, undefined, false]);
    expect(standing(one, other, undo)).toEqual(['a', 'confirmed', false]);
    expect(standing(one, other, undo, undo)).toEqual([undefined, undefined, false]);
    expect(standing(undo, one)).toEqual(['a', 'confirmed', false]);
  });

  test('nobody takes back what another one decided', () => {
    const [one, other] = [decide('a', 'confirmed'), decide('b', 'dismissed')];
    expect(standing(one, other, decide('c', 'undone'))).toEqual(['b', 'dismissed', true]);
    expect(standing(one, other, decide('b', 'undone'))).toEqual(['a', 'confirmed', false]);
    expect(standing(one, other, decide('a', 'undone'))).toEqual(['b', 'dismissed', false]);
  });
});

test('a line of exported decisions is checked', () => {
  const decision = decide('a', 'corrected', 4);
  expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
  for (const wrong of [
    { verdict: 'maybe' },
    { fields: ['applications.nowhere'] },
    { at: 'yesterday' },
    { by: '' },
    { document: 'x' },
    { edits: [{ field: 'applications.received.new.total', from: '3', to: 4 }] },
  ])
    expect(decisionSchema.safeParse({ ...decision, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});
