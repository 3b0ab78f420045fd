/** Random tables with random spans, rendered to OOXML: the readers must give the same grid back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocxWithMammoth } from '#readers/docx-mammoth/docx-mammoth.js';
import { docx, grid, mergeOn, mergeStart, options, p, read, span, tbl, tc, tr } from './fixture.js';

/** A block of the grid that is one cell. */
interface Region {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Row by row, each free position grows a region of the wished size as far as there is room. */
function layOut(rows: number, columns: number, wishes: readonly [number, number][]): Region[] {
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false));
  const regions: Region[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken[row]?.[column]) continue;
      const [height, width] = wishes[regions.length % wishes.length] ?? [1, 1];
      let wide = 1;
      while (wide < width && column + wide < columns && !taken[row]?.[column + wide]) wide++;
      const high = Math.min(height, rows - row);
      for (let y = row; y < row + high; y++) taken[y]?.fill(true, column, column + wide);
      regions.push({ row, column, rows: high, columns: wide });
    }
  return regions;
}

const textOf = (region: Region): string => `r${region.row}c${region.column}`;

/** Each region has a cell in every row it covers. */
function toXml(regions: readonly Region[], rows: number, decorate: (text: string) => string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const here = regions.filter((region) => region.row <= row && row < region.row + region.rows);
    return tr(
      here
        .sort((one, other) => one.column - other.column)
        .map((region) => {
          const merge = region.rows === 1 ? '' : region.row === row ? mergeStart : mergeOn;
          const content = region.row === row ? decorate(textOf(region)) : p('');
          return tc(content, span(region.columns) + merge);
        }),
    );
  });
  return tbl(lines);
}

function toGrid(regions: readonly Region[], rows: number, columns: number): string[][] {
  const expected = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
  for (const region of regions)
    for (let row = region.row; row < region.row + region.rows; row++)
      expected[row]?.fill(textOf(region), region.column, region.column + region.columns);
  return expected;
}

const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 8 }),
    columns: fc.integer({ min: 1, max: 8 }),
    wishes: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 12,
    }),
  })
  .map(({ rows, columns, wishes }) => ({ rows, columns, regions: layOut(rows, columns, wishes) }));

/** Ways to write a cell’s text that must make no difference to it. */
const decorations: readonly ((text: string) => string)[] = [
  (text) => p(text),
  (text) => p('') + p(text),
  (text) => `<w:sdt><w:sdtContent>${p(text)}</w:sdtContent></w:sdt>`,
  (text) => tbl([tr(['inner', 'table'])]) + p(text),
  (text) =>
    `<w:p><w:ins w:id="1"><w:r><w:t>${text}</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>`,
];

test('the first reading gives every grid back', async () => {
  const property = fc.asyncProperty(
    tables,
    fc.nat(decorations.length - 1),
    async ({ rows, columns, regions }, kind) => {
      const { blocks, remarks } = await read({ body: toXml(regions, rows, decorations[kind] ?? p) });
      expect(grid(blocks[0])).toEqual(toGrid(regions, rows, columns));
      expect(remarks.filter(({ code }) => code === 'ragged-table')).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 400, interruptAfterTimeLimit: 4000 });
});

test('the second reading gives every grid back', async () => {
  const property = fc.asyncProperty(tables, async ({ rows, columns, regions }) => {
    const result = await readDocxWithMammoth(docx({ body: toXml(regions, rows, p) }), options);
    if ('failure' in result) throw new Error(result.failure.detail);
    expect(grid(result.reading.document.blocks[0])).toEqual(toGrid(regions, rows, columns));
  });
  await fc.assert(property, { numRuns: 100, interruptAfterTimeLimit: 4000 });
});
