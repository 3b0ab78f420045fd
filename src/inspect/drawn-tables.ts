/** The tables that are drawn: a stack is not endless, and a hostile page nests tables by the thousand. */
import type { Block, Table } from '#model/document.js';

/** Tables inside so many others are left out. */
export const deepest = 24;

/** A nested table comes right after the table that holds it. */
export function findDrawnTables(blocks: readonly Block[]): Table[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? withNested(block, 0) : []));
}

function withNested(table: Table, depth: number): Table[] {
  if (depth > deepest) return [];
  const inner = table.cells.flatMap(({ tables }) => tables ?? []);
  return [table, ...inner.flatMap((nested) => withNested(nested, depth + 1))];
}
