/**
 * Where on a page the document stands, without its navigation, side bars and footers.
 *
 * What weighs is running text outside links, and cells of tables; the document is the smallest element
 * that holds nearly all of the text and every cell, so that no statutory table is left outside because
 * its prose neighbour is longer.
 */
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { Hidden } from './hidden-elements.js';

/** The share of the weight of prose that may stay outside (footers, related links). */
const leftOut = 0.12;

interface Weight {
  readonly prose: number;
  readonly links: number;
  /** Cells with text of their own. */
  readonly cells: number;
}

/** The element that holds the document. */
export function findPageContent(body: Element, hidden: Hidden): Element {
  const weights = new Map<Element, Weight>();
  const total = weigh(body, weights, false, hidden);
  // A page that is mostly links is a list: its links are the document.
  if (total.prose <= total.links && total.cells === 0) return body;
  let content = body;
  for (;;) {
    const inner = content.children.filter(isTag).find((child) => holds(weights.get(child), total));
    // A table or an item of a list is a block of the document, not what it stands in.
    if (!inner || inner.name === 'table' || inner.name === 'li') return content;
    content = inner;
  }
}

function holds(weight: Weight | undefined, total: Weight): boolean {
  if (!weight) return false;
  return weight.cells === total.cells && weight.prose >= total.prose * (1 - leftOut);
}

function weigh(element: Element, weights: Map<Element, Weight>, inTable: boolean, hidden: Hidden): Weight {
  let prose = 0;
  let links = 0;
  let cells = 0;
  const insideTable = inTable || element.name === 'table';
  for (const child of element.children) {
    if (isTag(child)) {
      if (hidden.has(child)) continue;
      const weight = weigh(child, weights, insideTable, hidden);
      if (child.name === 'a') links += weight.prose + weight.links;
      else {
        prose += weight.prose;
        links += weight.links;
      }
      cells += weight.cells;
    } else if (isText(child)) prose += inTable ? 0 : child.data.trim().length;
  }
  if ((element.name === 'td' || element.name === 'th') && hasText(element.children)) cells++;
  const weight = { prose, links, cells };
  weights.set(element, weight);
  return weight;
}

/** Text of its own: a cell of links belongs to a menu. */
function hasText(nodes: readonly AnyNode[]): boolean {
  return nodes.some((node) =>
    isText(node) ? node.data.trim() !== '' : isTag(node) && node.name !== 'a' && hasText(node.children),
  );
}
