/** Look-alikes folded one by one; what is printed differently stays different. */
import { expect, test } from 'vitest';
import { foldSpaces, foldText, foldWidth, squeeze } from '#text/fold.js';

test.each([
  ['１２．５％', '12.5%'],
  ['Ａｂ＋－', 'Ab+-'],
  ['（一）：，', '（一）：，'],
  ['①', '①'],
])('width: %j → %j', (printed, folded) => expect(foldWidth(printed)).toBe(folded));

test.each([
  ['a\u3000b\u00a0c\td', 'a b c d'],
  ['a\u200bb\ufeffc\u00add', 'abcd'],
  ['a\nb', 'a\nb'],
])('spaces: %j → %j', (printed, folded) => expect(foldSpaces(printed)).toBe(folded));

test.each([
  ['⼆、⾏政许可', '二、行政许可'],
  ['\uf90a额', '金额'],
  ['二　一', '二 一'],
])('text: %j → %j', (printed, folded) => expect(foldText(printed)).toBe(folded));

test('squeezing drops every space and line break', () =>
  expect(squeeze(' 政 府\n信\u3000息\u200b ')).toBe('政府信息'));
