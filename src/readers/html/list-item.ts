/** The number a browser draws in front of an item of an ordered list. */
import { type Element, isTag } from 'domhandler';

/** With its full stop, as `3.`; empty where none is drawn. */
export function listItemNumber(item: Element): string {
  const list = item.parent;
  if (item.name !== 'li' || !list || !isTag(list) || list.name !== 'ol') return '';
  if (
    /list-style(?:-type)?\s*:\s*none/i.test(`${list.attribs['style'] ?? ''};${item.attribs['style'] ?? ''}`)
  )
    return '';
  const items = list.children.filter((child): child is Element => isTag(child) && child.name === 'li');
  const start = Number.parseInt(list.attribs['start'] ?? '1', 10) || 1;
  return `${start + items.indexOf(item)}.`;
}
