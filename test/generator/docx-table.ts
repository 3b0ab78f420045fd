/** One table of WordprocessingML. */
import type { DocxLayout } from './docx-layout.js';
import type { NumberedLabel } from './docx-numbering.js';
import { deletedRuns, paragraph, textRuns, valueRuns } from './docx-paragraph.js';
import { type GridCell, type PlacedCell, placeCells } from './grid.js';
import type { Random } from './random.js';
import type { PrintedTable } from './tables.js';

export interface DocxTableContext {
  readonly layout: DocxLayout;
  readonly random: Random;
  readonly numberLabel: (label: string) => NumberedLabel;
}

/** Twentieths of a point. */
const tableWidth = 9000;

/** A cell's part in one row: its first row, or a continued vertical merge. */
interface RowPart extends PlacedCell {
  readonly continued: boolean;
}

export function tableToDocx(table: PrintedTable, context: DocxTableContext): string {
  const width = Math.max(...table.grid.map((cells) => cells.length));
  const columns = `<w:gridCol w:w="${Math.floor(tableWidth / width)}"/>`.repeat(width);
  const rows = rowParts(table).map((parts, row) => rowToDocx(parts, row, table, context));
  const { layout, random } = context;
  if (layout.deletedRow) rows.splice(random.pick(seams(table)), 0, deletedRow(width));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

/** Row numbers before which no merged cell goes on. */
const seams = ({ grid, headRows }: PrintedTable): number[] => [
  ...[...grid.keys()].filter(
    (row) => row >= Math.max(1, headRows) && !grid[row]?.some((cell) => grid[row - 1]?.includes(cell)),
  ),
  grid.length,
];

function rowParts({ grid }: PrintedTable): RowPart[][] {
  const placed = placeCells(grid).flat();
  return grid.map((_, row) =>
    placed
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((one, other) => one.column - other.column)
      .map((cell) => ({ ...cell, continued: cell.row < row })),
  );
}

function rowToDocx(
  parts: readonly RowPart[],
  row: number,
  table: PrintedTable,
  context: DocxTableContext,
): string {
  const { layout } = context;
  const before = gridBefore(parts, row, table, layout);
  const after = gridAfter(parts, table, layout);
  const cells = parts
    .slice(before > 0 ? 1 : 0)
    .map((part) => cellToDocx(part, part === parts.at(-1) ? after : 0, context));
  const properties = [
    ...(before > 0 ? [`<w:gridBefore w:val="${before}"/>`] : []),
    ...(after > 0 ? [`<w:gridAfter w:val="${after}"/>`] : []),
    ...(row < table.headRows ? ['<w:tblHeader/>'] : []),
  ];
  const content = `<w:tr>${properties.length > 0 ? `<w:trPr>${properties.join('')}</w:trPr>` : ''}${cells.join('')}</w:tr>`;
  return layout.wrapping === 'sdt-rows' ? wrapSdt(content) : content;
}

const wrapSdt = (content: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="数据"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

/** Columns left out before the first cell: those of the note that the header's first row began. */
function gridBefore(parts: readonly RowPart[], row: number, table: PrintedTable, layout: DocxLayout): number {
  const [first] = parts;
  if (!layout.gridBefore || !first || row >= table.headRows) return 0;
  return first.continued && first.cell.role === 'note' ? first.columnSpan : 0;
}

/** Columns left out after the last cell, which then is one column wide. */
function gridAfter(parts: readonly RowPart[], { key }: PrintedTable, layout: DocxLayout): number {
  const last = parts.at(-1);
  if (!layout.gridAfter || key !== 'proactive' || !last || parts.length < 2) return 0;
  return last.columnSpan - 1;
}

function cellToDocx(part: RowPart, narrowed: number, context: DocxTableContext): string {
  const { layout } = context;
  const span = part.columnSpan - narrowed;
  const vertical = part.rowSpan > 1 ? mergeMark('vMerge', part.continued) : '';
  const content = part.continued ? paragraph('') : cellParagraphs(part.cell, context);
  if (layout.horizontal === 'hMerge' && span > 1) {
    const rest = `<w:tc><w:tcPr><w:hMerge/>${vertical}</w:tcPr>${paragraph('')}</w:tc>`;
    return `<w:tc><w:tcPr>${mergeMark('hMerge', false)}${vertical}</w:tcPr>${content}</w:tc>${rest.repeat(span - 1)}`;
  }
  const horizontal = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
  const cell = `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>${horizontal}${vertical}</w:tcPr>${content}</w:tc>`;
  return layout.wrapping === 'sdt-cells' && part.cell.role === 'value' ? wrapSdt(cell) : cell;
}

const mergeMark = (name: 'vMerge' | 'hMerge', continued: boolean): string =>
  continued ? `<w:${name}/>` : `<w:${name} w:val="restart"/>`;

function cellParagraphs(cell: GridCell, { layout, random, numberLabel }: DocxTableContext): string {
  const { text, list } =
    layout.autoLabels && cell.role === 'label'
      ? numberLabel(cell.text)
      : { text: cell.text, list: undefined };
  const numbered = list === undefined ? {} : { list };
  if (text === '') return paragraph('', numbered);
  const lines = text
    .split('\n')
    .map((line) =>
      cell.role === 'value' ? valueRuns(line, layout, random) : textRuns(line, layout, random),
    );
  if (layout.lineBreak === 'break') return paragraph(lines.join('<w:r><w:br/></w:r>'), numbered);
  return lines.map((line, index) => paragraph(line, index === 0 ? numbered : {})).join('');
}

/** A row that was deleted under tracking and still stands in the file. */
function deletedRow(width: number): string {
  const cell = `<w:tc><w:tcPr/>${paragraph(deletedRuns('88'))}</w:tc>`;
  return `<w:tr><w:trPr><w:del w:id="8" w:author="审核" w:date="2024-01-08T09:00:00Z"/></w:trPr>${cell.repeat(width)}</w:tr>`;
}
