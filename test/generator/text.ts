/**
 * A report as plain text: `renderText(report, randomLayout(seed))` gives the bytes. In a flat text the borders of
 * cells are lost and figures may not be separable: there the truth is not what can be read, and only a figure
 * that is wrong without a doubt counts against a reader.
 */
import { type Block, makeBlocks } from './blocks.js';
import { encodeGb18030 } from './gb18030.js';
import { type GridCell, placeCells } from './grid.js';
import { createRandom, type Random } from './random.js';
import type { Report } from './report.js';
import type { PrintedTable } from './tables.js';
import type { TextLayout } from './text-layout.js';

export { plainTextLayout, randomLayout, type TextLayout } from './text-layout.js';

export function renderText(report: Report, layout: TextLayout): Uint8Array {
  const random = createRandom(layout.seed);
  const blocks = makeBlocks(report, layout.table);
  const written = blocks.map((block) => blockToText(block, layout, random));
  const text = layout.form === 'flat' ? flatten(written, report) : written.join('');
  const ended = text.replaceAll('\n', layout.lineEnd);
  if (layout.gb18030) return encodeGb18030(ended);
  return new TextEncoder().encode(layout.byteOrderMark ? `\ufeff${ended}` : ended);
}

function flatten(written: readonly string[], report: Report): string {
  const { year, month, day } = report.signature.date;
  const head = `标题: ${report.title.join('')}\n发布时间: ${year}-0${month}-${day} 16:34\n文号: \n==================== 正文 ====================\n`;
  return `${head}当前位置： 首页政务公开政府信息公开年报 ${written.join('')} 附件下载\n`;
}

function blockToText(block: Block, layout: TextLayout, random: Random): string {
  const end = layout.form === 'flat' ? '' : '\n';
  switch (block.kind) {
    case 'title':
      return `${block.lines.join(end)}${end}${end}`;
    case 'heading':
      return `${residue(layout, random)}${block.ordinal}、${block.text}${end}`;
    case 'paragraph':
      return `${layout.form === 'flat' ? '' : random.pick(['', '　　'])}${block.text}${end}`;
    case 'signature':
      return `${end}${block.lines.map((line) => `${layout.form === 'flat' ? ' ' : ' '.repeat(60)}${line}`).join(end)}${end}`;
    case 'table':
      return tableToText(block.table, layout, random);
  }
}

const residue = ({ residue: left, form }: TextLayout, random: Random): string =>
  left && form === 'converted' && random.chance(0.3) ? '[bookmark: _GoBack]' : '';

function tableToText(table: PrintedTable, layout: TextLayout, random: Random): string {
  switch (layout.form) {
    case 'converted':
      return convertedTable(table, layout, random);
    case 'piped':
      return pipedTable(table, layout);
    case 'flat':
      return flatTable(table, layout, random);
  }
}

/**
 * What document converters write: a tab before each cell, further paragraphs of it on their own lines, an empty
 * line behind the row. A vertically covered cell is an empty cell, a horizontally covered one is not there.
 */
function convertedTable({ grid }: PrintedTable, { emptyParagraphs }: TextLayout, random: Random): string {
  const started = new Set<GridCell>();
  const rows = grid.map((cells) => {
    const distinct = cells.filter((cell, column) => cell !== cells[column - 1]);
    const lines = distinct.map((cell) => {
      if (started.has(cell)) return '\t\n';
      started.add(cell);
      const first = emptyParagraphs && cell.role === 'label' && random.chance(0.05) ? '\n\n' : '';
      return `\t${first}${cell.text}\n`;
    });
    return `${lines.join('')}\n`;
  });
  return `${rows.join('')}\n`;
}

function pipedTable(table: PrintedTable, layout: TextLayout): string {
  const started = new Set<GridCell>();
  const rows = table.grid.map((cells) => {
    const shown = cells.flatMap((cell, column) => {
      const covered = started.has(cell);
      started.add(cell);
      if (!covered || layout.covered === 'repeated') return [cell.text.replaceAll('\n', '')];
      return layout.covered === 'left-out' && cells[column - 1] === cell ? [] : [''];
    });
    return barred(shown, layout);
  });
  const at = { none: undefined, 'after-head': Math.max(1, table.headRows), 'after-first': 1 }[
    layout.separator
  ];
  if (at !== undefined)
    rows.splice(
      at,
      0,
      barred(
        Array.from({ length: table.grid[0]?.length ?? 1 }, () => '---'),
        layout,
      ),
    );
  return `\n${rows.join('\n')}\n\n`;
}

function barred(cells: readonly string[], { outerBars, padded }: TextLayout): string {
  const row = cells.join(padded ? ' | ' : '|');
  if (!outerBars) return row;
  return padded ? `| ${row} |` : `|${row}|`;
}

function flatTable({ grid }: PrintedTable, { spaces }: TextLayout, random: Random): string {
  const texts = placeCells(grid)
    .flat()
    .map(({ cell }) => cell.text.replaceAll('\n', ''));
  return texts.map((text) => (spaces === 'some' && random.chance(0.2) ? ` ${text}` : text)).join('');
}
