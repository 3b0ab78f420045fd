/** A function asked only once for a text, or an object, that comes again. */
import { expect, test } from 'vitest';
import { remember, rememberOf } from '#text/remember.js';

function counting(): { readonly asked: string[]; readonly find: (text: string) => number | undefined } {
  const asked: string[] = [];
  const find = remember((text) => {
    asked.push(text);
    return text === 'nothing' ? undefined : text.length;
  });
  return { asked, find };
}

test.each(['label', 'nothing', ''])('%j is asked once', (text) => {
  const { asked, find } = counting();
  expect(find(text)).toBe(find(text));
  expect(asked).toEqual([text]);
});

test('a long text is not kept', () => {
  const { asked, find } = counting();
  const prose = 'a'.repeat(500);
  expect(find(prose)).toBe(500);
  expect(find(prose)).toBe(500);
  expect(asked).toHaveLength(2);
});

test('more texts than are kept are still answered', () => {
  const { find } = counting();
  for (let index = 0; index < 20_005; index++) find(`x${index}`);
  expect(find('x20004')).toBe(6);
});

test('what was made of an object is made once, of another one again', () => {
  let asked = 0;
  const count = rememberOf((): number | undefined => (asked++ ? asked : undefined));
  const [one, other] = [{}, {}];
  expect([count(one), count(one), count(other), count(one)]).toEqual([undefined, undefined, 2, undefined]);
});
