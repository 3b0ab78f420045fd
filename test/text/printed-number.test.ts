/** What a cell prints, as a number or as one of the four other states. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePrintedNumber } from '#text/printed-number.js';

describe('numbers', () => {
  test.each<[printed: string, value: number, unit: string | null, notes: string[]]>([
    ['0', 0, null, []],
    ['12', 12, null, []],
    ['007', 7, null, []],
    [' 12 ', 12, null, []],
    ['\u00a012\u3000', 12, null, []],
    ['1\u200b2', 12, null, []],
    ['１２', 12, null, ['full-width']],
    ['96.71', 96.71, null, []],
    ['72701.2578', 72701.2578, null, []],
    ['24252.311082', 24252.311082, null, []],
    ['１２．５', 12.5, null, ['full-width']],
    ['1,234', 1234, null, ['thousands']],
    ['1，234，567', 1234567, null, ['thousands']],
    ['12 345', 12345, null, ['inner-space']],
    ['5¹', 5, null, ['remark']],
    ['114*', 114, null, ['remark']],
    ['1 2', 12, null, ['inner-space']],
    ['39857\n58', 3985758, null, ['wrapped']],
    ['251000元', 251000, '元', ['unit']],
    ['75394432.52元', 75394432.52, '元', ['unit']],
    ['0.092 万元', 0.092, '万元', ['unit']],
    ['12件', 12, '件', ['unit']],
    ['22（其中修订16件）', 22, null, ['remark']],
    ['55(含自然失效 29 件)', 55, null, ['remark']],
    ['22（新增（含修订）3）（续）', 22, null, ['remark']],
    ['22（其中修订16件', 22, null, ['remark']],
    ['22件（其中修订16件）', 22, '件', ['unit', 'remark']],
    ['-18', -18, null, []],
    ['－18', -18, null, []],
    ['−18', -18, null, []],
    ['- 18', -18, null, []],
    ['-0', 0, null, []],
    ['+2', 2, null, []],
    ['减3', -3, null, ['sign-in-words']],
    ['减少3', -3, null, ['sign-in-words']],
    ['↓3', -3, null, ['sign-in-words']],
    ['增2', 2, null, ['sign-in-words']],
    ['↑2', 2, null, ['sign-in-words']],
    ['12（', 12, null, ['remark']],
    ['约70', 70, null, ['approximate']],
    ['70余件', 70, '件', ['approximate', 'unit']],
    ['十二', 12, null, ['chinese-numeral']],
    ['三百零五', 305, null, ['chinese-numeral']],
    ['12。', 12, null, []],
  ])('%j', (printed, value, unit, notes) => {
    const parsed = parsePrintedNumber(printed);
    expect(parsed).toEqual({ state: 'number', value, unit, notes: expect.arrayContaining(notes) });
    if (parsed.state === 'number') expect([...parsed.notes].sort()).toEqual([...notes].sort());
  });
});

test.each(['', ' ', '\u00a0', '\u3000', '\n \n', '\u200b', '\ufeff'])('%j is blank', (printed) =>
  expect(parsePrintedNumber(printed)).toEqual({ state: 'blank' }),
);

test.each([
  '/',
  '／',
  '\\',
  '—',
  '——',
  '-',
  '－',
  '–',
  '无',
  '空',
  '…',
  '*',
  'N/A',
  '不适用',
  ' / ',
  '∕',
  '×',
])('%j is a mark, not 0', (printed) => expect(parsePrintedNumber(printed)).toEqual({ state: 'mark' }));

test.each([
  '详见附件',
  '见附表',
  '12和13',
  '3/4',
  '1.2.3',
  '二级',
  'abc',
  '2024年1月',
  '（12）',
  '（含3件）',
  '12~15',
  '12（新增）3',
  '3（2）1',
  '12(3',
  '万',
  '99999999999999999999',
])('%j is no number', (printed) => {
  expect(parsePrintedNumber(printed)).toEqual({ state: 'unreadable' });
});

test('plain digits are always their own value, in any width', () => {
  const wide = (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 - 1 }), (value) => {
      for (const text of [`${value}`, wide(`${value}`), ` ${value}\u3000`, value.toLocaleString('en-US')])
        expect(parsePrintedNumber(text)).toMatchObject({ state: 'number', value });
    }),
  );
});

test('no text at all makes it throw or invent a number that is not finite', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const parsed = parsePrintedNumber(text);
      if (parsed.state === 'number') expect(Number.isFinite(parsed.value)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a text without any digit or numeral is never a number', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'件元，。、（）()/—-+减增约余年月无 \n') }), (text) => {
      expect(parsePrintedNumber(text).state).not.toBe('number');
    }),
  );
});
