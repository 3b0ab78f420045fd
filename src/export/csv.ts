/**
 * Rows as CSV: UTF-8, a header, comma, quotes where needed, lines that end in a line feed. Blank is null or an
 * empty text. What a spreadsheet would take for a formula gets a `'` in front, in columns of text only: a negative
 * number stays a number. A place is one short line, a list of field paths is parted by spaces, the rest is JSON.
 */
import { stringify } from 'csv-stringify/sync';
import { type Place, placeToText } from '#model/place.js';
import type { RowFormat } from './row-format.js';
import { type ColumnType, columnsOf } from './tables.js';

export interface CsvOptions {
  /** A byte order mark, for spreadsheets that take UTF-8 for something else without one. */
  readonly bom: boolean;
}

export const csv = ({ bom }: CsvOptions): RowFormat => ({
  extension: 'csv',
  head: (table) => `${bom ? '\uFEFF' : ''}${stringify([columnsOf(table).map(([name]) => name)])}`,
  lines: (table, rows) => {
    const columns = columnsOf(table);
    const lines = rows.map((row) => columns.map(([name, type]) => toCell(type, row[name])));
    return stringify(lines, { escape_formulas: true, cast: { boolean: String } });
  },
});

type Cell = string | number | boolean | null;

const toCell = (type: ColumnType, value: unknown): Cell => (value === null ? null : cells[type](value));

/** That the values are what `tables.ts` says of their columns is what the types of the rows say. */
const cells: Readonly<Record<ColumnType, (value: unknown) => Cell>> = {
  text: (value) => value as string,
  number: (value) => value as number,
  boolean: (value) => value as boolean,
  place: (value) => placeToText(value as Place),
  places: (value) => (value as readonly Place[]).map(placeToText).join('; '),
  list: (value) => (value as readonly string[]).join(' '),
  json: (value) => JSON.stringify(value),
};
