/** CSS paths from the root, each selecting exactly one element of the page as parsed. */
import { type Element, isTag } from 'domhandler';

/** Finds the path of an element; remembers what it found, so that a page costs one walk. */
export type PathFinder = (element: Element) => string;

export function makePathFinder(): PathFinder {
  const paths = new Map<Element, string>();
  const findPath = (element: Element): string => {
    const known = paths.get(element);
    if (known !== undefined) return known;
    const parent = element.parent && isTag(element.parent) ? element.parent : undefined;
    if (!parent) {
      paths.set(element, element.name);
      return element.name;
    }
    numberChildren(parent, findPath(parent), paths);
    return paths.get(element) ?? element.name;
  };
  return findPath;
}

function numberChildren(parent: Element, prefix: string, paths: Map<Element, string>): void {
  let index = 0;
  for (const child of parent.children) {
    if (!isTag(child)) continue;
    index++;
    paths.set(child, `${prefix}>${step(child.name, index)}`);
  }
}

function step(name: string, index: number): string {
  if (name === 'html' || name === 'body') return name;
  return `${name.replace(/[^\w-]/g, '\\$&')}:nth-child(${index})`;
}
