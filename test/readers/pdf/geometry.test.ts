/** Each step of the recipe by itself, on inputs small enough to draw by hand. y grows downwards here. */
import { describe, expect, test } from 'vitest';
import { turnOf } from '#readers/pdf/affine.js';
import { latticeToCells } from '#readers/pdf/cells.js';
import { toDisplayed, toReading, turnRuling } from '#readers/pdf/frame.js';
import { connectRulings, rulingsToLattice } from '#readers/pdf/lattice.js';
import { dropDoubles, glyphsToLines, glyphsToRows, hasOverprint } from '#readers/pdf/lines.js';
import { closeOpenEnds } from '#readers/pdf/open-ends.js';
import type { Ruling } from '#readers/pdf/page.js';
import { addOutline, newRulingList, type Outline, type Painting } from '#readers/pdf/paths.js';
import { joinRulings, nearest, snapPositions } from '#readers/pdf/rulings.js';
import { fieldsToSpans } from '#readers/pdf/spans.js';
import { countMojibake, countUnreadable } from '#readers/pdf/trust.js';
import { verticalGlyphs, verticalLines } from '#readers/pdf/vertical.js';
import { across, down, glyphs, grid } from './hand-made.js';

const stroke = { stroked: true, filled: false };
const paint = { stroked: false, filled: true };
const box = (left: number, top: number, right: number, bottom: number) => ({
  points: [left, top, right, top, right, bottom, left, bottom],
  closed: true,
  curved: false,
});

const outlineToRulings = (outline: Outline, painting: Painting): Ruling[] => {
  const list = newRulingList();
  addOutline(list, outline, painting);
  return list.rulings;
};

describe('painted paths become rulings', () => {
  test('dots drawn in a row are one ruling', () => {
    const list = newRulingList();
    for (let x = 0; x < 60; x += 3) addOutline(list, box(x, 10, x + 1, 11), paint);
    expect(list.rulings).toEqual([across(10.5, 0, 58), down(0.5, 10, 11)]);
  });

  test('a stroked rectangle has four sides', () =>
    expect(outlineToRulings(box(0, 0, 50, 20), stroke)).toHaveLength(4));

  test('a thin filled rectangle is its middle line', () =>
    expect(outlineToRulings(box(10, 5, 90, 6), paint)).toEqual([across(5.5, 10, 90)]));

  test('a coloured background only has weak edges', () =>
    expect(outlineToRulings(box(0, 0, 50, 20), paint).map(({ origin }) => origin)).toEqual(
      new Array(4).fill('edge'),
    ));

  test('a curve is no ruling, but a round dot may be part of one', () => {
    expect(outlineToRulings({ ...box(0, 0, 50, 20), curved: true }, stroke)).toEqual([]);
    expect(outlineToRulings({ ...box(0, 0, 1, 1), curved: true }, paint)).toHaveLength(2);
  });

  test('a slanting line is no ruling', () =>
    expect(outlineToRulings({ points: [0, 0, 50, 30], closed: false, curved: false }, stroke)).toEqual([]));
});

describe('pieces on one line are joined', () => {
  test.each([
    ['touching', [across(10, 0, 50), across(10.4, 50, 100)], [[0, 100]]],
    [
      'apart',
      [across(10, 0, 40), across(10, 60, 100)],
      [
        [0, 40],
        [60, 100],
      ],
    ],
    ['dots', Array.from({ length: 20 }, (_, i) => across(10, 3 * i, 3 * i + 1)), [[0, 58]]],
    ['a stray mark', [across(10, 0, 3)], []],
  ])('%s', (_, pieces, joined) =>
    expect(joinRulings(pieces, 'horizontal').map(({ from, to }) => [from, to])).toEqual(joined),
  );

  test('parallel lines of a double border are one', () =>
    expect(snapPositions([10, 12, 50, 51, 90])).toEqual([11, 50.5, 90]));

  test('the nearest position is found on either side', () =>
    expect([9, 21, 29, 44].map((value) => nearest([10, 20, 30, 40], value))).toEqual([0, 1, 2, 3]));
});

describe('rulings that cross make lattices', () => {
  test('two tables side by side are two groups', () => {
    const groups = connectRulings(
      [across(0, 0, 40), across(20, 0, 40), across(0, 60, 100), across(20, 60, 100)],
      [down(0, 0, 20), down(40, 0, 20), down(60, 0, 20), down(100, 0, 20)],
    );
    expect(groups.map((group) => group.length)).toEqual([4, 4]);
  });

  test('a missing piece of a ruling joins two cells', () => {
    const lattice = rulingsToLattice(
      grid([0, 40, 80], [0, 20, 40]).filter((r) => !(r.axis === 'vertical' && r.at === 40 && r.from === 0)),
    );
    expect(lattice?.spans).toEqual([
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2 },
      { row: 1, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1 },
    ]);
    expect(lattice?.ragged).toBe(false);
  });

  test('a union that is no rectangle is cut into rectangles and marked', () => {
    const fields = fieldsToSpans(
      2,
      2,
      (row) => row === 1,
      (_, column) => column === 1,
    );
    expect(fields.ragged).toBe(true);
    expect(fields.spans.reduce((sum, span) => sum + span.rowSpan * span.columnSpan, 0)).toBe(4);
  });

  test('where verticals end together and nothing is drawn, as at a page break, the border is closed', () => {
    const rulings = [across(0, 0, 80), down(0, 0, 50), down(40, 0, 50), down(80, 0, 50)];
    expect(closeOpenEnds(rulings)).toEqual([...rulings, { ...across(50, 0, 80), origin: 'closed' }]);
  });
});

describe('glyphs become lines', () => {
  test('a space stands where words are apart, not inside justified Chinese', () => {
    const [line] = glyphsToLines([
      ...glyphs('Plan', 0, 0),
      ...glyphs('B', 30, 0),
      ...glyphs('社', 60, 0),
      ...glyphs('会', 74, 0),
    ]);
    expect(line?.text).toBe('Plan B 社会');
  });

  test('numbers in neighbouring cells do not run together', () =>
    expect(glyphsToLines([...glyphs('12', 0, 0), ...glyphs('34', 14, 0)])[0]?.text).toBe('12 34'));

  test('glyphs drawn twice for boldness count once', () => {
    const rows = dropDoubles(glyphsToRows([...glyphs('11', 0, 0), ...glyphs('11', 0.4, 0)]));
    expect(rows.flat().map(({ text }) => text)).toEqual(['1', '1']);
  });

  test.each(['12', '21', '121'])('the number 1 printed over %s is no boldness', (old) => {
    const spot = glyphs(old, 0, 0, 1);
    const over = spot.filter(({ text }) => text === '1').slice(0, 1);
    const rows = dropDoubles(glyphsToRows([...spot, ...over.map((glyph) => ({ ...glyph, run: 2 }))]));
    expect(rows.some(hasOverprint)).toBe(true);
  });

  test('different characters over each other are overprinted', () => {
    expect(hasOverprint([...glyphs('8', 0, 0, 1), ...glyphs('3', 1, 0, 2)])).toBe(true);
    expect(hasOverprint(glyphs('83', 0, 0))).toBe(false);
  });

  test('so are a number and its shadow, and digits that reach into each other', () => {
    const [width] = glyphs('4', 0, 0).map(({ left, right }) => right - left);
    expect(hasOverprint([...glyphs('4', 0, 0, 1), ...glyphs('4', 1.2, 0, 2)])).toBe(true);
    expect(hasOverprint([...glyphs('4', 0, 0, 1), ...glyphs('7', 0.7 * width!, 0, 2)])).toBe(true);
    expect(hasOverprint([...glyphs('4', 0, 0, 1), ...glyphs('7', 0.9 * width!, 0, 2)])).toBe(false);
  });

  test('vertical writing is read downwards, from the right column to the left', () => {
    const right = [...'三本年'].flatMap((c, i) => glyphs(c, 20, 10 * i, 1));
    const left = [...'度办'].flatMap((c, i) => glyphs(c, 5, 10 * i, 2));
    expect(verticalGlyphs([...right, ...left]).size).toBe(5);
    expect(verticalLines([...left, ...right]).map(({ text }) => text)).toEqual(['三本年', '度办']);
  });
});

describe('glyphs go to the cell that holds their middle', () => {
  const lattice = rulingsToLattice(grid([0, 40, 80], [0, 20]))!;

  test('a number that stands over a ruling puts both cells in doubt', () => {
    const cells = latticeToCells(lattice, glyphs('1288', 30, 5));
    expect(cells.map(({ text, doubts }) => [text, ...doubts])).toEqual([
      ['12', 'straddles'],
      ['88', 'straddles'],
    ]);
  });

  test('numbers that merely stand close to a ruling do not', () => {
    const cells = latticeToCells(lattice, [...glyphs('12', 29, 5, 1), ...glyphs('88', 41, 5, 2)]);
    expect(cells.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  test('digits of one number on two lines keep the line break', () => {
    const cells = latticeToCells(lattice, [...glyphs('447', 5, 0), ...glyphs('228', 5, 10)]);
    expect(cells[0]?.text).toBe('447\n228');
  });

  test('a label with one character a line is one word', () => {
    const stacked = ['三、', '本', '年', '度'].flatMap((line, i) => glyphs(line, 5, 5 * i, i));
    expect(latticeToCells(lattice, stacked)[0]?.text).toBe('三、本年度');
  });
});

describe('turned paper', () => {
  test.each([0, 90, 180, 270] as const)('a box turned by %i degrees comes back', (turn) => {
    const frame = { turn, width: 200, height: 100 };
    expect(toDisplayed(frame, toReading(frame, [10, 20, 50, 30]))).toEqual([10, 20, 50, 30]);
  });

  test('a horizontal ruling is vertical to the reader who turns his head', () =>
    expect(turnRuling({ turn: 90, width: 200, height: 100 }, across(20, 10, 50))).toEqual(
      down(20, 150, 190),
    ));

  test.each([
    [[1, 0], 0],
    [[0, 1], 90],
    [[-1, 0], 180],
    [[0, -1], 270],
    [[0.7, 0.7], undefined],
  ])('text along %j has turn %s', ([a = 0, b = 0], turn) => expect(turnOf([a, b, -b, a, 0, 0])).toBe(turn));
});

describe('whether the text can be believed', () => {
  test('GB2312 bytes taken for Latin-1', () => expect(countMojibake('Ä¿Â¼')).toBe(4));
  test('ordinary accents are no mojibake', () => expect(countMojibake('Économie française à 3°')).toBe(0));
  test('private use and unmapped characters', () => expect(countUnreadable('a\ue123\ufffdb')).toBe(2));
});
