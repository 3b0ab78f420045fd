/** Elements of which a browser shows nothing: for what they are, by their style, by the page's style sheets. */
import { type Element, isTag, isText } from 'domhandler';
import { blankFaintText, faintGate } from './faint-text.js';
import { HiddenNames } from './hidden-names.js';
import { isCell, LeftOut } from './left-out.js';
import type { Sheets } from './style-sheets.js';

/** Nothing in them is text of the page. */
export const neverShown: ReadonlySet<string> = new Set([
  ...['script', 'style', 'noscript', 'template', 'head', 'iframe', 'object', 'svg', 'option'],
  ...['button', 'nav', 'footer', 'audio', 'video', 'canvas', 'title', 'link', 'meta'],
]);

const removing = /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)/i;
const concealing = /(?:^|;)\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?%?\s*(?:[;!]|$))/i;
const striking = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i;

/** The outermost elements of which a browser shows nothing; found once, for all who go through the page. */
export type Hidden = ReadonlySet<Element>;

/**
 * Why nothing of an element is shown: it never is, it is taken out of the page, it keeps its room on the
 * page, or it is struck out: what is printed in its place stands beside it.
 */
type Way = 'never' | 'removed' | 'concealed' | 'struck';

const wayByName: ReadonlyMap<string, Way> = new Map<string, Way>([
  ...[...neverShown].map((name): [string, Way] => [name, 'never']),
  ...['s', 'strike', 'del'].map((name): [string, Way] => [name, 'struck']),
]);

/** Text that is there but cannot be seen (see faint-text.ts) is taken out of the tree. */
export function findHidden(body: Element, sheets: Sheets): { hidden: Hidden; leftOut: LeftOut } {
  const names = new HiddenNames(sheets);
  const isFaint = faintGate(sheets);
  const hidden = new Set<Element>();
  const leftOut = new LeftOut();
  const faint: Element[] = [];
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (!isTag(child)) continue;
      const style = tellingStyle(child);
      const way = wayOfHiding(child, style, names);
      if (way) hide(child, way, hidden, leftOut);
      else {
        if (isFaint(child, style)) faint.push(child);
        visit(child);
      }
    }
  };
  visit(body);
  blankFaintText(faint, sheets, hidden, leftOut);
  return { hidden, leftOut };
}

const telling = /none|hid|:\s*0|through|color\s*:\s*[#wrt]/i;

/** Of thousands of styles a page has, hardly one is worth a closer look. */
function tellingStyle({ attribs }: Element): string | undefined {
  const style = attribs['style'];
  return style !== undefined && telling.test(style) ? style : undefined;
}

function wayOfHiding(element: Element, style: string | undefined, names: HiddenNames): Way | undefined {
  const way = wayByName.get(element.name);
  if (way) return way;
  return 'hidden' in element.attribs || names.hide(element) ? 'removed' : wayOfStyle(style);
}

function wayOfStyle(style: string | undefined): Way | undefined {
  if (style === undefined) return undefined;
  if (removing.test(style)) return 'removed';
  if (concealing.test(style)) return 'concealed';
  return striking.test(style) ? 'struck' : undefined;
}

/** Whether the style of an element, whatever else it is, shows nothing of it. */
export function isStyledAway({ attribs }: Element): boolean {
  return 'hidden' in attribs || wayOfStyle(attribs['style']) !== undefined;
}

/** A cell that keeps its room stays a cell, lest the row's other figures move. */
function hide(element: Element, way: Way, hidden: Set<Element>, leftOut: LeftOut): void {
  const nodes = isCell(element) && way !== 'removed' ? element.children : [element];
  if (way !== 'never') leftOut.note(nodes, way === 'struck' ? 'struck-text' : 'hidden-text');
  for (const node of nodes)
    if (isTag(node)) hidden.add(node);
    else if (isText(node)) node.data = '';
}
