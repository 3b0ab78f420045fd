/**
 * What a plotting library drew → markup. Only elements and attributes that draw go over, every text is escaped here, and
 * links lead into this site: whatever the library puts beside them (style sheets, styles, scripts of a later version)
 * stays behind, since the policy of the page would not take it.
 */
import { type Markup, markup, trusted } from '#inspect/markup.js';

/** As much of a DOM as is looked at. */
export interface DrawnNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<DrawnNode>;
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>;
}

const elements = new Set(['svg', 'g', 'path', 'rect', 'line', 'circle', 'text', 'tspan', 'title', 'a']);

const attributes = new Set([
  ...[
    'viewBox',
    'width',
    'height',
    'x',
    'y',
    'x1',
    'x2',
    'y1',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'dx',
    'dy',
    'd',
  ],
  ...['transform', 'class', 'role', 'aria-label', 'aria-hidden', 'fill', 'fill-opacity', 'stroke', 'opacity'],
  ...[
    'stroke-width',
    'stroke-opacity',
    'stroke-dasharray',
    'stroke-linecap',
    'stroke-linejoin',
    'paint-order',
  ],
  ...['stroke-miterlimit', 'text-anchor', 'font-size', 'font-weight', 'font-variant', 'pointer-events'],
]);

export function svgToMarkup(node: DrawnNode): Markup {
  if (node.nodeName === '#text') return markup`${node.textContent}`;
  const name = node.nodeName.toLowerCase();
  if (!elements.has(name)) return markup``;
  const tag = trusted(name);
  const children = Array.from(node.childNodes, svgToMarkup);
  return markup`<${tag}${attributesOf(node)}${name === 'a' && nameOf(node)}>${children}</${tag}>`;
}

/** Of names only that of the whole drawing: groups of it may have none. */
function attributesOf({ nodeName, attributes: all = [] }: DrawnNode): Markup[] {
  return Array.from(all).flatMap(({ name, value }) => {
    if (name === 'href' || name === 'xlink:href')
      return /^[/#](?![/\\])/.test(value) ? [markup` href="${value}"`] : [];
    const isHere = attributes.has(name) && (name !== 'aria-label' || nodeName.toLowerCase() === 'svg');
    return isHere ? [markup` ${trusted(name)}="${value}"`] : [];
  });
}

/** A link is called what it leads to, where it does not say so itself. */
function nameOf(link: DrawnNode): Markup | false {
  if (Array.from(link.childNodes).some(({ nodeName }) => nodeName.toLowerCase() === 'text')) return false;
  const title = findTitle(link);
  return title !== undefined && markup` aria-label="${title}"`;
}

function findTitle(node: DrawnNode): string | undefined {
  for (const child of Array.from(node.childNodes)) {
    const title = child.nodeName.toLowerCase() === 'title' ? (child.textContent ?? '') : findTitle(child);
    if (title !== undefined) return title;
  }
  return undefined;
}
