import { expect, test } from 'vitest';
import { listNumberToText } from '#text/list-number.js';

test.each([
  ['decimal', { 1: '1', 12: '12' }],
  ['decimalZero', { 3: '03', 12: '12' }],
  ['decimalFullWidth', { 10: '１０' }],
  ['decimalEnclosedCircle', { 1: '①', 20: '⑳', 21: '21' }],
  ['decimalEnclosedCircleChinese', { 1: '①', 10: '⑩' }],
  ['decimalEnclosedParen', { 2: '⑵' }],
  ['upperRoman', { 4: 'IV', 19: 'XIX', 1994: 'MCMXCIV' }],
  ['lowerRoman', { 3: 'iii' }],
  ['upperLetter', { 1: 'A', 26: 'Z', 27: 'AA', 28: 'BB' }],
  ['lowerLetter', { 2: 'b' }],
  ['ideographDigital', { 1: '一', 10: '一〇', 12: '一二' }],
  ['chineseCounting', { 1: '一', 10: '十', 11: '十一', 20: '二十', 21: '二十一', 101: '一〇一' }],
  ['chineseCountingThousand', { 10: '十', 20: '二十', 101: '一百零一', 110: '一百一十', 1001: '一千零一' }],
  ['japaneseCounting', { 10: '十', 20: '二十', 101: '百一', 1100: '千百' }],
  ['chineseLegalSimplified', { 1: '壹', 10: '壹拾', 11: '壹拾壹', 20: '贰拾', 101: '壹佰零壹' }],
  ['ideographTraditional', { 1: '甲', 10: '癸', 11: '11' }],
  ['ordinal', { 1: '1st', 2: '2nd', 11: '11th' }],
  ['bullet', { 1: '' }],
  ['none', { 1: '' }],
  ['constructor', { 1: '1' }],
])('%s', (format, printed) => {
  for (const [value, text] of Object.entries(printed))
    expect(listNumberToText(Number(value), format), value).toBe(text);
});
