/** One table as HTML. */
import { type GridCell, type PlacedCell, placeCells } from './grid.js';
import type { HtmlLayout } from './html-layout.js';
import { escapeMarkup } from './markup.js';
import type { Random } from './random.js';
import type { PrintedTable } from './tables.js';

export function tableToHtml(table: PrintedTable, layout: HtmlLayout, random: Random): string {
  const rows = placeCells(table.grid).map((cells, row) => {
    const printed = cells.map((placed) => cellToHtml(placed, row < table.headRows, layout, random));
    return `<tr${rowAttributes(layout)}>${printed.join(between(layout))}${layout.omitEndTags ? '' : '</tr>'}\n`;
  });
  const body = `${columnGroup(table, layout, random)}${sectionRows(rows, table, layout)}`;
  const html = `<table${tableAttributes(layout)}>\n${body}</table>`;
  return layout.upperCaseTags ? upperCaseTags(html) : html;
}

function between({ comments, dialect }: HtmlLayout): string {
  if (comments) return '<!-- 单元格 0 -->';
  return dialect === 'editor' ? '' : '\n';
}

function sectionRows(rows: readonly string[], { headRows, grid }: PrintedTable, layout: HtmlLayout): string {
  switch (layout.sections) {
    case 'none':
      return rows.join('');
    case 'tbody':
      return `<tbody>${rows.join('')}</tbody>`;
    case 'thead':
      return headRows === 0
        ? `<tbody>${rows.join('')}</tbody>`
        : `<thead>${rows.slice(0, headRows).join('')}</thead><tbody>${rows.slice(headRows).join('')}</tbody>`;
    case 'many-tbodies': {
      // A merged cell ends with its tbody: a new one may begin only where no merged cell goes on.
      const free = rows.map((_, row) => !grid[row]?.some((cell) => grid[row - 1]?.includes(cell)));
      return `<tbody>${rows.map((row, at) => (at > 0 && free[at] ? `</tbody><tbody>${row}` : row)).join('')}</tbody>`;
    }
  }
}

function tableAttributes({ dialect }: HtmlLayout): string {
  switch (dialect) {
    case 'bare':
      return ' border="1"';
    case 'editor':
      return ` style="font-family: &#39;Times New Roman&#39;;font-size: 13px;border-collapse: collapse;width: auto !important;margin: 0 auto;" cellspacing="0" align="center" border="1"`;
    case 'word':
      return ` class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 width=632\n style='width:474.2pt;border-collapse:collapse;mso-padding-alt:0cm 0cm 0cm 0cm'`;
    case 'divs':
      return ' class="table table-bordered"';
  }
}

const rowAttributes = ({ dialect }: HtmlLayout): string =>
  ({ bare: '', editor: ' style="height: 19px"', word: " style='mso-yfti-irow:1;height:17.0pt'", divs: '' })[
    dialect
  ];

function columnGroup({ grid }: PrintedTable, { dialect }: HtmlLayout, random: Random): string {
  if (dialect !== 'editor' || random.chance(0.5)) return '';
  return `<colgroup>${'<col width="62">'.repeat(grid[0]?.length ?? 1)}</colgroup>`;
}

function cellToHtml(placed: PlacedCell, head: boolean, layout: HtmlLayout, random: Random): string {
  const { cell } = placed;
  const tag = head && layout.headCells === 'th' && cell.role !== 'value' ? 'th' : 'td';
  const content = cellContent(cell, layout, random);
  return `<${tag}${cellAttributes(placed, layout, random)}>${content}${layout.omitEndTags ? '' : `</${tag}>`}`;
}

function cellAttributes(
  { rowSpan, columnSpan }: PlacedCell,
  { dialect }: HtmlLayout,
  random: Random,
): string {
  const quote = { bare: '"', editor: '"', word: '', divs: "'" }[dialect];
  const always = dialect === 'editor' && random.chance(0.3);
  const spans = [
    ...(columnSpan > 1 || always ? [`colspan=${quote}${columnSpan}${quote}`] : []),
    ...(rowSpan > 1 || always ? [`rowspan=${quote}${rowSpan}${quote}`] : []),
  ];
  const style = {
    bare: [],
    editor: [
      'style="padding: 0 4px;border-left: none;border-bottom: 1px solid windowtext"',
      'valign="center"',
    ],
    word: [
      'width=62',
      'nowrap',
      "style='width:46.5pt;border:solid windowtext 1.0pt;\n  mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:17.0pt'",
    ],
    divs: ["class='c12 w-3'"],
  }[dialect];
  const all = random.chance(0.5) ? [...spans, ...style] : [...style, ...spans];
  return all.length === 0 ? '' : ` ${all.join(dialect === 'word' ? '\n  ' : ' ')}`;
}

function cellContent(cell: GridCell, layout: HtmlLayout, random: Random): string {
  if (cell.text === '') return layout.blank;
  const isValue = cell.role === 'value';
  const lines = cell.text.split('\n').map((line) => splitLine(line, isValue, layout));
  const padded = isValue ? lines.map((line) => pad(line, layout, random)) : lines;
  return wrapLines(padded, layout, random);
}

function splitLine(line: string, isValue: boolean, layout: HtmlLayout): string {
  const split = layout.splitting === 'both' || layout.splitting === (isValue ? 'numbers' : 'labels');
  const letters = [...line].map((letter) => {
    if (layout.entities && /\d/.test(letter)) return `&#${letter.charCodeAt(0)};`;
    return escapeMarkup(letter) + (layout.zeroWidth && !isValue ? '\u200b' : '');
  });
  if (!split) return letters.join('');
  const open =
    layout.dialect === 'word' ? '<span lang=EN-US style=\'font-family:"Times New Roman"\'>' : '<span>';
  return letters.map((letter) => `${open}${letter}</span>`).join('');
}

function pad(line: string, { padding }: HtmlLayout, random: Random): string {
  switch (padding) {
    case 'none':
      return line;
    case 'nbsp':
      return random.pick([`&nbsp;${line}`, `${line}&nbsp;`, `&nbsp;${line}&nbsp;&nbsp;`, line]);
    case 'newlines':
      return `\n   ${line}\n  `;
    case 'ideographic':
      return random.chance(0.5) ? `　${line}` : line;
  }
}

function wrapLines(lines: readonly string[], layout: HtmlLayout, random: Random): string {
  if (layout.lineBreak === 'paragraphs') return lines.map((line) => wrap(line, layout, random)).join('');
  const joint = { '<br>': '<br>', '<br/>': '<br/>', newline: '\n' }[layout.lineBreak];
  return wrap(lines.join(joint), layout, random);
}

function wrap(content: string, { dialect, lineBreak, omitEndTags }: HtmlLayout, random: Random): string {
  const end = omitEndTags ? '' : '</p>';
  switch (dialect) {
    case 'bare':
      return lineBreak === 'paragraphs' ? `<p>${content}${end}` : content;
    case 'editor':
      return random.chance(0.2) && lineBreak !== 'paragraphs'
        ? content
        : `<p style="text-indent: 0em;"><span style="font-size: 14px">${content}</span>${end}`;
    case 'word':
      return `<p class=MsoNormal align=center style='text-align:center;mso-pagination:\n  widow-orphan'><span lang=EN-US style='font-size:10.0pt;mso-font-kerning:0pt'>${content}<o:p></o:p></span>${end}`;
    case 'divs':
      return `<div><div><span><b></b>${content}</span></div></div>`;
  }
}

/** Tag and attribute names in capitals; text, values and comments as they are. */
function upperCaseTags(html: string): string {
  return html.replace(
    /<(\/?)([a-z:]+)(?=[\s>/])/g,
    (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
  );
}
