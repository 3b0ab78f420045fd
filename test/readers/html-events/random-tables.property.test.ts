/** Random tables with random spans as pages: both readers give back the grid they were made from. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '#model/document.js';
import { readPage, readPageAgain, tablesOf } from '../html/page.js';
import { gridTexts, randomGrids, regionText } from '../random-grid.js';

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

const writings = fc.record({
  decoration: fc.constantFrom(...decorations),
  ending: fc.constantFrom(...endings),
  body: fc.boolean(),
});

const around = (table: string): string => `<html><body><p>前言</p>${table}<p>结语</p></body></html>`;

test('both readers give every grid back', () => {
  fc.assert(
    fc.property(randomGrids, writings, (made, { decoration, ending, body }) => {
      const lines = Array.from({ length: made.rows }, (_, row) => {
        const cells = made.regions
          .filter((region) => region.row === row)
          .map(
            (region) =>
              `<td rowspan="${region.rows}" colspan=${region.columns}>${decoration(regionText(region))}${ending[0]}`,
          );
        return `<tr>${cells.join('')}${ending[1]}`;
      });
      const inner = body ? `<tbody>${lines.join('')}</tbody>` : lines.join('');
      const page = around(`<table border=1>${inner}</table>`);
      expect(tablesOf(readPage(page).document)).toEqual([gridTexts(made)]);
      expect(tablesOf(readPageAgain(page).document)).toEqual([gridTexts(made)]);
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
