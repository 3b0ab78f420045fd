/**
 * Classes and ids that the page's own style sheets hide: rules of one simple selector, outside any
 * condition. A copy of a table for small screens is often hidden so.
 */
import { type Document as Dom, type Element, isTag, isText } from 'domhandler';
import type { HiddenNames } from './hidden-elements.js';

const rule = /(?:^|[},])\s*([.#][\w-]+)\s*(?:,[^{}]*)?\{([^{}]*)\}/g;
const hiding = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)/i;

export function findHiddenNames(root: Dom): HiddenNames {
  const names = new Set<string>();
  for (const sheet of sheetsOf(root.children))
    for (const [, name, body] of withoutConditions(sheet).matchAll(rule))
      if (name && body && hiding.test(body)) names.add(name);
  if (names.size === 0) return { hides: () => false };
  return {
    hides: ({ attribs }) =>
      names.has(`#${attribs['id'] ?? ''}`) ||
      (attribs['class'] ?? '').split(/\s+/).some((name) => names.has(`.${name}`)),
  };
}

/** Rules inside `@media` hold for some screens only; which of two copies is printed they do not say. */
function withoutConditions(sheet: string): string {
  return sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
}

function* sheetsOf(nodes: Element['children']): Generator<string> {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (node.name === 'style') yield node.children.map((child) => (isText(child) ? child.data : '')).join('');
    else yield* sheetsOf(node.children);
  }
}
