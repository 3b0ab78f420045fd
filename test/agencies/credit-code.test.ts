/** Credit and organisation codes; the right ones stand in addresses of published reports. */
import { describe, expect, test } from 'vitest';
import {
  findCreditCodes,
  findOrganisationCodes,
  isCreditCode,
  isOrganisationCode,
} from '#agencies/credit-code.js';
import { findPlacement } from '#agencies/find-placement.js';

const right = ['11370883004325769B', '113708260043292687', '11341703003249434A', '91350100M000100Y43'];
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe.each(right)('%s', (code) => {
  test('is right', () => expect(isCreditCode(code)).toBe(true));

  test('is wrong with any one character changed', () => {
    for (let index = 0; index < code.length; index++)
      for (const character of alphabet)
        if (character !== code[index])
          expect(isCreditCode(code.slice(0, index) + character + code.slice(index + 1))).toBe(false);
  });

  test('is wrong with two different neighbours exchanged', () => {
    for (let index = 0; index + 1 < code.length; index++) {
      const [one, other] = [code[index], code[index + 1]];
      if (one !== other)
        expect(isCreditCode(code.slice(0, index) + other + one + code.slice(index + 2))).toBe(false);
    }
  });
});

describe.each(['002562728', 'D2143569-X', '004325769'])('%s', (code) => {
  test('is an organisation code', () => expect(isOrganisationCode(code)).toBe(true));

  test('is none with any one digit changed', () => {
    for (let index = 0; index < 8; index++)
      // A letter counts 10 and up: a digit in its place may weigh the same.
      for (const digit of '0123456789')
        if (digit !== code[index] && code[index] !== 'D')
          expect(isOrganisationCode(code.slice(0, index) + digit + code.slice(index + 1))).toBe(false);
  });
});

test.each(['', '1137088300432576', '11370883004325769b', '11370883004325769BB', 'I1370883004325769B'])(
  '%j is no credit code',
  (text) => expect(isCreditCode(text)).toBe(false),
);

describe('in a text', () => {
  test.each<[text: string, valid: string[], wrong: string[]]>([
    ['索引号 11341703003249434A/202406-00042', ['11341703003249434A'], []],
    ['统一社会信用代码：11341703003249435A。', [], ['11341703003249435A']],
    ['公司 91350100M000100Y43', [], []],
    ['身份证 110101199003070003', [], []],
    ['流水 2113708830043257690', [], []],
    ['', [], []],
  ])('%s', (text, valid, wrong) => expect(findCreditCodes(text)).toEqual({ valid, wrong }));

  test.each<[text: string, valid: string[], wrong: string[]]>([
    ['组织机构代码：00256272-8', ['002562728'], []],
    ['组织机构代码 002562729', [], []],
    ['组织机构代码:002562729', [], ['002562729']],
    ['http://x.gov.cn/a.jsp?area=002562728', ['002562728'], []],
    ['http://x.gov.cn/a.jsp?area=001008003012020', [], []],
    ['http://x.gov.cn/a.jsp?page=002562728', [], []],
  ])('%s', (text, valid, wrong) => expect(findOrganisationCodes(text)).toEqual({ valid, wrong }));
});

test('a wrong code is not used, and is said to be wrong', async () => {
  const text = '统一社会信用代码 11341703003249435A';
  const { creditCode, wrongCodes } = await findPlacement({ name: '沈阳市教育局', year: 2020, text });
  expect({ creditCode, wrongCodes }).toEqual({ creditCode: null, wrongCodes: ['11341703003249435A'] });
});

test('of several codes in a text none is taken; that of the address is', async () => {
  const text = '11370883004325769B 11341703003249434A';
  const query = { name: '沈阳市教育局', year: 2020, text };
  expect((await findPlacement(query)).creditCode).toBeNull();
  const address = 'http://x/?area=113708260043292687';
  expect((await findPlacement({ ...query, address })).creditCode).toBe('113708260043292687');
});
