/** PDFs drawn by hand, read by both readers: they must see the same table. */
import { describe, expect, test } from 'vitest';
import { paragraphsOf, readDocument, readers, tablesOf } from './both-readers.js';
import { fill, frame, rule, text, turnedText, type WrittenPage, writePdf } from './write-pdf.js';

/** Rules at the given positions, as long as the whole. */
const ruled = (xs: readonly number[], ys: readonly number[]): string[] => [
  ...ys.map((y) => rule(xs[0]!, y, xs.at(-1)!, y)),
  ...xs.map((x) => rule(x, ys[0]!, x, ys.at(-1)!)),
];

/** Words centred in the fields of a grid, row by row from the top. */
const filled = (
  xs: readonly number[],
  ys: readonly number[],
  rows: readonly (readonly string[])[],
): string[] => {
  const tops = [...ys].sort((a, b) => b - a);
  return rows.flatMap((row, r) =>
    row.flatMap((word, c) => (word ? [text(xs[c]! + 6, tops[r + 1]! + 6, word)] : [])),
  );
};

const page = (...content: string[]): WrittenPage => ({ content });

describe.each(readers)('%s', (_, read) => {
  const tables = async (...pages: WrittenPage[]) => tablesOf(await readDocument(read, writePdf(pages)));

  test('ruled table', async () => {
    const [xs, ys] = [
      [50, 150, 250, 350],
      [100, 120, 140],
    ];
    const rows = [
      ['Name', 'Men', 'Women'],
      ['A', '12', ''],
    ];
    expect(await tables(page(...ruled(xs, ys), ...filled(xs, ys, rows)))).toEqual([rows]);
  });

  test('cells over two columns and over two rows', async () => {
    const content = [
      frame(50, 100, 300, 60),
      rule(150, 140, 350, 140),
      rule(50, 120, 350, 120),
      rule(150, 100, 150, 160),
      rule(250, 100, 250, 140),
      ...[text(56, 134, 'State'), text(210, 146, 'Persons'), text(156, 126, 'Men'), text(256, 126, 'Women')],
      ...[text(56, 106, 'Kerala'), text(156, 106, '245'), text(256, 106, '2161')],
    ];
    expect(await tables(page(...content))).toEqual([
      [
        ['State (2×1)', 'Persons (1×2)'],
        ['Men', 'Women'],
        ['Kerala', '245', '2161'],
      ],
    ]);
  });

  test('borders drawn as thin filled rectangles, as dots, and as double lines', async () => {
    const dotted = (y: number): string[] => Array.from({ length: 100 }, (_, i) => fill(50 + 3 * i, y, 1, 1));
    const content = [
      ...[fill(50, 140, 300, 0.5), ...dotted(120), rule(50, 100, 350, 100), rule(50, 98, 350, 98)],
      ...[fill(49.5, 98, 1, 42), rule(200, 98, 200, 140), fill(349.5, 98, 1, 42)],
      ...filled(
        [50, 200, 350],
        [100, 120, 140],
        [
          ['A', '1'],
          ['B', '2'],
        ],
      ),
    ];
    expect(await tables(page(...content))).toEqual([
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ]);
  });

  test('white fills, coloured backgrounds and underlines are no borders', async () => {
    const [xs, ys] = [
      [50, 200, 350],
      [100, 120, 140],
    ];
    const content = [
      ...[
        fill(50, 120, 300, 20, 0.9),
        '1 g 50 110 300 0.5 re f 0 g',
        ...ruled(xs, ys),
        rule(58, 103, 80, 103),
      ],
      ...filled(xs, ys, [
        ['A', '1'],
        ['B', '2'],
      ]),
    ];
    expect(await tables(page(...content))).toEqual([
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ]);
  });

  test.each([90, 180, 270] as const)('page rotated by %i degrees with a crop box', async (rotate) => {
    const [xs, ys] = [
      [50, 200, 350],
      [100, 120, 140],
    ];
    const rows = [
      ['A', '1'],
      ['B', '2'],
    ];
    const upright = page(...ruled(xs, ys), ...filled(xs, ys, rows));
    expect(await tables({ ...upright, rotate, cropBox: [20, 30, 380, 290] })).toEqual([rows]);
  });

  test('table turned by a quarter on an upright page', async () => {
    const words: [number, number, string][] = [
      [164, 56, 'A'],
      [164, 156, '1'],
      [184, 56, 'B'],
      [184, 156, '2'],
    ];
    const content = [
      ...ruled([150, 170, 190], [50, 150, 250]),
      ...words.map(([x, y, word]) => turnedText(x, y, word, [0, 1])),
      ...[text(20, 280, 'A heading above that is longer than the table is')],
    ];
    expect(await tables(page(...content))).toEqual([
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ]);
  });

  test('fake bold is read once', async () => {
    const [xs, ys] = [
      [50, 200, 350],
      [100, 120, 140],
    ];
    const once = filled(xs, ys, [
      ['A', '11'],
      ['B', '22'],
    ]);
    const again = once.map((operator) =>
      operator.replace(/(\d+) (\d+) Td/, (_, x, y) => `${Number(x) + 0.3} ${y} Td`),
    );
    expect(await tables(page(...ruled(xs, ys), ...once, ...again))).toEqual([
      [
        ['A', '11'],
        ['B', '22'],
      ],
    ]);
  });

  test('horizontal rules only: columns come from the text, and the cells say so', async () => {
    const ys = [100, 120, 140, 160];
    const rows = [
      ['Item', 'Men', 'Women'],
      ['A', '12', '34'],
      ['B', '', '5'],
    ];
    const content = [...ys.map((y) => rule(50, y, 350, y)), ...filled([50, 180, 280], ys, rows)];
    const document = await readDocument(read, writePdf([page(...content)]));
    expect(tablesOf(document)).toEqual([rows]);
    const [table] = document.blocks;
    expect(table?.kind === 'table' && table.cells.every(({ doubts }) => doubts?.includes('aligned'))).toBe(
      true,
    );
  });

  test('no rules at all: a blank cell stays in its column', async () => {
    const rows = [
      ['Item', 'Men', 'Women', 'All'],
      ['A', '12', '34', '46'],
      ['B', '', '5', '5'],
      ['C', '7', '', '7'],
      ['D', '1', '2', '3'],
    ];
    const content = filled([50, 130, 210, 290], [80, 100, 120, 140, 160, 180], rows);
    expect(await tables(page(...content))).toEqual([rows]);
  });

  test('prose is no table', async () => {
    const line = 'The body of this paragraph goes on over the whole width of the page and';
    const content = [
      rule(30, 270, 370, 270),
      ...[250, 238, 226, 214].map((y) => text(30, y, line)),
      rule(30, 60, 370, 60),
    ];
    const document = await readDocument(read, writePdf([page(...content)]));
    expect(tablesOf(document)).toEqual([]);
    expect(paragraphsOf(document)).toEqual([new Array(4).fill(line).join(' ')]);
  });

  describe('over a page break', () => {
    const xs = [50, 200, 350];
    const head = (rows: string[][], bottom = true): WrittenPage => {
      const ys = Array.from({ length: rows.length + 1 }, (_, i) => 40 + 20 * i);
      const rules = [
        ...ys.slice(bottom ? 0 : 1).map((y) => rule(50, y, 350, y)),
        ...xs.map((x) => rule(x, 40, x, ys.at(-1)!)),
      ];
      return page(...rules, ...filled(xs, ys, rows), text(190, 15, '- 1 -'));
    };
    const tail = (rows: string[][], top = true): WrittenPage => {
      const ys = Array.from({ length: rows.length + 1 }, (_, i) => 260 - 20 * (rows.length - i));
      const rules = [
        ...ys.slice(0, top ? undefined : -1).map((y) => rule(50, y, 350, y)),
        ...xs.map((x) => rule(x, ys[0]!, x, 260)),
      ];
      return page(...rules, ...filled(xs, ys, rows), text(190, 15, '- 2 -'));
    };

    test('a table goes on, its heading repeated; page numbers are not in the way', async () => {
      const heading = ['Item', 'Number'];
      const document = await readDocument(
        read,
        writePdf([head([heading, ['A', '1']]), tail([heading, ['B', '2']])]),
      );
      expect(tablesOf(document)).toEqual([[heading, ['A', '1'], ['B', '2']]]);
      expect(paragraphsOf(document)).toEqual([]);
      expect(document.stream).toBe('Item Number\nA 1\nItem Number\nB 2');
      expect(document.blocks[0]?.at).toMatchObject({ page: 1, parts: [{ page: 1 }, { page: 2 }] });
    });

    test('no border is drawn at the break', async () => {
      expect(
        await tables(
          head(
            [
              ['A', '1'],
              ['B', '2'],
            ],
            false,
          ),
          tail([['C', '3']], false),
        ),
      ).toEqual([
        [
          ['A', '1'],
          ['B', '2'],
          ['C', '3'],
        ],
      ]);
    });

    test('a row is cut in two: its label goes on, its figures do not', async () => {
      expect(
        await tables(
          head([
            ['A', '1'],
            ['Applications', '2'],
          ]),
          tail([
            ['received', ''],
            ['C', '3'],
          ]),
        ),
      ).toEqual([
        [
          ['A', '1'],
          ['Applications\nreceived', '2'],
          ['C', '3'],
        ],
      ]);
    });

    test('a row of its own stays a row', async () => {
      expect(
        await tables(
          head([
            ['A', '1'],
            ['B', '2'],
          ]),
          tail([
            ['3. other', ''],
            ['C', '3'],
          ]),
        ),
      ).toEqual([
        [
          ['A', '1'],
          ['B', '2'],
          ['3. other', ''],
          ['C', '3'],
        ],
      ]);
    });

    test('a blank figure under a heading that spans rows stays a cell of its own', async () => {
      const heading = [
        ...[rule(50, 80, 350, 80), rule(50, 60, 200, 60), rule(50, 40, 350, 40)],
        ...[50, 200, 350].map((x) => rule(x, 40, x, 80)),
        ...[text(56, 66, 'Kind'), text(56, 46, 'Form'), text(206, 60, 'All')],
      ];
      expect(
        await tables(
          page(...heading),
          tail([
            ['A', ''],
            ['B', '2'],
          ]),
        ),
      ).toEqual([[['Kind', 'All (2×1)'], ['Form'], ['A', ''], ['B', '2']]]);
    });

    test('text between the two makes two tables', async () => {
      const second = tail([['B', '2']]);
      const withText = page(...second.content, text(50, 275, 'Table 2'));
      expect(await tables(head([['A', '1']]), withText)).toHaveLength(2);
    });
  });
});
