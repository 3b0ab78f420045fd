import { describe, expect, test } from 'vitest';
import { foldRadicals } from '#text/radicals.js';

describe('radicals are folded into the ideographs they depict', () => {
  test.each([
    ['⼆⼗⾏⽌', '二十行止'],
    ['⺠办⻔⻓', '民办门长'],
    ['\uf90a', '金'],
    ['（⼀）：，', '（一）：，'],
    ['︵二︶', '（二）'],
    ['３１ 件', '３１ 件'],
  ])('%s → %s', (printed, folded) => expect(foldRadicals(printed)).toBe(folded));
});
