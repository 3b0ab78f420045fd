/** The prose of a report, with what it states underlined, and the rows of tables outside the form. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Section, Statement } from '#records/record.js';
import { addressOfPlace, nameOfIndicator, nameOfSection, nameOfStatement } from './report-places.js';
import type { ReportDrawing } from './report-view.js';
import { findStatementMarks } from './section-marks.js';

export function drawSections(drawing: ReportDrawing): Markup {
  const { record, wording } = drawing;
  const marked = new Set<number>();
  const drawn = record.sections.map((section, index) => {
    const marks = findStatementMarks(section.text, record.statements);
    for (const mark of marks) marked.add(mark.index);
    return drawSection(section, index, marks, drawing);
  });
  const others = record.statements.flatMap((statement, index) =>
    marked.has(index) ? [] : [markup`<li>${drawStatement(statement, index, drawing)}</li>`],
  );
  return markup`${drawn.length > 0 && markup`<h2>${wording.sections}</h2>${drawn}`}
${others.length > 0 && markup`<h3>${wording.statements}</h3><ul>${others}</ul>`}`;
}

function drawSection(
  { heading, text }: Section,
  index: number,
  marks: ReturnType<typeof findStatementMarks>,
  drawing: ReportDrawing,
): Markup {
  const { report } = drawing;
  const parts = marks.map((mark, place): Markup => {
    const before = text.slice(marks[place - 1]?.to ?? 0, mark.from);
    return markup`${before}${drawMark(text.slice(mark.from, mark.to), mark.index, drawing)}`;
  });
  const prose = markup`${parts}${text.slice(marks.at(-1)?.to ?? 0)}`;
  return markup`<h3><a href="${addressOfPlace(report.id, nameOfSection(index))}" target="paper">${heading}</a></h3>
${text !== '' && markup`<p class="prose">${prose}</p>`}`;
}

function drawMark(text: string, index: number, { report, record, wording }: ReportDrawing): Markup {
  const statement = record.statements[index];
  const title = statement && `${wording.slots[statement.slot]} ${statement.value}`;
  return markup`<a class="stated" href="${addressOfPlace(report.id, nameOfStatement(index))}" target="paper" title="${title}">${text}</a>`;
}

const drawStatement = (
  { slot, value, sentence }: Statement,
  index: number,
  { report, wording }: ReportDrawing,
): Markup =>
  markup`${wording.slots[slot]} ${value}: <a class="stated" href="${addressOfPlace(report.id, nameOfStatement(index))}" target="paper">${sentence}</a>`;

export function drawIndicators({ record, report, wording }: ReportDrawing): Markup {
  const rows = record.indicators.map(
    ({ label, parent, column, raw, unit }, index) =>
      markup`<tr><th scope="row">${parent && `${parent} · `}${label}</th><td>${column}</td><td><a href="${addressOfPlace(report.id, nameOfIndicator(index))}" target="paper">${raw || '▢'}</a></td><td>${unit}</td></tr>\n`,
  );
  if (rows.length === 0) return markup``;
  const heads = [wording.label, wording.column, wording.raw, wording.unit];
  return markup`<h2>${wording.indicators}</h2><table class="figures"><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}
