/** Elements of a page to the blocks of the model. */
import { type AnyNode, type Element, isTag } from 'domhandler';
import type { Block, Cell, Remark, Table } from '#model/document.js';
import type { HtmlPlace } from '#model/place.js';
import type { PathFinder } from './css-path.js';
import type { Hidden } from './hidden-elements.js';
import type { LeftOut } from './left-out.js';
import { type Grid, layOutTable } from './table-grid.js';
import { holdsPicture, numbered, type Sink, show, TextGatherer } from './visible-text.js';

/** Everything found below one element. */
export class BlockBuilder implements Sink {
  readonly blocks: Block[] = [];
  readonly remarks: Remark[] = [];
  private readonly gatherer = new TextGatherer();
  /** Of the list item that has begun and has shown nothing yet. */
  private number = '';

  constructor(
    private readonly findPath: PathFinder,
    private readonly hidden: Hidden,
    private readonly leftOut: LeftOut,
  ) {}

  /** Adds what is displayed inside the element. */
  build(content: Element): void {
    show(content.children, content, this.hidden, this);
    this.breakLine(content);
  }

  add(text: string): void {
    this.gatherer.add(text);
  }

  /** An item in which nothing came shows its number alone. */
  addNumber(number: string, item: Element): void {
    if (this.number !== '') this.addParagraph(this.number, item, this.number);
    this.number = number;
  }

  /** A line of its own becomes a paragraph: pages break paragraphs with `<br>` as often as with `<p>`. */
  breakLine(holder: Element): void {
    const line = this.gatherer.take();
    if (line === '') return;
    const { number } = this;
    this.number = '';
    this.addParagraph(number === '' ? line : numbered(number, line), holder, number);
  }

  private addParagraph(text: string, holder: Element, autoNumber: string): void {
    const level = /^h([1-6])$/.exec(holder.name)?.[1];
    this.blocks.push({
      kind: 'paragraph',
      text,
      at: this.placeOf(holder),
      ...(level ? { headingLevel: Number(level) } : {}),
      ...(autoNumber ? { autoNumber } : {}),
    });
  }

  addTable(element: Element): void {
    const grid = layOutTable(element, this.hidden);
    this.addNumber('', element);
    show(captionsOf(element), element, this.hidden, this);
    if (isLayout(element, grid)) {
      for (const cell of grid.cells) this.build(cell.element);
      return;
    }
    this.blocks.push(this.toTable(element, grid));
  }

  private toTable(element: Element, grid: Grid): Table {
    const at = this.placeOf(element);
    if (grid.ragged) this.remarks.push({ code: 'ragged-table', at: [at] });
    const cells = grid.cells.map((cell): Cell => {
      const { element: td, row, column, rowSpan, columnSpan } = cell;
      const tables: Table[] = [];
      const gatherer = new TextGatherer();
      show(td.children, td, this.hidden, {
        add: (piece) => gatherer.add(piece),
        addNumber: (number) => gatherer.addNumber(number),
        breakLine: () => gatherer.breakLine(),
        addTable: (inner) => {
          show(captionsOf(inner), inner, this.hidden, gatherer);
          tables.push(this.toTable(inner, layOutTable(inner, this.hidden)));
        },
      });
      const text = gatherer.take();
      const made = { row, column, rowSpan, columnSpan, text, at: this.placeOf(td) };
      if (!this.leftOut.isEmpty) this.remarks.push(...this.leftOut.remarksOn(td, made.at));
      if (text === '' && holdsPicture(td.children, this.hidden)) return { ...made, doubts: ['pictured'] };
      return tables.length > 0 ? { ...made, tables } : made;
    });
    return { kind: 'table', rows: grid.rows, columns: grid.columns, cells, at };
  }

  private placeOf(element: Element): HtmlPlace {
    return { kind: 'html', path: this.findPath(element) };
  }
}

function captionsOf(table: Element): Element[] {
  return table.children.filter((child): child is Element => isTag(child) && child.name === 'caption');
}

/** A table that only places other tables on the page is not a table of the document. */
function isLayout(element: Element, grid: Grid): boolean {
  return countCells(element.children) > grid.cells.length * 2;
}

/** Cells of the table itself and of all tables inside it. */
function countCells(nodes: readonly AnyNode[]): number {
  let count = 0;
  for (const node of nodes)
    if (isTag(node)) count += (node.name === 'td' || node.name === 'th' ? 1 : 0) + countCells(node.children);
  return count;
}
