/** The number a browser draws in front of an item of an ordered list. */
import { type Element, isTag } from 'domhandler';
import { rememberOf } from '#text/remember.js';

/** With its full stop, as `3.`; empty where none is drawn. */
export function listItemNumber(item: Element): string {
  const list = item.parent;
  if (item.name !== 'li' || !list || !isTag(list) || list.name !== 'ol') return '';
  if (
    /list-style(?:-type)?\s*:\s*none/i.test(`${list.attribs['style'] ?? ''};${item.attribs['style'] ?? ''}`)
  )
    return '';
  return `${numbersOf(list).get(item)}.`;
}

/**
 * Every item one on, or one back in a `reversed` list, from the last that named its own. A list costs one
 * walk, however long it is.
 */
const numbersOf = rememberOf(({ attribs, children }: Element): ReadonlyMap<Element, number> => {
  const items = children.filter((child): child is Element => isTag(child) && child.name === 'li');
  const step = 'reversed' in attribs ? -1 : 1;
  let next = wholeNumber(attribs['start']) ?? (step < 0 ? items.length : 1);
  const numbers = new Map<Element, number>();
  for (const item of items) {
    const number = wholeNumber(item.attribs['value']) ?? next;
    numbers.set(item, number);
    next = number + step;
  }
  return numbers;
});

function wholeNumber(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? undefined : number;
}
