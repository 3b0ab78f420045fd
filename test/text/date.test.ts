/** Dates and years as printed. */
import { describe, expect, test } from 'vitest';
import { findDate, findYears } from '#text/date.js';

describe('a date', () => {
  test.each<[printed: string, date: string | undefined]>([
    ['2021年1月26日', '2021-01-26'],
    ['2021 年 01 月 26 日', '2021-01-26'],
    ['２０２１年１月２６日', '2021-01-26'],
    ['二○二一年一月二十六日', '2021-01-26'],
    ['二〇一二年三月三十一日', '2012-03-31'],
    ['二零一二年十二月三日', '2012-12-03'],
    ['2022-02-08 16:34', '2022-02-08'],
    ['发布日期：2022/2/8', '2022-02-08'],
    ['2022.02.08', '2022-02-08'],
    ['2017年13月1日', undefined],
    ['2017年1月32日', undefined],
    ['1017年1月1日', undefined],
    ['2017210日', undefined],
    ['2017年1月', undefined],
    ['电话 0517-2022-02-081', undefined],
    ['', undefined],
  ])('%j', (printed, date) => expect(findDate(printed)).toBe(date));
});

describe('years', () => {
  test.each<[printed: string, years: number[]]>([
    ['2023年与2024年度', [2023, 2024]],
    ['二〇二四年', [2024]],
    ['2024 年', [2024]],
    ['12024年', []],
    ['编号2024', []],
    ['3024年', []],
    ['', []],
  ])('%j', (printed, years) => expect(findYears(printed)).toEqual(years));
});

test('a day that the month does not have is no date', () => {
  expect(findDate('2021年2月30日')).toBeUndefined();
  expect(findDate('2023年2月29日')).toBeUndefined();
  expect(findDate('2024年2月29日')).toBe('2024-02-29');
  expect(findDate('2021年4月31日')).toBeUndefined();
});
