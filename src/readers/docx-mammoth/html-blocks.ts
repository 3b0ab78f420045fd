/** mammoth's HTML → paragraphs and tables. The HTML is clean: headings, paragraphs, lists, tables, no styles. */
import type { Block, Table } from '#model/document.js';
import type { DocxPlace } from '#model/place.js';
import { toSubscript, toSuperscript } from '#text/superscript.js';
import { parseTags, type TagHandler, textBlocks } from '../tag-events.js';
import { cellsToTable, type HtmlCell } from './html-grid.js';

/** A flow of blocks while it is being read: the page or a cell. */
interface Flow {
  readonly path: string;
  readonly blocks: Block[];
  paragraphs: number;
  tables: number;
}

interface OpenTable {
  readonly path: string;
  readonly rows: HtmlCell[][];
  /** What the table stands in. */
  readonly around: Flow;
  span: { readonly rows: number; readonly columns: number };
}

const breaksText: ReadonlySet<string> = new Set([...textBlocks, 'table', 'tr', 'td', 'th']);

export function htmlToBlocks(html: string, part: string): { blocks: readonly Block[]; stream: string } {
  const builder = new BlockBuilder(part);
  parseTags(html, builder);
  return builder.end();
}

class BlockBuilder implements TagHandler {
  private flow: Flow = newFlow('body');
  private readonly tables: OpenTable[] = [];
  private readonly stream: string[] = [];
  private gathered = '';
  /** Open `s`, `sup` and `sub`, the innermost last. */
  private readonly marks: string[] = [];

  constructor(private readonly part: string) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (breaksText.has(name)) this.endText();
    if (name === 's' || name === 'sup' || name === 'sub') this.marks.push(name);
    else if (name === 'br') this.gathered += '\n';
    else if (name === 'table') this.openTable();
    else if (name === 'tr') this.tables.at(-1)?.rows.push([]);
    else if (name === 'td' || name === 'th') this.openCell(attributes);
  }

  /** Struck text is not printed; digits set high or low are marks of notes. */
  text(text: string): void {
    if (this.marks.includes('s')) return;
    const mark = this.marks.at(-1);
    this.gathered += mark === 'sup' ? toSuperscript(text) : mark === 'sub' ? toSubscript(text) : text;
  }

  close(name: string): void {
    if (name === 's' || name === 'sup' || name === 'sub') this.marks.pop();
    if (!breaksText.has(name)) return;
    this.endText(/^h([1-6])$/.exec(name)?.[1]);
    if (name === 'td' || name === 'th') this.closeCell();
    else if (name === 'table') this.closeTable();
  }

  end(): { blocks: readonly Block[]; stream: string } {
    this.endText();
    return { blocks: this.flow.blocks, stream: this.stream.join('\n') };
  }

  private endText(level?: string): void {
    const { gathered: text, flow } = this;
    this.gathered = '';
    if (text.trim() === '') return;
    const at = this.at(`${flow.path}/p[${++flow.paragraphs}]`);
    flow.blocks.push({
      kind: 'paragraph',
      text,
      at,
      ...(level !== undefined && { headingLevel: Number(level) }),
    });
    this.stream.push(text);
  }

  private openTable(): void {
    const path = `${this.flow.path}/tbl[${++this.flow.tables}]`;
    this.tables.push({ path, rows: [], around: this.flow, span: { rows: 1, columns: 1 } });
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const table = this.tables.at(-1);
    const row = table?.rows.at(-1);
    if (!table || !row) return;
    table.span = { rows: Number(attributes['rowspan'] ?? 1), columns: Number(attributes['colspan'] ?? 1) };
    this.flow = newFlow(`${table.path}/tr[${table.rows.length}]/tc[${row.length + 1}]`);
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    const { blocks, path } = this.flow;
    const text = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');
    const tables = blocks.filter((block): block is Table => block.kind === 'table');
    table.rows.at(-1)?.push({ span: table.span, text, tables, at: this.at(path) });
    this.flow = table.around;
  }

  private closeTable(): void {
    const open = this.tables.pop();
    const table = open && cellsToTable(open.rows, this.at(open.path));
    if (table) this.flow.blocks.push(table);
  }

  private at(path: string): DocxPlace {
    return { kind: 'docx', part: this.part, path };
  }
}

function newFlow(path: string): Flow {
  return { path, blocks: [], paragraphs: 0, tables: 0 };
}
