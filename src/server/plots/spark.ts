/**
 * A few years of a figure on one line: `2022 ▁ 9  2023 ▂ 0?  2024 ▅ 11`. Drawn without the library, for pages that
 * have to be there at once.
 */
import { type Markup, markup } from '#inspect/markup.js';
import type { YearValue } from './years.js';

const height = 16;

export function drawSpark(values: readonly YearValue[]): Markup {
  const highest = Math.max(1, ...values.map(({ printed }) => Math.abs(printed ?? 0)));
  return markup`<ol class="spark">${values.map((value) => drawValue(value, highest))}</ol>`;
}

function drawValue({ year, printed, reviewed, doubt, href }: YearValue, highest: number): Markup {
  const bar = Math.round((Math.abs(printed ?? 0) / highest) * height);
  const shown = printed === null ? '▢' : `${printed}${doubt === null ? '' : '?'}`;
  const isChanged = reviewed !== printed;
  return markup`<li class="${doubt}"><a href="${href}">${year}</a> <svg viewBox="0 0 6 ${height}" width="6" height="${height}" aria-hidden="true"><rect x="0" y="${height - bar}" width="6" height="${bar}"/><line x1="0" x2="6" y1="${height}" y2="${height}"/></svg> ${isChanged ? markup`<del>${shown}</del> <ins>${reviewed ?? '▢'}</ins>` : markup`<data value="${printed ?? ''}">${shown}</data>`}</li>`;
}
