import { type AnyNode, type Element, isTag } from 'domhandler';

/** Every element of the trees, in the order of their start tags; not by recursion, since pages nest deeply. */
export function* elementsOf(nodes: readonly AnyNode[]): Generator<Element> {
  const open = nodes.toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    if (!isTag(node)) continue;
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) open.push(node.children[index]!);
  }
}
