/** Every division of every year: its full name finds it, its short name never finds the wrong one. */
import { beforeAll, describe, expect, test } from 'vitest';
import { agencyKey } from '#agencies/agency-key.js';
import { loadDivisions } from '#agencies/books.js';
import { type Division, type DivisionBook, divisionsAbove, rankOf, stoodIn } from '#agencies/division.js';
import { findPlacement } from '#agencies/find-placement.js';
import { currentCodeOf, divisionsIn } from '#agencies/succession.js';

const years = Array.from({ length: 18 }, (_, index) => 2007 + index);
let book: DivisionBook;
let all: readonly Division[];

beforeAll(async () => {
  book = await loadDivisions();
  all = [...book.byCode.values()].flat();
});

const standing = (year: number): readonly Division[] => all.filter((division) => stoodIn(division, year));

describe.each(years)('%i', (year) => {
  test('with province and prefecture in front, every name finds its own code, and no two have one key', async () => {
    const wrong: string[] = [];
    const keys = new Set<string>();
    for (const division of standing(year)) {
      const above = divisionsAbove(book, division.code, year).map(({ name }) => name);
      const name = [...above, division.name, '人民政府'].join('');
      const placement = await findPlacement({ name, year });
      const { divisionCode, level } = placement;
      if (keys.has(agencyKey(placement))) wrong.push(`${name} has the key of another`);
      keys.add(agencyKey(placement));
      if (divisionCode !== division.code || level !== rankOf(division.code)) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test('has a plausible number of provinces, prefectures and counties', () => {
    const count = (rank: string) => standing(year).filter(({ code }) => rankOf(code) === rank).length;
    expect(count('province')).toBe(31);
    expect(count('prefecture')).toBeGreaterThanOrEqual(332);
    expect(count('prefecture')).toBeLessThanOrEqual(334);
    expect(count('county')).toBeGreaterThan(2840);
    expect(count('county')).toBeLessThan(2865);
  });

  test('alone, a name finds its code if no other has it, else null and all who have it', async () => {
    const byName = new Map<string, string[]>();
    for (const { name, code } of standing(year)) byName.set(name, [...(byName.get(name) ?? []), code]);
    const wrong: string[] = [];
    for (const [name, codes] of byName) {
      const { divisionCode, candidates } = await findPlacement({ name: `${name}人民政府`, year });
      const expected = codes.length === 1 ? codes : [null, ...codes];
      const actual = candidates.length === 0 ? [divisionCode] : [null, ...candidates.map(({ code }) => code)];
      if (actual.join() !== expected.join()) wrong.push(`${name}: ${actual.join()} for ${expected.join()}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('no code has two names in one year', () => {
  for (const year of years) {
    const codes = standing(year).map(({ code }) => code);
    expect(codes.length - new Set(codes).size, String(year)).toBe(0);
  }
});

test('every division that is gone has followers that stood when it was gone', () => {
  const lost = all.filter(({ to }) => to !== null);
  expect(lost.length).toBeGreaterThan(350);
  for (const division of lost) {
    const next = divisionsIn(book, division, (division.to ?? 0) + 1);
    expect(next.length, division.code + division.name).toBeGreaterThan(0);
  }
});

test('walking forward to today and back comes to the division, or to those merged with it', () => {
  for (const division of all) {
    const current = currentCodeOf(book, division);
    const now = current ? book.byCode.get(current)?.at(-1) : undefined;
    if (!now) continue;
    const back = divisionsIn(book, now, division.to ?? now.from ?? 2024);
    if (division.to !== null && !stoodIn(now, division.to))
      expect(back, division.code + division.name).toContain(division);
  }
});
