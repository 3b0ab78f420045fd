/**
 * A report inside a table that only frames it: title, headings and prose stand in cells, beside the tables
 * they belong to. Seen from outside the frame they are paragraphs like any others.
 */
import type { Block, Cell, Document, Paragraph, Table } from '#model/document.js';
import { rememberOf } from '#text/remember.js';

/** The same document without frames; the very same where there are none. */
export const unwrapBoxes = rememberOf(
  (document: Document): Document =>
    document.blocks.some((block) => block.kind === 'table' && isFrame(block))
      ? { ...document, blocks: document.blocks.flatMap((block) => unwrap(block)) }
      : document,
);

/** Frames in frames deeper than this are nobody's layout. */
const deepest = 12;

function unwrap(block: Block, depth = 0): Block[] {
  if (block.kind !== 'table' || depth > deepest || !isFrame(block)) return [block];
  return block.cells.flatMap((cell) => cellToBlocks(cell, depth + 1));
}

/** One cell, or cells that hold more cells than they are. */
function isFrame({ cells }: Table): boolean {
  const inner = cells
    .flatMap(({ tables }) => tables ?? [])
    .reduce((sum, table) => sum + table.cells.length, 0);
  return cells.length === 1 || inner > cells.length * 2;
}

/** The model keeps text and tables of a cell apart: the text comes first. */
function cellToBlocks({ text, at, tables }: Cell, depth: number): Block[] {
  const lines = text === '' ? [] : text.split('\n');
  const paragraphs = lines.map((line): Paragraph => ({ kind: 'paragraph', text: line, at }));
  return [...paragraphs, ...(tables ?? []).flatMap((table) => unwrap(table, depth))];
}
