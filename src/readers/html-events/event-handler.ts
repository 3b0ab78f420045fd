/** Events of a parser to blocks: a stack of open tables, each with its open cell. */
import type { Block, Paragraph, Table } from '#model/document.js';
import type { Place } from '#model/place.js';
import { toSubscript, toSuperscript } from '#text/superscript.js';
import { type TagHandler, textBlocks } from '../tag-events.js';
import { RowCounter } from './row-counter.js';

/** Elements of which nothing is shown. */
const silent: ReadonlySet<string> = new Set([
  ...['script', 'style', 'noscript', 'template', 'head', 'iframe', 'object', 'svg', 'button', 'nav'],
  ...['footer', 'title', 's', 'strike', 'del'],
]);
const breaking: ReadonlySet<string> = new Set([
  ...textBlocks,
  ...['div', 'br', 'hr', 'section', 'article', 'center', 'blockquote', 'pre', 'dd', 'dt', 'dl', 'header'],
  ...['main', 'form', 'caption'],
]);
/** Elements without content: they silence nothing. */
const hollow: ReadonlySet<string> = new Set([
  ...['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'wbr', 'area', 'base', 'embed', 'source', 'track'],
]);
/** Takes no room either. */
const removing = /display\s*:\s*none|mso-hide\s*:\s*all/i;
const hiding = /visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0(?:\.0*)?%?\s*(?:[;!]|$)|line-through/i;
const typed = /^(?:|text|number|tel|search)$/i;

interface OpenTable {
  readonly rows: RowCounter;
  readonly order: number;
  cell: string[] | undefined;
  inner: Table[];
}

interface Option {
  readonly chosen: boolean;
  text: string;
}

export class EventHandler implements TagHandler {
  private readonly blocks: Block[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly pieces: string[] = [];
  private prose: string[] = [];
  private silence: string[] = [];
  /** Open `sup` and `sub`, the innermost last. */
  private readonly scripts: string[] = [];
  /** Of the open drop-down list. */
  private options: Option[] | undefined;
  private count = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const style = attributes['style'] ?? '';
    const removed = silent.has(name) || 'hidden' in attributes || removing.test(style);
    if (this.silence.length > 0 || removed) this.mute(name);
    else if (!hiding.test(style)) this.show(name, attributes);
    else {
      // A cell that keeps its room keeps the row's other figures where they are.
      if (isCell(name)) this.openCell(attributes);
      this.mute(name);
    }
  }

  private mute(name: string): void {
    if (!hollow.has(name)) this.silence.push(name);
  }

  private show(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table') this.openTable();
    else if (name === 'sup' || name === 'sub') this.scripts.push(name);
    else if (name === 'input' && typed.test(attributes['type'] ?? '')) this.text(attributes['value'] ?? '');
    else if (name === 'tr') this.openRow();
    else if (isCell(name)) this.openCell(attributes);
    else if (name === 'select') this.options = [];
    else if (name === 'option') this.options?.push({ chosen: 'selected' in attributes, text: '' });
    else if (breaking.has(name)) this.breakLine();
  }

  text(text: string): void {
    if (this.silence.length > 0) return;
    if (this.options) {
      const option = this.options.at(-1);
      if (option) option.text += text;
      return;
    }
    const line = this.cell() ?? this.prose;
    const script = this.scripts.at(-1);
    const shown = text.replace(/[\r\n]+/g, ' ');
    line.push(script === 'sup' ? toSuperscript(shown) : script === 'sub' ? toSubscript(shown) : shown);
  }

  close(name: string): void {
    if (this.silence.length > 0) {
      const at = this.silence.lastIndexOf(name);
      if (at >= 0) this.silence.length = at;
      if (at === 0 && isCell(name)) this.closeCell();
      return;
    }
    if (name === 'sup' || name === 'sub') this.scripts.pop();
    if (name === 'table') this.closeTable();
    else if (isCell(name) || name === 'tr') this.closeCell();
    else if (name === 'select') this.showChosen();
    else if (breaking.has(name)) this.breakLine();
  }

  finish(): readonly Block[] {
    while (this.tables.length > 0) this.closeTable();
    this.breakLine();
    return this.blocks;
  }

  stream(): string {
    return this.pieces.join('\n');
  }

  /** A drop-down list shows the option chosen, or else its first. */
  private showChosen(): void {
    const options = this.options ?? [];
    this.options = undefined;
    this.text((options.findLast(({ chosen }) => chosen) ?? options[0])?.text ?? '');
  }

  private cell(): string[] | undefined {
    return this.tables.at(-1)?.cell;
  }

  private breakLine(): void {
    const cell = this.cell();
    if (cell) cell.push('\n');
    else if (this.tables.length === 0) this.flushProse();
  }

  private flushProse(): void {
    const text = collapse(this.prose.join(''));
    this.prose = [];
    if (text === '') return;
    this.pieces.push(text);
    const paragraph: Paragraph = {
      kind: 'paragraph',
      text,
      at: this.place(`p:nth-of-type(${++this.count})`),
    };
    this.blocks.push(paragraph);
  }

  private openTable(): void {
    if (this.tables.length === 0) this.flushProse();
    this.tables.push({ rows: new RowCounter(), order: ++this.count, cell: undefined, inner: [] });
  }

  private openRow(): void {
    this.closeCell();
    this.tables.at(-1)?.rows.startRow();
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    this.closeCell();
    const table = this.tables.at(-1);
    if (!table) return;
    table.rows.placeCell(attributes);
    table.cell = [];
    table.inner = [];
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (!table?.cell) return;
    const text = collapse(table.cell.join(''));
    if (text !== '') this.pieces.push(text);
    table.rows.fillCell(text, table.inner);
    table.cell = undefined;
  }

  private closeTable(): void {
    this.closeCell();
    const open = this.tables.pop();
    if (!open) return;
    const table = open.rows.toTable(this.place(`table:nth-of-type(${open.order})`));
    const outer = this.tables.at(-1);
    if (outer?.cell) outer.inner.push(table);
    else this.blocks.push(table);
  }

  private place(path: string): Place {
    return { kind: 'html', path };
  }
}

const isCell = (name: string): boolean => name === 'td' || name === 'th';

function collapse(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0\u3000]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
