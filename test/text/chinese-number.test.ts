/** Chinese numerals: positional, and with units. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChineseNumber } from '#text/chinese-number.js';
import { listNumberToText } from '#text/list-number.js';

describe('a numeral', () => {
  test.each<[text: string, value: number | undefined]>([
    ['零', 0],
    ['〇', 0],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['廿一', 21],
    ['卅', 30],
    ['一百', 100],
    ['一百零五', 105],
    ['一百一十', 110],
    ['一千零五', 1005],
    ['三千二百一十', 3210],
    ['三万二', 32000],
    ['三万零二', 30002],
    ['三百二', 320],
    ['一万零三十', 10030],
    ['十二万三千', 123000],
    ['一亿', 1e8],
    ['一亿二千万', 1.2e8],
    ['二〇二四', 2024],
    ['二○一二', 2012],
    ['贰拾伍', 25],
    ['万', undefined],
    ['一万亿', undefined],
    ['', undefined],
    ['件', undefined],
    ['十件', undefined],
    ['abc', undefined],
  ])('%j', (text, value) => expect(parseChineseNumber(text)).toBe(value));
});

test('reads back what word processors print', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), (value) => {
      for (const format of ['chineseCountingThousand', 'chineseLegalSimplified', 'ideographDigital'])
        expect(parseChineseNumber(listNumberToText(value, format)), format).toBe(value);
    }),
  );
});
