/** The page that is printed: markup is plain, the looks are in the style sheet. */
import { type Block, makeBlocks } from './blocks.js';
import { type GridCell, type PlacedCell, placeCells } from './grid.js';
import { escapeMarkup, spanAttributes } from './markup.js';
import { type PdfLayout, paperSize } from './pdf-layout.js';
import type { Report } from './report.js';
import type { PrintedTable } from './tables.js';

export function printedHtml(report: Report, layout: PdfLayout): string {
  const body = makeBlocks(report, layout.table).map((block) => blockToHtml(block, layout));
  const watermark = layout.watermark ? '<div class="watermark">仅供查阅</div>' : '';
  return `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${escapeMarkup(report.title.join(''))}</title><style>${styleSheet(layout)}</style></head><body>${watermark}${body.join('\n')}</body></html>`;
}

function blockToHtml(block: Block, layout: PdfLayout): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${block.lines.map(escapeMarkup).join('<br>')}</h1>`;
    case 'heading':
      return `<h2>${block.ordinal}、${escapeMarkup(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${escapeMarkup(block.text)}</p>`;
    case 'signature':
      return block.lines.map((line) => `<p class="signature">${escapeMarkup(line)}</p>`).join('');
    case 'table':
      return tableToHtml(block.table, layout);
  }
}

function tableToHtml(table: PrintedTable, layout: PdfLayout): string {
  const rows = placeCells(table.grid).map(
    (cells) => `<tr>${cells.map((cell) => cellToHtml(cell, layout)).join('')}</tr>`,
  );
  const head = table.headRows > 0 ? `<thead>${rows.slice(0, table.headRows).join('')}</thead>` : '';
  const size = fitFontSize(table, layout).toFixed(2);
  return `<table class="${table.key}" style="font-size:${size}pt">${head}<tbody>${rows.slice(table.headRows).join('')}</tbody></table>`;
}

function cellToHtml(placed: PlacedCell, { verticalLabel }: PdfLayout): string {
  const { cell } = placed;
  const vertical = verticalLabel && placed.rowSpan > 5 && cell.role === 'label';
  const text = vertical ? cell.text.replaceAll('\n', '') : cell.text;
  const content = text.split('\n').map(escapeMarkup).join('<br>');
  const long = cell.role === 'value' && isLong(cell.text) ? ' long' : '';
  return `<td class="${cell.role}${long}"${spanAttributes(placed)}>${vertical ? `<div class="vertical">${content}</div>` : content}</td>`;
}

/** Em. Without lines between them, figures keep apart by white space. */
const sidePadding = ({ borders: kind }: PdfLayout): number =>
  kind === 'none' || kind === 'horizontal' ? 0.7 : 0.25;

const millimetresPerPoint = 0.3528;

/** Em that a cell of one column needs at least. */
function textWidth({ role, text }: GridCell, { labelWidth }: PdfLayout): number {
  if (role !== 'value') return role === 'label' && labelWidth === 'wide' ? 5.2 : 1.4;
  const letters = [...(isLong(text) ? text.replace(/[（(].*/, '') : text)];
  return letters.reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0xff ? 1.05 : 0.62), 0.2);
}

/** Long values may wrap. */
const isLong = (text: string): boolean => text.length > 10;

/** The table's size, made smaller where its widest row of figures would not fit the paper. */
function fitFontSize({ grid }: PrintedTable, layout: PdfLayout): number {
  const room = (paperSize(layout).width - 2 * layout.margin) / layout.scale / millimetresPerPoint;
  const columns: number[] = [];
  for (const cells of grid)
    cells.forEach((cell, column) => {
      const alone = cell !== cells[column - 1] && cell !== cells[column + 1];
      const width = alone ? 2 * sidePadding(layout) + textWidth(cell, layout) : 0;
      columns[column] = Math.max(columns[column] ?? 0, width);
    });
  const needed = columns.reduce((sum, width) => sum + width, 0.5);
  return Math.min(layout.tableFontSize, room / needed);
}

const families: Readonly<Record<PdfLayout['family'], string>> = {
  serif: "'Noto Serif CJK SC', serif",
  sans: "'Noto Sans CJK SC', sans-serif",
  wqy: "'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei', sans-serif",
};

const borders: Readonly<Record<PdfLayout['borders'], string>> = {
  solid: 'table{border-collapse:collapse} td{border:1px solid #000}',
  thin: 'table{border-collapse:collapse} td{border:0.4px solid #000}',
  thick: 'table{border-collapse:collapse;border:2.5px solid #000} td{border:1.8px solid #000}',
  dotted: 'table{border-collapse:collapse} td{border:1px dotted #000}',
  double:
    'table{border-collapse:separate;border-spacing:2px;border:1px solid #000} td{border:1px solid #000}',
  grey: 'table{border-collapse:collapse} td{border:1px solid #bbb} td.head,td.title{background:#c6d9f1}',
  horizontal: 'table{border-collapse:collapse} td{border-top:1px solid #000;border-bottom:1px solid #000}',
  shaded: 'table{border-collapse:separate;border-spacing:2px} td{background:#e8eef6}',
  none: 'table{border-collapse:collapse} td{border:0}',
};

function styleSheet(layout: PdfLayout): string {
  const { fontSize, rowPadding, labelWidth, labelAlign, valueAlign, valign } = layout;
  const align =
    labelAlign === 'spread' ? 'text-align:justify;text-align-last:justify' : `text-align:${labelAlign}`;
  const minimum = labelWidth === 'narrow' ? 1.2 : 5;
  return `
body{font-family:${families[layout.family]};font-size:${fontSize}pt;line-height:1.6;margin:0}
h1{font-size:${fontSize * 1.4}pt;text-align:center} h2{font-size:${fontSize}pt;text-indent:2em;margin:0.4em 0}
p{text-indent:2em;margin:0.2em 0} p.signature{text-align:right}
table{width:calc(100% - 4px);margin-left:2px !important;line-height:1.25;margin:0.5em 0;${layout.tablesApart ? 'break-before:page' : ''}}
thead{display:${layout.headRepeated ? 'table-header-group' : 'table-row-group'}}
tr{break-inside:${layout.rowsBreak ? 'auto' : 'avoid'}}
td{padding:${rowPadding}pt ${sidePadding(layout)}em;vertical-align:${valign}}
td.label,td.note{${align};overflow-wrap:anywhere;min-width:${minimum}em} td.head{text-align:center;overflow-wrap:anywhere}
td.title{text-align:center} td.value{text-align:${valueAlign};white-space:nowrap} td.value.long{white-space:normal}
.vertical{font-family:${families.serif};writing-mode:vertical-rl;margin:auto;white-space:nowrap}
.watermark{position:fixed;top:40%;left:20%;font-size:60pt;color:rgba(0,0,0,0.08);transform:rotate(-35deg)}
${borders[layout.borders]}`;
}
