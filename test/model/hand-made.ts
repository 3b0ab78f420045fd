/** Documents of plain text, made by hand: paragraphs, and tables with a text in each cell. */
import type { Block, Cell, Document, Table } from '#model/document.js';

/** A paragraph a line, in the order given; the stream is theirs unless another is given. */
export function documentOf(blocks: readonly (string | Table)[], stream?: string): Document {
  const placed = blocks.map((block, index): Block => {
    if (typeof block !== 'string') return block;
    return { kind: 'paragraph', text: block, at: { kind: 'text', line: index + 1, column: 1 } };
  });
  const texts = blocks.filter((block) => typeof block === 'string');
  return {
    ...{ format: 'text', reader: 'test', meta: {}, remarks: [] },
    ...{ blocks: placed, stream: stream ?? texts.join('\n') },
  };
}

/** One column, a row for each cell: its text, and the tables inside it. */
export function columnOf(...cells: readonly (string | readonly [text: string, inside: Table])[]): Table {
  const at = { kind: 'text', line: 1, column: 1 } as const;
  const placed = cells.map((cell, row): Cell => {
    const anchor = { row, column: 0, rowSpan: 1, columnSpan: 1, at };
    return typeof cell === 'string'
      ? { ...anchor, text: cell }
      : { ...anchor, text: cell[0], tables: [cell[1]] };
  });
  return { kind: 'table', rows: cells.length, columns: 1, cells: placed, at };
}
