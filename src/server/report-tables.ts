/** The statutory tables of a report in the layout of their form, and what it has beside them. */
import type { FormTable } from '#forms/form.js';
import { type Markup, markup } from '#inspect/markup.js';
import type { FigureState } from '#model/anomaly.js';
import { isField } from '#records/fields.js';
import { addressOfFigure } from './figure-address.js';
import { type LabelCell, type LayoutCell, tableToLayout } from './official-layout.js';
import { classesOf, drawFigure, drawFigureList } from './report-figures.js';
import type { ReportDrawing } from './report-view.js';

export function drawTables(drawing: ReportDrawing): Markup {
  const { knownForm, byField, wording } = drawing;
  const stateOf = (field: string): FigureState | undefined =>
    byField.get(field)?.state as FigureState | undefined;
  const layouts = (knownForm?.tables ?? []).map((table) => [table, tableToLayout(table, stateOf)] as const);
  const drawn = new Set<string | undefined>(
    layouts.flatMap(([, rows]) =>
      rows.flat().flatMap((cell) => (cell.kind === 'figure' ? [cell.field] : [])),
    ),
  );
  // Of the form's own only what another row stands for is not drawn: it is missing.
  const others = drawing.figures.filter(
    ({ field, state }) => !drawn.has(field) && !(knownForm && isField(field) && state === 'missing'),
  );
  return markup`${layouts.length > 0 && markup`<p class="key">${wording.key}</p>`}${layouts.map(([table, rows]) => drawTable(table, rows, drawing))}
${others.length > 0 && markup`<h2>${wording.otherFigures}</h2>${drawFigureList(others, drawing)}`}`;
}

/** Wider than a phone: it is moved sideways by itself, also by keys. */
const drawTable = (
  { id, name }: FormTable,
  rows: readonly (readonly LayoutCell[])[],
  drawing: ReportDrawing,
): Markup =>
  markup`<div class="wide" role="region" tabindex="0" aria-label="${name}"><table class="official ${id}"><caption>${name}</caption><tbody>${rows.map(
    (cells) => markup`<tr>${cells.map((cell) => drawCell(cell, drawing))}</tr>\n`,
  )}</tbody></table></div>`;

function drawCell(cell: LayoutCell, drawing: ReportDrawing): Markup {
  const spans = markup`${cell.rowSpan > 1 && markup` rowspan="${cell.rowSpan}"`}${cell.columnSpan > 1 && markup` colspan="${cell.columnSpan}"`}`;
  if (cell.kind === 'label') return drawLabel(cell, spans, drawing);
  if (!cell.field) return markup`<td${spans}></td>`;
  return markup`<td${spans} class="${classesOf(cell.field, drawing)}">${drawFigure(cell.field, drawing)}</td>`;
}

/** A row or column of one figure alone is its name. */
function drawLabel({ text, scope, fields }: LabelCell, spans: Markup, { report }: ReportDrawing): Markup {
  if (text === '') return markup`<td${spans}></td>`;
  const [field, ...others] = fields;
  const name =
    field !== undefined && others.length === 0 && (scope === 'row' || scope === 'col')
      ? markup`<a href="${addressOfFigure(report.agencyKey, field)}">${text}</a>`
      : text;
  return markup`<th scope="${scope}"${spans}>${name}</th>`;
}
