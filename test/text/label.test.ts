/** Labels taken apart: key, number in front, and what stands in brackets. */
import { describe, expect, test } from 'vitest';
import { labelKey, parseLabel } from '#text/label.js';

describe('a label', () => {
  test.each<[printed: string, key: string, ordinal: string | undefined, shortKey: string | undefined]>([
    ['一、总体情况', '总体情况', '一', undefined],
    // A converter's character set had no 、.
    ['一?总体情况', '总体情况', '一', undefined],
    ['1、 总体情况', '总体情况', '1', undefined],
    ['1.属于国家秘密', '属于国家秘密', '1', undefined],
    ['1．属于国家秘密', '属于国家秘密', '1', undefined],
    ['属于国家秘密', '属于国家秘密', undefined, undefined],
    ['（一）予以公开', '予以公开', '一', undefined],
    ['(一)予以公开', '予以公开', '一', undefined],
    ['（ 七 ） 总 计', '总计', '七', undefined],
    ['3.危及“三安全一稳定”', '危及三安全一稳定', '3', undefined],
    ["3.危及'三安全一稳定'", '危及三安全一稳定', '3', undefined],
    ['三、\n本\n年\n度\n办理结果', '本年度办理结果', '三', undefined],
    ['①新制作', '新制作', '①', undefined],
    ['本年增/减', '本年增减', undefined, undefined],
    [
      '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
      '部分公开区分处理的只计这一情形不计其他情形',
      '二',
      '部分公开',
    ],
    ['规章(设区的市应提供)', '规章设区的市应提供', undefined, '规章'],
    ['（一）予以公开[bookmark: _GoBack]', '予以公开', '一', undefined],
    ['一般情况', '一般情况', undefined, undefined],
    ['2021年报告', '2021年报告', undefined, undefined],
    ['', '', undefined, undefined],
    ['——', '', undefined, undefined],
  ])('%j', (printed, key, ordinal, shortKey) => {
    expect(parseLabel(printed)).toEqual({
      key,
      ...(ordinal ? { ordinal } : {}),
      ...(shortKey ? { shortKey } : {}),
    });
  });
});

test('a key has letters, digits and ideographs only', () => {
  expect(labelKey(' 第二十条 第（一）项 ')).toBe('第二十条第一项');
  expect(labelKey('⾏政许可')).toBe('行政许可');
  expect(labelKey('Ａ１-b')).toBe('A1b');
});
