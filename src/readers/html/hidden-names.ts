/**
 * Classes and ids that the page's own style sheets hide: rules of one simple selector, outside any
 * condition. A copy of a table for small screens is often hidden so.
 */
import { type AnyNode, type Document as Dom, isTag } from 'domhandler';
import { rawText } from './raw-text.js';

const rule = /(?:^|[},])\s*([.#][\w-]+)\s*(?:,[^{}]*)?\{([^{}]*)\}/g;
const hiding = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)/i;

/** With their `.` or `#` in front. */
export function findHiddenNames(root: Dom): ReadonlySet<string> {
  const names = new Set<string>();
  for (const sheet of sheetsOf(root.children))
    for (const [, name, body] of withoutConditions(sheet).matchAll(rule))
      if (name && body && hiding.test(body)) names.add(name);
  return names;
}

/** Rules inside `@media` hold for some screens only; which of two copies is printed they do not say. */
function withoutConditions(sheet: string): string {
  return sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
}

function* sheetsOf(nodes: readonly AnyNode[]): Generator<string> {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (node.name === 'style') yield rawText(node.children);
    else yield* sheetsOf(node.children);
  }
}
