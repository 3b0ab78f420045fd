/**
 * The text of a subtree as a browser would display it, without layout: white space collapsed, `\n` at
 * line breaks and between block elements, nothing of what is hidden or belongs to scripts.
 */
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { toSubscript, toSuperscript } from '#text/superscript.js';
import { isControl, textOfControl } from './form-control.js';
import type { Hidden } from './hidden-elements.js';
import { listItemNumber } from './list-item.js';

const inline: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'dfn', 'em', 'font', 'i'],
  ...['img', 'ins', 'kbd', 'label', 'mark', 'q', 'samp', 'small', 'span', 'strong', 'time', 'tt', 'u'],
  ...['var', 'wbr', 'ruby', 'rb'],
]);

/** Whether the element starts a line of its own; Word's elements (`o:p`) and a CMS's (`ucapcontent`) do not. */
export function isBlock(element: Element): boolean {
  return !inline.has(element.name) && !element.name.includes(':') && !element.name.startsWith('ucap');
}

/** Gathers pieces of text and collapses their white space as lines. */
export class TextGatherer {
  private lines: string[] = [];
  private line = '';

  add(text: string): void {
    this.line += text;
  }

  breakLine(): void {
    if (this.line === '') return;
    const line = this.line.replace(/[\s\u00a0\u3000]+/g, ' ').trim();
    this.line = '';
    if (line !== '') this.lines.push(line);
  }

  /** What was gathered, and starts anew. */
  take(): string {
    this.breakLine();
    const text = this.lines.join('\n');
    this.lines = [];
    return text;
  }
}

/** Text of the nodes without nested tables, which are handed to `onTable` instead. */
export function gatherText(
  nodes: readonly AnyNode[],
  gatherer: TextGatherer,
  hidden: Hidden,
  onTable?: (table: Element) => void,
): void {
  for (const node of nodes) {
    if (isText(node)) gatherer.add(node.data);
    else if (isTag(node) && !hidden.has(node)) gatherElement(node, gatherer, hidden, onTable);
  }
}

function gatherElement(
  element: Element,
  gatherer: TextGatherer,
  hidden: Hidden,
  onTable: ((table: Element) => void) | undefined,
): void {
  if (element.name === 'rt' || element.name === 'rp') return;
  if (element.name === 'br' || element.name === 'hr') gatherer.breakLine();
  else if (isControl(element)) gatherer.add(textOfControl(element));
  else if (element.name === 'sup' || element.name === 'sub') gatherer.add(textOfScript(element, hidden));
  else if (element.name === 'table' && onTable) {
    gatherer.breakLine();
    onTable(element);
  } else if (isBlock(element)) {
    gatherer.breakLine();
    if (element.name === 'li') gatherer.add(listItemNumber(element));
    gatherText(element.children, gatherer, hidden, onTable);
    gatherer.breakLine();
  } else gatherText(element.children, gatherer, hidden, onTable);
}

/** Text set high or low, its digits told apart from those beside it. */
export function textOfScript(element: Element, hidden: Hidden): string {
  const inner = new TextGatherer();
  gatherText(element.children, inner, hidden);
  return element.name === 'sup' ? toSuperscript(inner.take()) : toSubscript(inner.take());
}

const pictures: ReadonlySet<string> = new Set([
  'img',
  'svg',
  'canvas',
  'object',
  'embed',
  'picture',
  'v:shape',
]);

/** Whether there is a picture among the nodes. */
export function holdsPicture(nodes: readonly AnyNode[]): boolean {
  return nodes.some((node) => isTag(node) && (pictures.has(node.name) || holdsPicture(node.children)));
}
