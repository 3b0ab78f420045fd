/**
 * A form field of the old kind keeps its list in the field's first mark; what is chosen is shown, and most
 * often written nowhere else:
 *
 *     w:fldChar begin ─ w:ffData ─ w:ddList ─┬─ w:result: the number of the entry chosen, from 0
 *                                            ├─ w:default: the one chosen at first
 *                                            └─ w:listEntry …
 */
import type { XmlCursor } from '../xml/xml-cursor.js';
import { wholeNumber } from './properties.js';

/** The cursor stands on `w:fldChar`; `undefined` where it begins no drop-down list. */
export function readDropDown(cursor: XmlCursor): string | undefined {
  const depth = cursor.depth;
  let entry: string | undefined;
  while (cursor.child(depth)) {
    const inner = cursor.depth;
    while (cursor.child(inner)) if (cursor.name === 'w:ddList') entry = readList(cursor);
  }
  return entry;
}

function readList(cursor: XmlCursor): string | undefined {
  const depth = cursor.depth;
  const entries: string[] = [];
  let chosen: number | undefined;
  let first = 0;
  while (cursor.child(depth)) {
    const value = cursor.attribute('w:val');
    if (cursor.name === 'w:result') chosen = wholeNumber(value);
    else if (cursor.name === 'w:default') first = wholeNumber(value) ?? 0;
    else if (cursor.name === 'w:listEntry') entries.push(value ?? '');
  }
  return entries[chosen ?? first];
}
