/** Any table with any spans, drawn cell by cell, is read back as it was by both readers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsToSpans, type Span } from '#readers/pdf/spans.js';
import { readDocument, readers, tablesOf } from './both-readers.js';
import { frame, text, writePdf } from './write-pdf.js';

const COLUMN = 50;
const ROW = 22;

/** A grid in which some borders are left out, but every cell is a rectangle. */
const randomSpans = fc
  .record({
    rows: fc.integer({ min: 1, max: 6 }),
    columns: fc.integer({ min: 2, max: 6 }),
    seed: fc.array(fc.boolean(), { minLength: 72, maxLength: 72 }),
  })
  .map(({ rows, columns, seed }) => {
    const isDrawn = (index: number): boolean => seed[index % seed.length] !== false || index % 3 !== 0;
    const { spans } = fieldsToSpans(
      rows,
      columns,
      (row, column) => isDrawn(row * 6 + column),
      (row, column) => isDrawn(36 + row * 6 + column),
    );
    return { rows, columns, spans };
  })
  .filter(({ rows, columns, spans }) => hasAllLines(rows, columns, spans));

/** A row or column that no cell begins in cannot be seen by anybody. */
function hasAllLines(rows: number, columns: number, spans: readonly Span[]): boolean {
  const starts = (key: 'row' | 'column'): number => new Set(spans.map((span) => span[key])).size;
  return spans.length > 1 && starts('row') === rows && starts('column') === columns;
}

function drawSpans(spans: readonly Span[], rows: number): string[] {
  return spans.flatMap((span, index) => {
    const left = 40 + COLUMN * span.column;
    const top = 40 + ROW * (rows - span.row);
    const [width, height] = [COLUMN * span.columnSpan, ROW * span.rowSpan];
    return [frame(left, top - height, width, height), text(left + 4, top - 15, String(1000 + index))];
  });
}

test.each(readers)('%s', async (_, read) => {
  await fc.assert(
    fc.asyncProperty(randomSpans, async ({ rows, spans }) => {
      const document = await readDocument(read, writePdf([{ content: drawSpans(spans, rows) }]));
      const expected = Array.from({ length: rows }, (): string[] => []);
      spans.forEach(({ row, rowSpan, columnSpan }, index) => {
        const name = String(1000 + index);
        expected[row]?.push(rowSpan * columnSpan > 1 ? `${name} (${rowSpan}×${columnSpan})` : name);
      });
      expect(tablesOf(document)).toEqual([expected]);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 8_000 },
  );
});
