/**
 * One description of a list → a page that shows its beginning, or the same rows as CSV or JSON at the same address. A
 * page and a piece of JSON tell where the list goes on; CSV is the whole list.
 */
import { stringify } from 'csv-stringify/sync';
import { stream } from 'hono/streaming';
import type { StreamingApi } from 'hono/utils/stream';
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { Asked } from './site.js';
import { listWordingOf } from './wording/listing.js';

export interface Column<Row> {
  /** In CSV and JSON. */
  readonly key: string;
  /** On the page; a column without one is only in the data. */
  readonly heading?: string | undefined;
  readonly value: (row: Row) => string | number | boolean | null;
  /** On the page, where it is more than the value. */
  readonly draw?: (row: Row) => Markup;
}

export interface Listing<Row> {
  /** Of the file it is kept in, without ending. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** At most so many, after the row that the cursor names. */
  readonly read: (most: number, after: string | undefined) => Promise<readonly Row[]>;
  readonly cursorOf: (row: Row) => string;
  readonly count: () => Promise<number>;
  readonly page: (shown: Shown<Row>) => string | Promise<string>;
}

export interface Shown<Row> {
  readonly rows: readonly Row[];
  readonly count: number;
  /** The rows as a table. */
  readonly table: Markup;
  /** Where it goes on; nothing at its end. */
  readonly more: Markup;
  /** The same as data. */
  readonly formats: Markup;
}

/** Of a page; of a piece of data. */
const [mostShown, mostSent] = [50, 1000];

export async function answerList<Row>(
  context: Asked,
  listing: Listing<Row>,
  language: Language,
): Promise<Response> {
  const { searchParams: query, pathname } = new URL(context.req.url);
  const after = query.get('after') ?? undefined;
  const format = query.get('format');
  if (format === 'csv') return sendCsv(context, listing, after);
  const most = format === 'json' ? mostSent : mostShown;
  const found = await listing.read(most + 1, after);
  const rows = found.slice(0, most);
  const last = rows.at(-1);
  const next =
    found.length > most && last !== undefined
      ? `${pathname}?${queryWith(query, 'after', listing.cursorOf(last))}`
      : undefined;
  const count = await listing.count();
  if (format === 'json') return context.json({ count, items: toObjects(listing, rows), next });
  const wording = listWordingOf[language];
  const links = (['csv', 'json'] as const).map((each) => {
    const same = queryWith(query, 'format', each);
    same.delete('after');
    return markup` <a href="${pathname}?${String(same)}">${each.toUpperCase()}</a>`;
  });
  return context.html(
    listing.page({
      ...{ rows, count, table: drawTable(listing, rows) },
      more: markup`${next && markup`<p><a rel="next" href="${next}">${wording.more}</a></p>`}`,
      formats: markup`<span class="formats">${wording.formats}${links}</span>`,
    }),
  );
}

function queryWith(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.set(name, value);
  return changed;
}

const drawTable = <Row>({ columns }: Listing<Row>, rows: readonly Row[]): Markup => {
  const shown = columns.filter(({ heading }) => heading !== undefined);
  const cell = ({ value, draw }: Column<Row>, row: Row): Markup => {
    const said = value(row);
    return markup`<td${typeof said === 'number' && markup` class="number"`}>${draw ? draw(row) : said === null ? '' : String(said)}</td>`;
  };
  const isNumber = ({ value }: Column<Row>): boolean =>
    rows[0] !== undefined && typeof value(rows[0]) === 'number';
  const heads = shown.map(
    (column) => markup`<th scope="col"${isNumber(column) && markup` class="number"`}>${column.heading}</th>`,
  );
  return markup`<table class="list"><thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${shown.map((column) => cell(column, row))}</tr>\n`)}</tbody></table>`;
};

const toObjects = <Row>({ columns }: Listing<Row>, rows: readonly Row[]) =>
  rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)])));

/** Piece by piece: however long it is, little of it is held. */
function sendCsv<Row>(context: Asked, listing: Listing<Row>, from: string | undefined): Response {
  context.header('Content-Type', 'text/csv; charset=utf-8');
  context.header('Content-Disposition', `attachment; filename="${listing.name}.csv"`);
  const write = async (out: StreamingApi): Promise<void> => {
    await out.write(stringify([listing.columns.map(({ key }) => key)]));
    for (let after = from; !out.aborted; ) {
      const rows = await listing.read(mostSent, after);
      const last = rows.at(-1);
      if (last === undefined) return;
      // What a spreadsheet would run is told as text.
      const lines = rows.map((row) => listing.columns.map(({ value }) => value(row)));
      await out.write(stringify(lines, { escape_formulas: true, cast: { boolean: String } }));
      if (rows.length < mostSent) return;
      after = listing.cursorOf(last);
    }
  };
  // What breaks off must not look whole.
  return stream(context, write, async () => void context.env.outgoing.destroy());
}
