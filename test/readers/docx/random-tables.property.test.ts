/** Random tables with random spans, rendered to OOXML: the readers must give the same grid back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridTexts, type RandomGrid, randomGrids, regionText } from '../random-grid.js';
import { grid, mergeOn, mergeStart, p, read, readAgain, span, tbl, tc, tr } from './fixture.js';

/** Each region has a cell in every row it covers. */
function toXml({ rows, regions }: RandomGrid, decorate: (text: string) => string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const here = regions.filter((region) => region.row <= row && row < region.row + region.rows);
    return tr(
      here
        .sort((one, other) => one.column - other.column)
        .map((region) => {
          const merge = region.rows === 1 ? '' : region.row === row ? mergeStart : mergeOn;
          const content = region.row === row ? decorate(regionText(region)) : p('');
          return tc(content, span(region.columns) + merge);
        }),
    );
  });
  return tbl(lines);
}

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
  const property = fc.asyncProperty(randomGrids, fc.constantFrom(...decorations), async (made, decorate) => {
    const { blocks, remarks } = await read({ body: toXml(made, decorate) });
    expect(grid(blocks[0])).toEqual(gridTexts(made));
    expect(remarks.filter(({ code }) => code === 'ragged-table')).toEqual([]);
  });
  await fc.assert(property, { numRuns: 400, interruptAfterTimeLimit: 4000 });
});

test('the second reading gives every grid back', async () => {
  const property = fc.asyncProperty(randomGrids, async (made) => {
    const { blocks } = await readAgain({ body: toXml(made, p) });
    expect(grid(blocks[0])).toEqual(gridTexts(made));
  });
  await fc.assert(property, { numRuns: 100, interruptAfterTimeLimit: 4000 });
});
