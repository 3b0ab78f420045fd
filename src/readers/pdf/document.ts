/**
 * Pages → the document: tables joined over page breaks, prose in paragraphs, both in reading order; page
 * numbers and running heads in neither.
 *
 * A table at the foot of a page is held open. When the next page starts with a table whose grid fits, the
 * two are joined; anything else that stands between closes it. The same goes for a paragraph.
 */
import type { Block, Cell, Document, Meta, Remark, Table } from '#model/document.js';
import type { PagePlace } from '#model/place.js';
import { mainTurn, turnGlyph } from './frame.js';
import { joinTables, mayFollow } from './join.js';
import { type JoinedTable, pageTableToJoined, partsToPlace } from './joined-table.js';
import { glyphsToLines, type Line } from './lines.js';
import { type Glyph, holds, type PdfPage } from './page.js';
import { type PageContent, type PageTable, pageLines, readPage } from './page-tables.js';
import { type BodyLine, findMargins, hasOwnMargins, linesToParagraphs, type Margins } from './paragraphs.js';
import { findRunningLines } from './running-heads.js';
import { rowToStream } from './stream-row.js';
import { countUnreadable, expectReadable } from './trust.js';
import { verticalGlyphs } from './vertical.js';

export interface PdfSource {
  /** The library that delivered the pages. */
  readonly reader: string;
  readonly meta: Meta;
  readonly pages: readonly PdfPage[];
  /** Numbers of pages that could not be loaded. */
  readonly lost: readonly number[];
}

/** The document, and what it was arranged from. */
export interface ArrangedPages {
  readonly document: Document;
  /** One for each page of the source. */
  readonly contents: readonly PageContent[];
  /** Page numbers and running heads. */
  readonly running: ReadonlySet<Line>;
}

/** Throws a DocumentError when there is no text to be read. */
export function arrangePages(source: PdfSource): ArrangedPages {
  const contents = source.pages.map(readPage);
  const text = textOf(contents);
  expectReadable({
    text,
    hasImages: source.pages.some((page) => page.hasImages),
    pages: source.pages.length,
  });
  const running = findRunningLines(contents);
  const whole = findMargins(contents.flatMap(({ lines }) => lines));
  const groups = itemsToGroups(contents.flatMap((content) => pageItems(content, running, whole)));
  const document: Document = {
    format: 'pdf',
    reader: source.reader,
    blocks: groups.flatMap(groupToBlocks),
    stream: contents.map((content) => pageStream(content, running)).join('\n'),
    meta: source.meta,
    remarks: [...findRemarks(source, groups, text), ...remarkLeftOut(contents)],
  };
  return { document, contents, running };
}

function textOf(contents: readonly PageContent[]): string {
  let text = '';
  for (const { glyphs } of contents) for (const glyph of glyphs) text += glyph.text;
  return text;
}

type Item =
  | { readonly kind: 'line'; readonly line: BodyLine; readonly top: number }
  | {
      readonly kind: 'table';
      readonly table: PageTable;
      readonly content: PageContent;
      readonly top: number;
    };

type Group =
  | { readonly kind: 'prose'; readonly lines: BodyLine[] }
  | { readonly kind: 'table'; table: JoinedTable; lastPage: number };

/** What stands on a page from top to bottom, running heads left out. */
function pageItems(content: PageContent, running: ReadonlySet<Line>, whole: Margins): Item[] {
  const lines = content.lines.filter((line) => !running.has(line));
  const boxes = boxRows(content, lines);
  const margins = hasOwnMargins(lines) ? findMargins(lines) : whole;
  const { number: page, frame } = content;
  const inBox = (line: Line): boolean => boxes.some(({ box }) => holds(box, line.box));
  const items: Item[] = [
    ...lines
      .filter((line) => !inBox(line))
      .map((line): Item => ({ kind: 'line', line: { line, page, frame, margins }, top: line.box[1] })),
    ...[...content.tables, ...boxes].map(
      (table): Item => ({ kind: 'table', table, content, top: table.box[1] }),
    ),
  ];
  return items.sort((a, b) => a.top - b.top);
}

/** Boxes with text that are as wide as a table of the same page's neighbour could be: decided when joining. */
function boxRows(content: PageContent, lines: readonly Line[]): PageTable[] {
  const first = lines[0];
  const last = lines.at(-1);
  const isOuter = ({ box }: PageTable): boolean => [first, last].some((line) => line && holds(box, line.box));
  return content.boxes.filter(
    (table) =>
      isOuter(table) && !content.tables.some(({ box }) => box[1] < table.box[3] && box[3] > table.box[1]),
  );
}

function itemsToGroups(items: readonly Item[]): Group[] {
  const groups: Group[] = [];
  let lastPage = 0;
  for (const item of items) {
    const open = groups.at(-1);
    if (item.kind === 'line') {
      if (open?.kind === 'prose') open.lines.push(item.line);
      else groups.push({ kind: 'prose', lines: [item.line] });
      lastPage = item.line.page;
      continue;
    }
    const page = item.content.number;
    const table = pageTableToJoined(item.table, page);
    const isPageTop = page !== lastPage;
    if (open?.kind === 'table' && isPageTop && open.lastPage === page - 1 && mayFollow(open.table, table)) {
      open.table = joinTables(open.table, table);
      open.lastPage = page;
    } else groups.push({ kind: 'table', table, lastPage: page });
    lastPage = page;
  }
  return groups;
}

function groupToBlocks(group: Group): Block[] {
  if (group.kind === 'prose')
    return linesToParagraphs(group.lines).map(({ text, parts }) => ({
      kind: 'paragraph',
      text,
      at: partsToPlace(parts),
    }));
  return [isBox(group.table) ? boxToParagraph(group.table) : toTable(group.table)];
}

/** A box that became no part of a table is a frame around a text. */
const isBox = (table: JoinedTable): boolean => table.cells.length === 1;

const boxToParagraph = ({ cells: [cell], parts }: JoinedTable): Block => ({
  kind: 'paragraph',
  text: cell?.text ?? '',
  at: partsToPlace(parts),
});

function toTable(table: JoinedTable): Table {
  const cells = table.cells
    .map(({ row, column, rowSpan, columnSpan, text, doubts, parts }): Cell => {
      const cell = { row, column, rowSpan, columnSpan, text, at: partsToPlace(parts) };
      return doubts.length ? { ...cell, doubts } : cell;
    })
    .sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    kind: 'table',
    rows: table.rows,
    columns: table.xs.length - 1,
    cells,
    at: partsToPlace(table.parts),
  };
}

/** Every displayed character in lines, without any grid; text turned against the page comes after the rest. */
export function pageStream(content: PageContent, running: ReadonlySet<Line>): string {
  const excluded = new Set(content.lines.filter((line) => running.has(line)).flatMap((line) => line.glyphs));
  const isBody = (glyph: Glyph): boolean => !excluded.has(glyph);
  const isPlain =
    content.glyphs.every((glyph) => glyph.turn === 0) && verticalGlyphs(content.glyphs).size === 0;
  if (!isPlain) return unevenStream(content.glyphs.filter(isBody));
  const rows = excluded.size ? content.rows.map((row) => row.filter(isBody)) : content.rows;
  return rows
    .filter((row) => row.length > 0)
    .map((row) => rowToStream(row, content.tables))
    .join('\n');
}

function unevenStream(glyphs: readonly Glyph[]): string {
  const others = glyphs.filter((glyph) => glyph.turn !== 0);
  const turn = mainTurn(others);
  const turned = others.map((glyph) => turnGlyph({ turn, width: 0, height: 0 }, glyph));
  return [...pageLines(glyphs.filter((glyph) => glyph.turn === 0)), ...glyphsToLines(turned)]
    .map((line) => line.text)
    .join('\n');
}

/** What is left out of the text because the page does not show it, or shows it struck out. */
function remarkLeftOut(contents: readonly PageContent[]): Remark[] {
  return (['hidden', 'struck'] as const).flatMap((how): Remark[] => {
    const at = contents.flatMap((content) =>
      content[how].map((box): PagePlace => ({ kind: 'page', page: content.number, box })),
    );
    return at.length > 0 ? [{ code: `${how}-text`, at }] : [];
  });
}

function findRemarks(source: PdfSource, groups: readonly Group[], text: string): Remark[] {
  const wholePage = (page: number): PagePlace => ({ kind: 'page', page, box: [0, 0, 0, 0] });
  const ragged = groups.flatMap((group) =>
    group.kind === 'table' && group.table.ragged ? [partsToPlace(group.table.parts)] : [],
  );
  const unreadable = countUnreadable(text);
  const remarks: Remark[] = [];
  if (ragged.length) remarks.push({ code: 'ragged-table', at: ragged });
  if (unreadable) remarks.push({ code: 'unreadable-characters', at: [], detail: String(unreadable) });
  if (source.lost.length) remarks.push({ code: 'truncated', at: source.lost.map(wholePage) });
  return remarks;
}
