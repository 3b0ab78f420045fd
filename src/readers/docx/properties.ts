/**
 * The properties of paragraphs and runs that decide what text is displayed and what it is: style, list,
 * outline level; hidden, struck, set high or low, inserted, deleted. The rest (fonts, spacing) is passed
 * over, and so are the records of what the properties were before a tracked change (`w:pPrChange`,
 * `w:rPrChange`): they hold the same elements.
 */
import type { XmlCursor } from '../xml/xml-cursor.js';

/** `w:numPr`: which list, which level. A number of 0 means: in no list, whatever the style says. */
export interface ListPosition {
  readonly number?: number;
  readonly level?: number;
}

export interface RunProperties {
  readonly style?: string;
  readonly hidden?: boolean;
  /** `w:strike`, `w:dstrike`: on paper there is a line through it. */
  readonly struck?: boolean;
  /** `w:vertAlign`: set high or low, as the marks of notes are. */
  readonly script?: 'superscript' | 'subscript';
  /** `w:del` or `w:moveFrom`. On the mark of a paragraph: it no longer ends here. */
  readonly deleted?: boolean;
  readonly inserted?: boolean;
}

export interface ParagraphProperties {
  readonly style?: string;
  readonly list?: ListPosition;
  /** From 0; 9 is body text. */
  readonly outline?: number;
  readonly mark?: RunProperties;
}

/** Properties while they are being read. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** The cursor stands on `w:pPr`. */
export function readParagraphProperties(cursor: XmlCursor): ParagraphProperties {
  const depth = cursor.depth;
  const properties: Draft<ParagraphProperties> = {};
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:pStyle':
        properties.style = cursor.attribute('w:val') ?? '';
        break;
      case 'w:numPr':
        properties.list = readListPosition(cursor);
        break;
      case 'w:outlineLvl':
        properties.outline = wholeNumber(cursor.attribute('w:val')) ?? 9;
        break;
      case 'w:rPr':
        properties.mark = readRunProperties(cursor);
        break;
    }
  }
  return properties;
}

/** The cursor stands on `w:rPr`. */
export function readRunProperties(cursor: XmlCursor): RunProperties {
  const depth = cursor.depth;
  const properties: Draft<RunProperties> = {};
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:rStyle':
        properties.style = cursor.attribute('w:val') ?? '';
        break;
      case 'w:vanish':
        properties.hidden = isOn(cursor.attribute('w:val'));
        break;
      case 'w:strike':
      case 'w:dstrike':
        properties.struck = isOn(cursor.attribute('w:val'));
        break;
      case 'w:vertAlign': {
        const value = cursor.attribute('w:val');
        if (value === 'superscript' || value === 'subscript') properties.script = value;
        break;
      }
      case 'w:del':
      case 'w:moveFrom':
        properties.deleted = true;
        break;
      case 'w:ins':
      case 'w:moveTo':
        properties.inserted = true;
        break;
    }
  }
  return properties;
}

function readListPosition(cursor: XmlCursor): ListPosition {
  const depth = cursor.depth;
  const position: Draft<ListPosition> = {};
  while (cursor.child(depth)) {
    const value = wholeNumber(cursor.attribute('w:val'));
    if (value === undefined) continue;
    if (cursor.name === 'w:numId') position.number = value;
    else if (cursor.name === 'w:ilvl') position.level = value;
  }
  return position;
}

/** An on/off property is on where it stands, unless its value says otherwise. */
export function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

export function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*[+-]?\d{1,9}\s*$/.test(value) ? Number(value) : undefined;
}
