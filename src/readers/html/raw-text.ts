import { type AnyNode, isTag, isText } from 'domhandler';

/** All characters below the nodes, whether a browser would display them or not. */
export function rawText(nodes: readonly AnyNode[]): string {
  return nodes.map((node) => (isText(node) ? node.data : isTag(node) ? rawText(node.children) : '')).join('');
}
