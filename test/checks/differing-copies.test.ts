/** Copies of one report, and what is said where they differ. */
import { describe, expect, test } from 'vitest';
import { type CopiedFigure, differingCopies, type ReportCopy } from '#checks/differing-copies.js';
import { messageOf } from '#checks/messages/message.js';
import { form2021 } from '#forms/form-2021.js';
import type { Place } from '#model/place.js';
import type { Field } from '#records/fields.js';

const fees: Field = 'proactive.fees.amount_wan_yuan';
const penalty: Field = 'proactive.penalty.decisions';
const at = (path: string): Place => ({ kind: 'html', path });

const number = (value: number): CopiedFigure => ({ state: 'number', value, at: at(`td${value}`) });
const without = (state: CopiedFigure['state']): CopiedFigure => ({ state, value: null, at: at('td') });

const copyOf = (
  figures: Readonly<Partial<Record<Field, CopiedFigure>>>,
  more: Partial<ReportCopy> = {},
): ReportCopy => ({
  ...{ sha256: 'ab', name: '年报.pdf', format: 'pdf', isReplaced: false, doubtful: new Set() },
  figures: new Map(Object.entries(figures) as [Field, CopiedFigure][]),
  ...more,
});

const compare = (main: ReportCopy, other: ReportCopy) => [...differingCopies.compare(main, other)];

test('equal copies say nothing, however they are printed', () => {
  const one = copyOf({ [fees]: number(3), [penalty]: without('blank') });
  const other = copyOf({ [fees]: number(3), [penalty]: without('mark') }, { format: 'html' });
  expect(compare(one, other)).toEqual([]);
});

test.each([
  ['a number and another one', number(3), number(4)],
  ['a number and a blank', number(3), without('blank')],
  ['a nought and a blank', number(0), without('blank')],
])('%s differ', (_, one, other) => {
  const [anomaly, ...more] = compare(copyOf({ [fees]: one }), copyOf({ [fees]: other }));
  expect(more).toEqual([]);
  expect(anomaly).toMatchObject({
    ...{ code: 'copies-differ', rule: 'E-M05', severity: 'warning', kind: 'source' },
    ...{ fields: [fees], at: [one.at] },
    data: { copy: 'ab', differences: [{ field: fees, main: one.value, copy: other.value }] },
  });
});

test.each(['unreadable', 'missing'] as const)('what is %s contradicts nothing', (state) => {
  expect(compare(copyOf({ [fees]: number(3) }), copyOf({ [fees]: without(state) }))).toEqual([]);
  expect(compare(copyOf({ [fees]: without(state) }), copyOf({ [fees]: number(3) }))).toEqual([]);
  expect(compare(copyOf({ [fees]: number(3) }), copyOf({}))).toEqual([]);
});

describe('whose fault it is', () => {
  const main = copyOf({ [fees]: number(3), [penalty]: number(7) });
  const figures = { [fees]: number(4), [penalty]: number(8) };

  test('is perhaps ours where one of them is doubted; what is not doubted is said apart', () => {
    const anomalies = compare(main, copyOf(figures, { doubtful: new Set([fees]) }));
    expect(anomalies.map(({ kind, fields }) => [kind, fields]).sort()).toEqual([
      ['reading', [fees]],
      ['source', [penalty]],
    ]);
  });

  test('nobody can tell from flat text', () => {
    const kinds = compare(main, copyOf(figures, { format: 'text' })).map(({ kind }) => kind);
    expect(kinds).toEqual(['undecided']);
  });
});

test('the same evidence has the same fingerprint, in whichever document it stands', () => {
  const main = copyOf({ [fees]: number(3) });
  const [one] = compare(main, copyOf({ [fees]: number(4) }));
  const [moved] = compare(main, copyOf({ [fees]: number(4) }, { sha256: 'cd', name: 'x', isReplaced: true }));
  const [changed] = compare(main, copyOf({ [fees]: number(5) }));
  expect(moved?.fingerprint).toBe(one?.fingerprint);
  expect(changed?.fingerprint).not.toBe(one?.fingerprint);
});

test('what is said names the figures, and what stands there', () => {
  const [anomaly] = compare(
    copyOf({ [fees]: number(3), [penalty]: number(7) }),
    copyOf({ [fees]: without('blank'), [penalty]: number(8) }, { isReplaced: true }),
  );
  const say = (language: 'en' | 'zh') => anomaly && messageOf(anomaly, form2021, language);
  expect(say('en')).toMatch(/^the version that was replaced \(年报\.pdf\) says otherwise: .+ 7, there 8/);
  expect(say('zh')).toMatch(/^被替换的旧版（年报\.pdf）与此不同：.+ 7，彼处 8/);
  expect(say('en')).toMatch(/ 3, there no number/);
});
