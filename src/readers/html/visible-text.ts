/**
 * The text of a subtree as a browser would display it, without layout: white space collapsed, `\n` at
 * line breaks and between block elements, nothing of what is hidden or belongs to scripts.
 */
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { toSubscript, toSuperscript } from '#text/superscript.js';
import { isControl, textOfControl } from './form-control.js';
import { type Hidden, isStyledAway, neverShown } from './hidden-elements.js';
import { listItemNumber } from './list-item.js';

const inline: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'dfn', 'em', 'font', 'i'],
  ...['img', 'ins', 'kbd', 'label', 'mark', 'q', 'samp', 'small', 'span', 'strong', 'time', 'tt', 'u'],
  ...['var', 'wbr', 'ruby', 'rb'],
]);

/** Whether the element starts a line of its own; Word's elements (`o:p`) and a CMS's (`ucapcontent`) do not. */
function isBlock(element: Element): boolean {
  return !inline.has(element.name) && !element.name.includes(':') && !element.name.startsWith('ucap');
}

/** Gathers pieces of text and collapses their white space as lines. */
export class TextGatherer {
  private lines: string[] = [];
  private line = '';
  private number = '';

  add(text: string): void {
    this.line += text;
  }

  /** The number of a list item, in front of the first line that the item has. */
  addNumber(number: string): void {
    this.breakLine();
    if (this.number !== '') this.lines.push(this.number);
    this.number = number;
  }

  breakLine(): void {
    if (this.line === '') return;
    const line = this.line.replace(/[\s\u00a0\u3000]+/g, ' ').trim();
    this.line = '';
    if (line === '') return;
    this.lines.push(this.number === '' ? line : numbered(this.number, line));
    this.number = '';
  }

  /** What was gathered, and starts anew. */
  take(): string {
    this.breakLine();
    const text = this.lines.join('\n');
    this.lines = [];
    return text;
  }
}

/** `1.` and `5件` must not become 1.5件. */
export function numbered(number: string, line: string): string {
  return /^\d/.test(line) ? `${number} ${line}` : number + line;
}

/** Takes what is displayed, piece by piece. */
export interface Sink {
  add(text: string): void;
  /** The number in front of what comes next; an empty one ends an item in which nothing came. */
  addNumber(number: string, item: Element): void;
  /** `holder` is the block that the ended line stands in. */
  breakLine(holder: Element): void;
  /** Takes a whole table; where it is not there, a table is a block like any other. */
  addTable?(table: Element): void;
}

/** Gives what is displayed of the nodes to the sink; `holder` is the block around them. */
export function show(nodes: readonly AnyNode[], holder: Element, hidden: Hidden, sink: Sink): void {
  for (const node of nodes) {
    if (isText(node)) sink.add(node.data);
    else if (isTag(node) && !hidden.has(node)) showElement(node, holder, hidden, sink);
  }
}

/** As `show`, for one element that is not hidden. */
export function showElement(element: Element, holder: Element, hidden: Hidden, sink: Sink): void {
  const { name, children } = element;
  if (name === 'rt' || name === 'rp') return;
  if (name === 'br' || name === 'hr') sink.breakLine(holder);
  else if (isControl(element)) sink.add(textOfControl(element));
  else if (name === 'sup' || name === 'sub') sink.add(textOfScript(element, hidden));
  else if (name === 'table' && sink.addTable) {
    sink.breakLine(holder);
    sink.addTable(element);
  } else if (isBlock(element)) {
    sink.breakLine(holder);
    if (name === 'li') showItem(element, hidden, sink);
    else {
      show(children, element, hidden, sink);
      sink.breakLine(element);
    }
  } else show(children, holder, hidden, sink);
}

function showItem(item: Element, hidden: Hidden, sink: Sink): void {
  const number = listItemNumber(item);
  if (number !== '') sink.addNumber(number, item);
  show(item.children, item, hidden, sink);
  sink.breakLine(item);
  if (number !== '') sink.addNumber('', item);
}

/** Text set high or low, its digits told apart from those beside it. */
function textOfScript(element: Element, hidden: Hidden): string {
  const inner = new TextGatherer();
  show(element.children, element, hidden, inner);
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

/** Whether a picture is shown among the nodes. */
export function holdsPicture(nodes: readonly AnyNode[], hidden: Hidden): boolean {
  return nodes.some((node) => {
    if (!isTag(node)) return false;
    // An `svg` is not gone through as text is; that does not make it hidden.
    if (pictures.has(node.name)) return neverShown.has(node.name) ? !isStyledAway(node) : !hidden.has(node);
    return !hidden.has(node) && holdsPicture(node.children, hidden);
  });
}
