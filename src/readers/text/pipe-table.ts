/** Pipe tables: `| a | b |`, consecutive lines, rulers dropped, `\|` an escaped pipe. */
import type { Line } from './lines.js';
import { type FoundTable, type RowCell, rowsToTable } from './table-rows.js';

/** One dash alone is a mark in a cell; with a colon, or two of them, it rules. */
const ruler = /^\s*\|?\s*(?::-+:?|-+:|-{2,})\s*(?:\|\s*(?::-+:?|-+:|-{2,})\s*)*\|?\s*$/;

/** The table that starts at a line. */
export function readPipeTable(lines: readonly Line[], start: number): FoundTable | undefined {
  const rows: RowCell[][] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line || !isRow(line.text)) break;
    if (!ruler.test(line.text)) rows.push(splitRow(line));
  }
  return rows.length > 0 ? { table: rowsToTable(rows), next: index } : undefined;
}

/** At least two pipes: a lone one separates anything. */
function isRow(text: string): boolean {
  return (text.match(/\|/g)?.length ?? 0) >= 2 || ruler.test(text);
}

function splitRow(line: Line): RowCell[] {
  const text = line.text.trimEnd();
  const open = /^\s*\|/.exec(text)?.[0].length ?? 0;
  const body = text.slice(open).replace(/(?<!\\)\|$/, '');
  let column = open + 1;
  return body.split(/(?<!\\)\|/).map((part) => {
    const lead = part.length - part.trimStart().length;
    const cell = {
      text: part
        .trim()
        .replace(/\\\|/g, '|')
        .replace(/<br\s*\/?>/gi, '\n'),
      line: line.number,
      column: column + lead,
    };
    column += part.length + 1;
    return cell;
  });
}
