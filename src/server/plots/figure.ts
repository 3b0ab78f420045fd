/** A plot with its title, and its numbers as a table behind a key. */
import { type Markup, markup } from '#inspect/markup.js';

/** What a plot shows, as it is also given away as data. */
export interface Numbers {
  /** The first names the row. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  /** In data. */
  readonly key: string;
  /** On the page. */
  readonly heading: string;
}

export type Row = Readonly<Record<string, string | number | null>>;

export interface Figure {
  readonly title: string;
  readonly plot: Markup;
  readonly numbers: Numbers;
  /** Of the key. */
  readonly key: string;
  /** What is to be known to read it. */
  readonly note?: Markup | string | undefined;
  /** Where a number of the table leads. */
  readonly link?: ((row: Row, column: string) => string | undefined) | undefined;
}

export function toFigure({ title, plot, numbers, key, note, link }: Figure): Markup {
  return markup`<figure class="plotted"><figcaption>${title}</figcaption><div class="drawn">${plot}</div>${note !== undefined && markup`<p class="note">${note}</p>`}
<details><summary>${key}</summary>${toTable(numbers, title, link)}</details></figure>`;
}

function toTable({ columns, rows }: Numbers, title: string, link: Figure['link']): Markup {
  const [first, ...others] = columns;
  const cell = (row: Row, { key }: Column): Markup => {
    const href = link?.(row, key);
    const value = row[key] ?? null;
    return href !== undefined && value !== null
      ? markup`<a href="${href}">${value}</a>`
      : markup`${value ?? '—'}`;
  };
  const lines = rows.map(
    (row) =>
      markup`<tr><th scope="row">${first && cell(row, first)}</th>${others.map((column) => markup`<td>${cell(row, column)}</td>`)}</tr>\n`,
  );
  const headings = columns.map(({ heading }) => markup`<th scope="col">${heading}</th>`);
  return markup`<div class="scrolled" tabindex="0" role="region" aria-label="${title}"><table class="numbers"><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
