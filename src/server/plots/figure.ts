/** A plot with its title, and its numbers as a table behind a key. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Column } from '../listing.js';

export interface Figure<Row> {
  readonly title: string;
  readonly plot: Markup;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** What the numbers are called. */
  readonly numbers: string;
  /** What is to be known to read it. */
  readonly note?: string | undefined;
}

export function toFigure<Row>({ title, plot, columns, rows, numbers, note }: Figure<Row>): Markup {
  return markup`<figure class="plotted"><figcaption>${title}</figcaption><div class="drawn">${plot}</div>${note !== undefined && markup`<p class="note">${note}</p>`}
<details><summary>${numbers}</summary><div class="scrolled" tabindex="0" role="region" aria-label="${title}">${toTable(columns, rows)}</div></details></figure>`;
}

function toTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Markup {
  const [first, ...others] = columns.filter(({ heading }) => heading !== undefined);
  if (!first) return markup``;
  const headings = [first, ...others].map(({ heading }) => markup`<th scope="col">${heading}</th>`);
  const lines = rows.map(
    (row) =>
      markup`<tr><th scope="row">${shown(first, row)}</th>${others.map((column) => markup`<td>${shown(column, row)}</td>`)}</tr>\n`,
  );
  return markup`<table class="numbers"><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table>`;
}

const shown = <Row>({ value, draw }: Column<Row>, row: Row): Markup =>
  draw ? draw(row) : markup`${String(value(row) ?? '—')}`;
