/**
 * Rows as lines: cells of a line kept apart by tabs, as spreadsheets, `pdftotext`-like tools and converters
 * of pages write them. One line alone proves nothing (an indent is a tab as well): two in a row do.
 */
import type { Line } from './lines.js';
import { type FoundTable, type RowCell, rowsToTable } from './table-rows.js';

/** The table that starts at a line. */
export function readRowLines(lines: readonly Line[], start: number): FoundTable | undefined {
  let next = start;
  while (isRowLine(lines[next])) next++;
  if (next - start < 2) return undefined;
  const rows = lines.slice(start, next);
  const lead = rows.every(({ text }) => text.startsWith('\t')) ? 1 : 0;
  return { table: rowsToTable(rows.map((line) => splitLine(line, lead))), next };
}

/** A tab before the last thing on the line, other than one at its very start. */
function isRowLine(line: Line | undefined): boolean {
  return line?.text.trimEnd().includes('\t', 1) ?? false;
}

/** A tab in front of the line belongs to the form, not to an empty first cell, where every line has one. */
function splitLine(line: Line, lead: number): RowCell[] {
  let column = lead + 1;
  return line.text
    .slice(lead)
    .split('\t')
    .map((part) => {
      const cell = { text: part.trim(), line: line.number, column };
      column += part.length + 1;
      return cell;
    });
}
