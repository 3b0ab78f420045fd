/** Elements of a page to the blocks of the model. */
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { Block, Cell, Remark, Table } from '#model/document.js';
import type { HtmlPlace } from '#model/place.js';
import type { PathFinder } from './css-path.js';
import { isControl, textOfControl } from './form-control.js';
import type { Hidden } from './hidden-elements.js';
import { listItemNumber } from './list-item.js';
import { type Grid, layOutTable } from './table-grid.js';
import { gatherText, holdsPicture, isBlock, TextGatherer, textOfScript } from './visible-text.js';

/** Everything found below one element. */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  readonly remarks: Remark[] = [];
  private readonly gatherer = new TextGatherer();

  constructor(
    private readonly findPath: PathFinder,
    private readonly hidden: Hidden,
  ) {}

  build(content: Element): void {
    this.visitAll(content.children, content);
    this.flush(content);
  }

  private visitAll(nodes: readonly AnyNode[], holder: Element): void {
    for (const node of nodes) {
      if (isText(node)) this.gatherer.add(node.data);
      else if (isTag(node) && !this.hidden.has(node)) this.visit(node, holder);
    }
  }

  private visit(element: Element, holder: Element): void {
    if (element.name === 'rt' || element.name === 'rp') return;
    if (element.name === 'br' || element.name === 'hr') this.flush(holder);
    else if (isControl(element)) this.gatherer.add(textOfControl(element));
    else if (element.name === 'sup' || element.name === 'sub')
      this.gatherer.add(textOfScript(element, this.hidden));
    else if (element.name === 'table') {
      this.flush(holder);
      this.addTable(element);
    } else if (isBlock(element)) {
      this.flush(holder);
      if (element.name === 'li') this.gatherer.add(listItemNumber(element));
      this.visitAll(element.children, element);
      this.flush(element);
    } else this.visitAll(element.children, holder);
  }

  /** A line of its own becomes a paragraph: pages break paragraphs with `<br>` as often as with `<p>`. */
  private flush(holder: Element): void {
    const text = this.gatherer.take();
    if (text === '') return;
    const level = /^h([1-6])$/.exec(holder.name)?.[1];
    const autoNumber = listItemNumber(holder);
    this.blocks.push({
      kind: 'paragraph',
      text,
      at: this.placeOf(holder),
      ...(level ? { headingLevel: Number(level) } : {}),
      ...(autoNumber ? { autoNumber } : {}),
    });
  }

  private addTable(element: Element): void {
    const grid = layOutTable(element, this.hidden);
    for (const caption of captionsOf(element)) this.visit(caption, element);
    if (isLayout(element, grid)) {
      for (const cell of grid.cells) {
        this.visitAll(cell.element.children, cell.element);
        this.flush(cell.element);
      }
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
      gatherText(td.children, gatherer, this.hidden, (inner) => {
        gatherText(captionsOf(inner), gatherer, this.hidden);
        tables.push(this.toTable(inner, layOutTable(inner, this.hidden)));
      });
      const text = gatherer.take();
      const made = { row, column, rowSpan, columnSpan, text, at: this.placeOf(td) };
      if (text === '' && holdsPicture(td.children)) return { ...made, doubts: ['pictured'] };
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
