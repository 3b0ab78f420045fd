/**
 * HTML → a tree to select from, in a time that grows with the page and no faster. Selecting takes the square of the
 * elements that stand at the top; parsing and selecting, that of how deep they stand; removing, that of those beside
 * the removed. So all of a page stands in one element, it is read as far as elements are not left open without end,
 * what is deeper than pages are is cut off, and what is dropped is filtered out.
 */
import { type CheerioAPI, load } from 'cheerio/slim';
import { type ChildNode, Document, DomHandler, Element, isTag, type ParentNode } from 'domhandler';
import { Parser } from 'htmlparser2';

/** Elements in elements. Browsers go no deeper. */
const mostDepth = 512;

export function readTree(html: string): CheerioAPI {
  const whole = new Element('page', {}, parse(html));
  for (const child of whole.children) child.parent = whole;
  const root = new Document([whole]);
  whole.parent = root;
  keepChildren(root, (_, depth) => depth <= mostDepth);
  return load(root);
}

/** Characters between two looks at how many elements are open. */
const slice = 2 ** 14;

class Tree extends DomHandler {
  get isTooDeep(): boolean {
    return this.tagStack.length > 4 * mostDepth;
  }
}

function parse(html: string): ChildNode[] {
  const tree = new Tree();
  const parser = new Parser(tree);
  for (let from = 0; from < html.length && !tree.isTooDeep; from += slice)
    parser.write(html.slice(from, from + slice));
  parser.end();
  return tree.dom;
}

/** Elements of these names, with all that is in them. */
export const dropElements = ($: CheerioAPI, names: ReadonlySet<string>): void => {
  for (const root of $.root().toArray())
    keepChildren(root, (child) => !(isTag(child) && names.has(child.name)));
};

function keepChildren(root: ParentNode, isKept: (child: ChildNode, depth: number) => boolean): void {
  const left: [ParentNode, number][] = [[root, 0]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [parent, depth] = next;
    parent.children = parent.children.filter((child) => isKept(child, depth));
    for (const child of parent.children) if (isTag(child)) left.push([child, depth + 1]);
  }
}
