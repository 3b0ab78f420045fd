/**
 * A report inside a table that only frames it: title, headings and prose stand in cells, beside the tables
 * they belong to. Seen from outside the frame they are paragraphs like any others.
 */
import type { Block, Cell, Document, Paragraph, Table } from '#model/document.js';

const unwrapped = new WeakMap<Document, Document>();

/** The same document without frames; the very same where there are none. */
export function unwrapBoxes(document: Document): Document {
  const known = unwrapped.get(document);
  if (known) return known;
  const result = document.blocks.some((block) => block.kind === 'table' && isFrame(block))
    ? { ...document, blocks: document.blocks.flatMap(unwrap) }
    : document;
  unwrapped.set(document, result);
  return result;
}

function unwrap(block: Block): Block[] {
  return block.kind === 'table' && isFrame(block) ? block.cells.flatMap(cellToBlocks) : [block];
}

/** One cell, or cells that hold more cells than they are. */
function isFrame({ cells }: Table): boolean {
  const inner = cells.reduce((sum, { tables }) => sum + countCells(tables ?? []), 0);
  return cells.length === 1 || inner > cells.length * 2;
}

function countCells(tables: readonly Table[]): number {
  return tables.reduce(
    (sum, { cells }) => sum + cells.reduce((inner, cell) => inner + 1 + countCells(cell.tables ?? []), 0),
    0,
  );
}

/** The model keeps text and tables of a cell apart: the text comes first. */
function cellToBlocks({ text, at, tables }: Cell): Block[] {
  const lines = text === '' ? [] : text.split('\n');
  const paragraphs = lines.map((line): Paragraph => ({ kind: 'paragraph', text: line, at }));
  return [...paragraphs, ...(tables ?? []).flatMap(unwrap)];
}
