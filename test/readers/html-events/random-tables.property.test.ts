/** Random tables with random spans as pages: both readers give back the grid they were made from. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '#model/document.js';
import { readPage, readPageAgain, tablesOf } from '../html/page.js';

/** A block of the grid that is one cell. */
interface Region {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Row by row, each free position grows a region of the wished size as far as there is room. */
function layOut(rows: number, columns: number, wishes: readonly (readonly [number, number])[]): Region[] {
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false));
  const regions: Region[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken[row]?.[column]) continue;
      const [height = 1, width = 1] = wishes[regions.length % wishes.length] ?? [];
      let wide = 1;
      while (wide < width && column + wide < columns && !taken[row]?.[column + wide]) wide++;
      const high = Math.min(height, rows - row);
      for (let down = row; down < row + high; down++) taken[down]?.fill(true, column, column + wide);
      regions.push({ row, column, rows: high, columns: wide });
    }
  return regions;
}

const nameOf = ({ row, column }: Region): string => `${row}.${column}`;

function toGrid(regions: readonly Region[], rows: number, columns: number): string[][] {
  const grid = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  for (const region of regions)
    for (let row = region.row; row < region.row + region.rows; row++)
      grid[row]?.fill(nameOf(region), region.column, region.column + region.columns);
  return grid;
}

/** Ways to write a cell that make no difference to its text. */
const decorations: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `<p class=MsoNormal><span lang=EN-US>${text}<o:p></o:p></span></p>`,
  (text) => `&nbsp;${text}<br>`,
  (text) => `<div><b>${text.slice(0, 1)}</b>${text.slice(1)}</div><span style="display:none">x</span>`,
];
const endings: readonly (readonly [cell: string, row: string])[] = [
  ['</td>', '</tr>'],
  ['', ''],
  ['</td>\n', '\n</tr>\n'],
];

const tables = fc.record({
  rows: fc.integer({ min: 1, max: 8 }),
  columns: fc.integer({ min: 1, max: 8 }),
  wishes: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 12,
  }),
  decoration: fc.constantFrom(...decorations),
  ending: fc.constantFrom(...endings),
  body: fc.boolean(),
});

const around = (table: string): string => `<html><body><p>前言</p>${table}<p>结语</p></body></html>`;

test('both readers give every grid back', () => {
  fc.assert(
    fc.property(tables, ({ rows, columns, wishes, decoration, ending, body }) => {
      const regions = layOut(rows, columns, wishes);
      const lines = Array.from({ length: rows }, (_, row) => {
        const cells = regions
          .filter((region) => region.row === row)
          .map(
            (region) =>
              `<td rowspan="${region.rows}" colspan=${region.columns}>${decoration(nameOf(region))}${ending[0]}`,
          );
        return `<tr>${cells.join('')}${ending[1]}`;
      });
      const inner = body ? `<tbody>${lines.join('')}</tbody>` : lines.join('');
      const page = around(`<table border=1>${inner}</table>`);
      const grid = toGrid(regions, rows, columns);
      expect(tablesOf(readPage(page).document)).toEqual([grid]);
      expect(tablesOf(readPageAgain(page).document)).toEqual([grid]);
    }),
    { numRuns: 200 },
  );
});

/** Spans that collide, rows of all lengths, rows without cells. */
const ragged = fc.array(
  fc.array(fc.record({ rows: fc.integer({ min: 0, max: 5 }), columns: fc.integer({ min: 0, max: 5 }) }), {
    maxLength: 6,
  }),
  { minLength: 1, maxLength: 8 },
);

test('of ragged and colliding spans neither reader loses a text', () => {
  fc.assert(
    fc.property(ragged, (rows) => {
      const names: string[] = [];
      const lines = rows.map((cells, row) =>
        cells
          .map((span, column) => {
            names.push(`${row}x${column}`);
            return `<td rowspan=${span.rows} colspan=${span.columns}>${row}x${column}</td>`;
          })
          .join(''),
      );
      const page = around(`<table>${lines.map((line) => `<tr>${line}</tr>`).join('')}</table>`);
      for (const { document } of [readPage(page), readPageAgain(page)])
        expect(
          textsOf(document)
            .filter((text) => /x/.test(text))
            .sort(),
          document.reader,
        ).toEqual([...names].sort());
    }),
    { numRuns: 300 },
  );
});

/** Texts of cells, each as often as it is a cell. */
function textsOf({ blocks }: Document): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text],
  );
}

test('of ragged and colliding spans both readers see the same grid', () => {
  fc.assert(
    fc.property(ragged, (rows) => {
      const lines = rows.map((cells, row) =>
        cells
          .map((span, column) => `<td rowspan=${span.rows} colspan=${span.columns}>${row}x${column}</td>`)
          .join(''),
      );
      const page = around(`<table>${lines.map((line) => `<tr>${line}</tr>`).join('')}</table>`);
      const [first = []] = tablesOf(readPage(page).document);
      const [second = []] = tablesOf(readPageAgain(page).document);
      expect(trimmed(second)).toEqual(trimmed(first));
    }),
    { numRuns: 300 },
  );
});

/** Without the empty positions at the ends of rows. */
const trimmed = (grid: readonly (readonly (string | undefined)[])[]): string[] =>
  grid.map((line) =>
    line
      .map((text) => text ?? '')
      .join('|')
      .replace(/\|+$/, ''),
  );

const scraps = fc.constantFrom(
  ...['<table>', '</table>', '<tr>', '</tr>', '<td>', '</td>', '<th>', '<td rowspan=2>', '<td colspan=2>'],
  ...[
    '<tbody>',
    '</tbody>',
    '<thead>',
    '<tfoot>',
    '<p>',
    '</p>',
    '<br>',
    '<div>',
    '</div>',
    '<span>',
    '</span>',
  ],
  ...['甲', '1', '22', ' ', '&nbsp;', '<!--', '-->', '<caption>', '<', '>', '<li>', '<ol>', '<b>', '</b>'],
);

test('no scrap of markup makes a reader throw', () => {
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 40 }), (pieces) => {
      const page = `<body>${pieces.join('')}</body>`;
      for (const read of [readPage, readPageAgain]) {
        const { document } = read(page);
        for (const block of document.blocks)
          if (block.kind === 'table') expect(block.columns).toBeLessThan(200);
      }
    }),
    { numRuns: 500 },
  );
});
