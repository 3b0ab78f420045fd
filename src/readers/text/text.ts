/**
 * Plain text. Ways in which tables survive in it:
 *
 * 1. the converter form (what document converters emit): a cell is a line behind a tab, further
 *    paragraphs of the cell stand at column 0, an empty line ends the row, covered cells are empty and a
 *    cell over several columns stands once, so that rows have different lengths;
 * 2. rows as lines, their cells kept apart by tabs;
 * 3. pipe tables: `| a | b |`, with or without a ruler `|---|`;
 * 4. nothing: cells run together. That is running text to this reader.
 *
 * Lines that a converter wrapped at a fixed width are joined to paragraphs; page numbers are dropped.
 */
import type { Block, Document, Meta } from '#model/document.js';
import type { ReadOptions, ReadResult } from '#model/reading.js';
import { decodeText } from '../charset.js';
import { isPageNumber, type Line, splitLines } from './lines.js';
import { readPipeTable } from './pipe-table.js';
import { readRowLines } from './row-lines.js';
import { readTabTable } from './tab-table.js';
import { joinWrappedLines, wrapWidth } from './wrapped-lines.js';

export function readText(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const text = decodeText(bytes, options.charset);
  if (text.trim() === '') return { failure: { code: 'empty' } };
  if (isBinary(text)) return { failure: { code: 'unsupported-format', detail: 'not text' } };
  const lines = splitLines(text).filter((line) => !isPageNumber(line.text));
  const document: Document = {
    format: 'text',
    reader: 'lines',
    blocks: toBlocks(lines),
    stream: lines.map((line) => line.text).join('\n'),
    meta: findMeta(lines),
    remarks: [],
  };
  return { reading: { document, confirm: () => undefined, close: () => undefined } };
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return odd > sample.length * 0.05;
}

function toBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  const width = wrapWidth(lines);
  let prose: Line[] = [];
  const flush = (): void => {
    blocks.push(...joinWrappedLines(prose, width));
    prose = [];
  };
  for (let index = 0; index < lines.length; ) {
    const found = readRowLines(lines, index) ?? readTabTable(lines, index) ?? readPipeTable(lines, index);
    if (found) {
      flush();
      blocks.push(found.table);
      index = found.next;
    } else {
      const line = lines[index++];
      if (line) prose.push(line);
    }
  }
  flush();
  return blocks;
}

const metaKeys: Readonly<Record<string, keyof Meta>> = {
  标题: 'title',
  发布时间: 'published',
  发布日期: 'published',
  发布机构: 'source',
  来源: 'source',
};
const metaLine = new RegExp(`^(${Object.keys(metaKeys).join('|')})\\s*[:：]\\s*(.+)$`);

/** The head some archives put before the text, a key and a value a line. */
function findMeta(lines: readonly Line[]): Meta {
  const meta: Partial<Record<keyof Meta, string>> = {};
  for (const line of lines.slice(0, 12)) {
    const [, name, value] = metaLine.exec(line.text.trim()) ?? [];
    const key = metaKeys[name ?? ''];
    if (key && value) meta[key] ??= value.trim();
  }
  return meta;
}
