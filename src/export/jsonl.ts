/** Rows as JSON, one line each, with every column in its place and in its type. */
import type { RowFormat } from './row-format.js';
import { columnsOf } from './tables.js';

export const jsonl: RowFormat = {
  extension: 'jsonl',
  head: () => '',
  lines: (table, rows) => {
    const columns = columnsOf(table);
    return rows
      .map((row) => `${JSON.stringify(Object.fromEntries(columns.map(([name]) => [name, row[name]])))}\n`)
      .join('');
  },
};
